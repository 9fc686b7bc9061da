/** One incident: what to do next at the top; steps, timeline and clocks side by side. */
import { ActionIcon, Badge, Button, Grid, Group, Menu, Text, Title } from '@mantine/core'
import { IconArrowLeft, IconDots } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { ask, useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useBeat } from '../../app/useBeat'
import { openAction } from '../../components/ActionForm'
import { KindIcon } from '../../components/KindIcon'
import { Loading } from '../../components/Loading'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useSaid } from '../../components/useSaid'
import { caseSearch } from './incidentsSearch'
import { LevelBadge } from './LevelBadge'
import { useNewCallout } from './NewCallout'
import { SidePanel } from './SidePanel'
import { StepsPanel } from './StepsPanel'
import { Timeline } from './Timeline'
import { useRecordForm } from './useRecordForm'

type Case = OutputOf<'incidents.one'>
const route = getRouteApi('/incidents/case')
const levels = [1, 2, 3, 4] as const

export const CaseScreen = () => {
  const { t } = useTranslation('incidents')
  const { id } = caseSearch.parse(route.useSearch())
  const read = useRead('incidents.one', { id })
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const entry = read.value?.id === id ? read.value : undefined
  if (read.refusal)
    return (
      <Page title={t('title')}>
        <RefusalAlert refusal={read.refusal} />
      </Page>
    )
  return entry ? <Case key={entry.id} entry={entry} writes={may(role, 'clerk')} /> : <Loading />
}

const Case = ({ entry, writes }: { entry: Case; writes: boolean }) => {
  const record = useRecordForm(entry)
  const now = useBeat()
  const open = writes && entry.closedAt === null
  return (
    <div className="page">
      <Head entry={entry} writes={writes} onRecord={record} />
      <Grid gap="lg" mt="sm">
        <Grid.Col span={{ base: 4 }}>
          <StepsPanel entry={entry} writes={open} onRecord={record} />
        </Grid.Col>
        <Grid.Col span={{ base: 5 }}>
          <Timeline entry={entry} writes={writes} onRecord={record} />
        </Grid.Col>
        <Grid.Col span={{ base: 3 }}>
          <SidePanel entry={entry} now={now} writes={writes} />
        </Grid.Col>
      </Grid>
    </div>
  )
}

type HeadProps = { entry: Case; writes: boolean; onRecord: ReturnType<typeof useRecordForm> }

const Head = ({ entry, writes, onRecord }: HeadProps) => {
  const { t } = useTranslation('incidents')
  const { moment } = useMoments()
  const said = useSaid()
  const activate = useWrite('incidents.activate')
  const close = useWrite('incidents.close')
  const resume = useWrite('incidents.resume')
  const { id, version } = entry
  const paused = entry.pauses.find(({ to }) => to === null)
  const next = entry.steps.find(({ state }) => state === 'open')
  const open = writes && entry.closedAt === null
  return (
    <>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Group gap="sm" wrap="nowrap" align="flex-start" style={{ minWidth: 0 }}>
          <ActionIcon
            variant="subtle"
            color="gray"
            mt={2}
            aria-label={t('title')}
            onClick={() => {
              window.history.back()
            }}
          >
            <IconArrowLeft size={18} />
          </ActionIcon>
          <div style={{ minWidth: 0 }}>
            <Group gap={8}>
              <KindIcon icon={entry.kind.icon} size={22} />
              <Title order={1} style={{ overflowWrap: 'anywhere' }}>
                {entry.title}
              </Title>
            </Group>
            <Group gap={8} mt={2}>
              <Text size="sm" c="dimmed">
                {entry.number} · {said(entry.kind.name)}
              </Text>
              <LevelBadge level={entry.level} />
              {entry.assumedWorst ? (
                <Text size="xs" c="dimmed">
                  {t('assumed')}
                </Text>
              ) : null}
              <Badge variant="light" color="teal" c="inherit">
                {t(`state.${entry.state}`)}
              </Badge>
              {entry.drill ? <Badge variant="outline">{t('drill')}</Badge> : null}
              {entry.onSite ? <Badge variant="outline">{t('onSite')}</Badge> : null}
              <Text size="sm" c="dimmed">
                {[entry.customer, entry.vehicle, entry.place].filter(Boolean).join(' · ')}
              </Text>
            </Group>
          </div>
        </Group>
        <Group gap="xs" wrap="nowrap">
          {!open ? null : entry.activatedAt === null ? (
            <Button loading={activate.running} onClick={() => void activate.run({ id, version })}>
              {t('activate')}
            </Button>
          ) : next ? (
            <Button
              onClick={() => {
                onRecord(next.step.proof, next.step.key)
              }}
            >
              {t('next')}：{said(next.step.title)}
            </Button>
          ) : (
            <Button loading={close.running} onClick={() => void close.run({ id, version })}>
              {t('close')}
            </Button>
          )}
          {writes ? <MoreActions entry={entry} onClose={() => void close.run({ id, version })} /> : null}
        </Group>
      </Group>
      <RefusalAlert refusal={activate.refusal ?? close.refusal ?? resume.refusal} />
      {paused ? (
        <Group gap="xs" mt={4}>
          <Text size="sm" fw={600}>
            {t('pausedSince', { when: moment(paused.from), reason: paused.reason })}
          </Text>
          {open ? (
            <Button
              size="compact-xs"
              variant="default"
              loading={resume.running}
              onClick={() => void resume.run({ id, to: null })}
            >
              {t('resume')}
            </Button>
          ) : null}
        </Group>
      ) : null}
      {entry.closedAt === null ? null : (
        <Text size="sm" c="dimmed" mt={4}>
          {t('closedBy', { name: entry.closedBy ?? '', when: moment(entry.closedAt) })}
        </Text>
      )}
    </>
  )
}

