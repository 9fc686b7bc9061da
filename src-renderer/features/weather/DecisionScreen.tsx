/** One service decision from suspending to the last replenishment: its history, what was held, what is left. */
import { ActionIcon, Badge, Button, Group, Stack, Table, Text, Title } from '@mantine/core'
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { fates } from '../../../src-main/features/suspensions/contract'
import type { Held } from '../../../src-main/features/suspensions/contract'
import { isUndecided } from '../../../src-main/features/suspensions/rules'
import { ask, useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { Loading } from '../../components/Loading'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useDecisionForm } from './DecisionForm'
import { decisionSearch } from './weatherSearch'
import { WeatherTabs } from './WeatherTabs'

type Decision = OutputOf<'suspensions.one'>
const route = getRouteApi('/weather/decision')

export const DecisionScreen = () => {
  const { t } = useTranslation('weather')
  const { id } = decisionSearch.parse(route.useSearch())
  const read = useRead('suspensions.one', { id })
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const entry = read.value?.id === id ? read.value : undefined
  return (
    <Page title={t('title')} actions={entry ? <Actions entry={entry} decides={may(role, 'manager')} /> : null}>
      <WeatherTabs />
      <RefusalAlert refusal={read.refusal} />
      {entry ? (
        <Body entry={entry} writes={may(role, 'clerk') && entry.state !== 'closed'} />
      ) : read.refusal ? null : (
        <Loading />
      )}
    </Page>
  )
}

const Actions = ({ entry, decides }: { entry: Decision; decides: boolean }) => {
  const { t } = useTranslation('suspensions')
  const go = useNavigate()
  const change = useDecisionForm()
  const person = useRead('access.state', {}).value?.person?.name ?? ''
  const { id, version } = entry
  const running = entry.state === 'suspended' || entry.state === 'changed'
  const resume = (): void => {
    openAction(t('resume'), {
      form: `suspensions.resume.${id}`,
      fields: [
        { name: 'reason', label: t('reason'), kind: 'text', required: true },
        { name: 'decidedBy', label: t('decidedBy'), kind: 'text', most: 60, required: true, start: person },
        { name: 'words', label: t('words'), kind: 'long', most: 500 },
        { name: 'callOut', label: t('callOut'), kind: 'yes', start: true },
      ],
      action: t('resume'),
      run: filled =>
        ask('suspensions.resume', {
          id,
          version,
          reason: filled.text('reason'),
          decidedBy: filled.text('decidedBy'),
          words: filled.text('words'),
          callOut: filled.yes('callOut'),
        }),
    })
  }
  const close = (): void => {
    openAction(t('close'), {
      form: `suspensions.close.${id}`,
      fields: [],
      action: t('close'),
      run: () => ask('suspensions.close', { id, version }),
    })
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPrinter size={16} />}
        onClick={() => void go({ to: '/print', search: { kind: 'serviceNotice', id } })}
      >
        {t('print')}
      </Button>
      {decides && running ? (
        <>
          <Button
            variant="default"
            onClick={() => {
              change({ ...entry, signalId: entry.signalId }, entry)
            }}
          >
            {t('change')}
          </Button>
          <Button onClick={resume}>{t('resume')}</Button>
        </>
      ) : null}
      {decides && entry.state === 'resumed' ? <Button onClick={close}>{t('close')}</Button> : null}
    </>
  )
}

const Body = ({ entry, writes }: { entry: Decision; writes: boolean }) => {
  const { t } = useTranslation('suspensions')
  const { moment } = useMoments()
  const go = useNavigate()
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('new')}
          onClick={() => void go({ to: '/weather/service' })}
        >
          <IconArrowLeft size={18} />
        </ActionIcon>
        <Title order={2}>
          {entry.number} {entry.reason}
        </Title>
        <Badge variant="outline" c="inherit">
          {t(`states.${entry.state}`)}
        </Badge>
        <Text size="sm" c="dimmed">
          {[entry.areas.join('、'), entry.signal].filter(Boolean).join(' · ')}
        </Text>
        {entry.incidentId === null ? null : (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => void go({ to: '/incidents/case', search: { id: entry.incidentId } })}
          >
            {entry.incident}
          </Button>
        )}
      </Group>
      {entry.lacks.length > 0 ? (
        <section aria-label={t('lacks')}>
          <Title order={2}>{t('lacks')}</Title>
          {entry.lacks.map(({ kind, name }) => (
            <Text key={`${kind} ${name}`} size="sm">
              {t(`lack.${kind}`, { name })}
            </Text>
          ))}
        </section>
      ) : null}
      <HeldTable entry={entry} writes={writes} />
      <section aria-label={t('decisions')}>
        <Title order={2}>{t('decisions')}</Title>
        {entry.decisions.map(of => (
          <div key={of.at + of.kind} className="row top">
            <span className="quiet when">{moment(of.at)}</span>
            <div className="grows">
              <strong>{t(`kinds.${of.kind}`)}</strong> {of.areas.join('、')} · {moment(of.fromAt)} –{' '}
              {of.untilAt === null ? t('untilOpen') : moment(of.untilAt)} · {of.reason}
              <div className="quiet">
                {[of.words, t('by', { name: of.decidedBy, by: of.byName })].filter(Boolean).join(' · ')}
              </div>
            </div>
            {of.calloutId === null ? null : (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => void go({ to: '/incidents/calling', search: { id: of.calloutId } })}
              >
                {t('callout', { number: of.callout })}
              </Button>
            )}
          </div>
        ))}
      </section>
    </Stack>
  )
}