const MoreActions = ({ entry, onClose }: { entry: Case; onClose: () => void }) => {
  const { t } = useTranslation('incidents')
  const go = useNavigate()
  const newCallout = useNewCallout()
  const { id, version } = entry
  const open = entry.closedAt === null
  const change = (): void => {
    openAction(t('change'), {
      form: `incidents.change.${id}`,
      fields: [
        { name: 'title', label: t('what'), kind: 'text', most: 120, required: true, start: entry.title },
        {
          name: 'level',
          label: t('levelTitle'),
          kind: 'choice',
          required: true,
          start: String(entry.level),
          choices: levels.map(level => ({ value: String(level), label: t(`level.${level}`) })),
        },
        { name: 'assumedWorst', label: t('assumeWorst'), kind: 'yes', start: entry.assumedWorst },
        {
          name: 'customer',
          label: t('customer'),
          kind: 'entity',
          register: 'customer',
          start: entry.customerId,
          chosen: entry.customer,
        },
        {
          name: 'product',
          label: t('product'),
          kind: 'entity',
          register: 'product',
          start: entry.productId,
          chosen: entry.product,
        },
        {
          name: 'owner',
          label: t('owner'),
          kind: 'entity',
          register: 'colleague',
          start: entry.ownerId,
          chosen: entry.owner,
        },
        {
          name: 'department',
          label: t('department'),
          kind: 'entity',
          register: 'department',
          start: entry.departmentId,
          chosen: entry.department,
        },
        { name: 'place', label: t('place'), kind: 'text', most: 200, start: entry.place },
        { name: 'area', label: t('area'), kind: 'text', most: 40, start: entry.area },
        { name: 'reporter', label: t('reporter'), kind: 'text', most: 60, start: entry.reporter },
        { name: 'reporterPhone', label: t('reporterPhone'), kind: 'text', most: 40, start: entry.reporterPhone },
      ],
      action: t('change'),
      run: filled =>
        ask('incidents.change', {
          id,
          version,
          title: filled.text('title'),
          place: filled.text('place'),
          area: filled.text('area'),
          reporter: filled.text('reporter'),
          reporterPhone: filled.text('reporterPhone'),
          customerId: filled.chosenOrNull('customer'),
          productId: filled.chosenOrNull('product'),
          ownerId: filled.chosenOrNull('owner'),
          departmentId: filled.chosenOrNull('department'),
          level: Number(filled.chosen('level')),
          assumedWorst: filled.yes('assumedWorst'),
          facts: {},
        }),
    })
  }
  const pause = (): void => {
    openAction(t('pause'), {
      form: `incidents.pause.${id}`,
      lead: t('pauseHint'),
      fields: [
        { name: 'reason', label: t('pauseReason'), kind: 'text', required: true },
        { name: 'from', label: t('time'), kind: 'moment' },
      ],
      action: t('pause'),
      run: filled => ask('incidents.pause', { id, from: filled.instantOrNull('from'), reason: filled.text('reason') }),
    })
  }
  const reopen = (): void => {
    openAction(t('reopen'), {
      form: `incidents.reopen.${id}`,
      fields: [{ name: 'reason', label: t('reopenReason'), kind: 'text', required: true }],
      action: t('reopen'),
      run: filled => ask('incidents.reopen', { id, version, reason: filled.text('reason') }),
    })
  }
  const link = (): void => {
    openAction(t('link'), {
      form: `incidents.link.${id}`,
      fields: [{ name: 'other', label: t('linkTo'), kind: 'entity', register: 'incident', required: true }],
      action: t('link'),
      run: filled => ask('incidents.link', { id, otherId: filled.chosen('other') }),
    })
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={34} aria-label={t('more')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {open ? <Menu.Item onClick={change}>{t('change')}</Menu.Item> : null}
        {open ? <Menu.Item onClick={pause}>{t('pause')}</Menu.Item> : null}
        <Menu.Item onClick={link}>{t('link')}</Menu.Item>
        {open ? (
          <Menu.Item
            onClick={() => {
              newCallout(id, entry.title)
            }}
          >
            {t('entry.callout')}
          </Menu.Item>
        ) : null}
        <Menu.Item onClick={() => void go({ to: '/incidents/report', search: { id } })}>
          {t('summaryReport.title')}
        </Menu.Item>
        <Menu.Item onClick={() => void go({ to: '/incidents/coverage', search: { incidentId: id } })}>
          {t('coverage.title')}
        </Menu.Item>
        <Menu.Item onClick={() => void go({ to: '/plans/manual', search: { id: 'new' } })}>{t('toManual')}</Menu.Item>
        <Menu.Item onClick={() => void go({ to: '/print', search: { kind: 'siteRecord', id } })}>
          {t('entry.work')}
        </Menu.Item>
        {open ? (
          <Menu.Item onClick={onClose}>{t('close')}</Menu.Item>
        ) : (
          <Menu.Item onClick={reopen}>{t('reopen')}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