const HeldTable = ({ entry, writes }: { entry: Decision; writes: boolean }) => {
  const { t } = useTranslation('suspensions')
  const { moment } = useMoments()
  const refused = useWrite('suspensions.settle')
  const settle = ({ deliveryId, version, number, place, customer }: Held): void => {
    openAction(`${number} ${customer}`, {
      form: `suspensions.settle.${deliveryId}`,
      fields: [
        {
          name: 'fate',
          label: t('what'),
          kind: 'choice',
          required: true,
          start: 'later',
          choices: fates.map(value => ({ value, label: t(`fate.${value}`) })),
        },
        { name: 'at', label: t('newTime'), kind: 'moment' },
        { name: 'place', label: t('newPlace'), kind: 'text', most: 200, start: place },
        { name: 'reason', label: t('reason'), kind: 'text', required: true, start: entry.reason },
      ],
      action: t('settle'),
      run: filled =>
        refused.run({
          id: entry.id,
          deliveryId,
          deliveryVersion: version,
          fate: fates.find(value => value === filled.chosen('fate')) ?? 'later',
          promisedAt: filled.instantOrNull('at'),
          place: filled.text('place'),
          reason: filled.text('reason'),
        }),
    })
  }
  const replenish = (): void => {
    openAction(t('replenish'), {
      form: `suspensions.replenish.${entry.id}`,
      fields: [
        { name: 'customer', label: t('customer'), kind: 'entity', register: 'customer', required: true },
        { name: 'load', label: t('load'), kind: 'text', most: 300, required: true },
        { name: 'weight', label: t('weight'), kind: 'count', most: 100_000 },
        { name: 'place', label: t('place'), kind: 'text', most: 200 },
        { name: 'at', label: t('newTime'), kind: 'moment', required: true },
      ],
      action: t('replenish'),
      run: filled =>
        ask('suspensions.replenish', {
          id: entry.id,
          customerId: filled.chosen('customer'),
          load: filled.text('load'),
          weightKg: filled.number('weight'),
          place: filled.text('place'),
          promisedAt: filled.instantOrNull('at') ?? '',
        }),
    })
  }
  return (
    <section aria-label={t('held')}>
      <Group justify="space-between">
        <Title order={2}>{t('held')}</Title>
        {writes ? (
          <Button size="compact-sm" variant="default" onClick={replenish}>
            {t('replenish')}
          </Button>
        ) : null}
      </Group>
      {entry.held.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noHeld')}
        </Text>
      ) : (
        <Table.ScrollContainer minWidth={700}>
          <Table verticalSpacing={4}>
            <Table.Tbody>
              {entry.held.map(row => (
                <Table.Tr key={row.deliveryId} data-testid={`held-${row.number}`}>
                  <Table.Td w={130}>{row.number}</Table.Td>
                  <Table.Td>
                    {row.customer}
                    <Text size="xs" c="dimmed">
                      {[row.area, row.phone].filter(Boolean).join(' · ')}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    {row.load}
                    <Text size="xs" c="dimmed">
                      {row.place}
                    </Text>
                  </Table.Td>
                  <Table.Td w={170}>{moment(row.promisedAt)}</Table.Td>
                  <Table.Td w={200} fw={isUndecided(row) ? 600 : 400}>
                    {[
                      row.extra ? t('extra') : row.fate === null ? t('noFate') : t(`fate.${row.fate}`),
                      t(`deliveryStates.${row.state}`),
                    ].join(' · ')}
                  </Table.Td>
                  <Table.Td w={90}>
                    {writes && !row.extra && row.state === 'planned' ? (
                      <Button
                        size="compact-xs"
                        variant="default"
                        aria-label={`${t('settle')} ${row.number}`}
                        onClick={() => {
                          settle(row)
                        }}
                      >
                        {t('settle')}
                      </Button>
                    ) : null}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  )
}
