/** The plan library (A0.4): what is in force, what is being written, who has not acknowledged. */
import { Badge, Button, Group, Stack, Table, Text, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Role } from '../../../src-main/contract/call'
import { icons } from '../../../src-main/features/plans/contract'
import type { PlanBody } from '../../../src-main/features/plans/contract'
import { ask, useRead } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { EntryDrawer } from '../../components/EntryDrawer'
import { KindIcon } from '../../components/KindIcon'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useSaid } from '../../components/useSaid'
import { plansSearch } from './plansSearch'
import { PlanTabs } from './PlanTabs'

const route = getRouteApi('/plans')

/** What a plan of the office's own begins with: one step that closes it. */
const firstBody = (title: string): PlanBody => ({
  purpose: { zh: title, en: '' },
  facts: [],
  steps: [
    {
      key: 'step1',
      title: { zh: title, en: '' },
      hint: { zh: '', en: '' },
      clauses: [],
      department: 'office',
      responsibleId: null,
      after: [],
      when: [],
      due: null,
      proof: 'note',
      gates: true,
    },
  ],
  escalation: [],
  departments: [],
  vehicle: 'none',
  followUpDays: [],
})

export const PlansScreen = () => {
  const { t } = useTranslation('plans')
  const { now, dayOf, day } = useMoments()
  const said = useSaid()
  const go = useNavigate()
  const { id } = plansSearch.parse(route.useSearch())
  const plans = useRead('plans.page', {})
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const today = dayOf(now())
  const add = (): void => {
    openAction(t('add'), {
      form: 'plans.add',
      lead: t('addHint'),
      fields: [
        { name: 'zh', label: t('name'), kind: 'text', most: 40, required: true },
        { name: 'en', label: t('nameEn'), kind: 'text', most: 40 },
        {
          name: 'icon',
          label: t('icon'),
          kind: 'choice',
          required: true,
          start: 'flag',
          choices: icons.map(value => ({ value, label: t(`icons.${value}`) })),
        },
      ],
      action: t('add'),
      run: async filled => {
        const made = await ask('plans.add', {
          name: { zh: filled.text('zh'), en: filled.text('en') },
          icon: icons.find(value => value === filled.chosen('icon')) ?? 'flag',
          body: firstBody(filled.text('zh')),
        })
        if (made.ok) void go({ to: '/plans', search: { id: made.value.id } })
        return made
      },
    })
  }
  return (
    <Page
      title={t('title')}
      actions={
        may(role, 'manager') ? (
          <Button leftSection={<IconPlus size={16} />} onClick={add}>
            {t('add')}
          </Button>
        ) : null
      }
    >
      <PlanTabs />
      <RefusalAlert refusal={plans.refusal} />
      <Table verticalSpacing={6} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('name')}</Table.Th>
            <Table.Th>{t('inForce')}</Table.Th>
            <Table.Th>{t('handed')}</Table.Th>
            <Table.Th>{t('owner')}</Table.Th>
            <Table.Th>{t('reviewOn')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {plans.value?.map(plan => (
            <Table.Tr key={plan.id} bg={plan.id === id ? 'var(--mantine-color-teal-light)' : 'transparent'}>
              <Table.Td>
                <Button
                  variant="subtle"
                  color="gray"
                  c="inherit"
                  leftSection={<KindIcon icon={plan.icon} />}
                  onClick={() => void go({ to: '/plans', search: { id: plan.id } })}
                >
                  {said(plan.name)}
                </Button>
              </Table.Td>
              <Table.Td>
                {plan.inForce ? t('version', { number: plan.inForce.number }) : t('noneInForce')}
                {plan.newer ? (
                  <Text size="xs" c="dimmed">
                    {t(`newer.${plan.newer}`)}
                  </Text>
                ) : null}
              </Table.Td>
              <Table.Td>
                {plan.inForce === null
                  ? ''
                  : plan.unacknowledged > 0
                    ? t('unacknowledged', { count: plan.unacknowledged })
                    : t('allAcknowledged')}
              </Table.Td>
              <Table.Td>{plan.owner}</Table.Td>
              <Table.Td>
                {plan.reviewOn === null ? '' : day(plan.reviewOn)}
                {plan.reviewOn !== null && plan.reviewOn <= today ? (
                  <Text size="xs" fw={600}>
                    {t('reviewDue')}
                  </Text>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <PlanDrawer id={id} role={role} onClose={() => void go({ to: '/plans' })} />
    </Page>
  )
}

type DrawerProps = { id: string | null; role: Role; onClose: () => void }

const PlanDrawer = ({ id, role, onClose }: DrawerProps) => {
  const said = useSaid()
  const read = useRead('plans.one', { id: id ?? '' }, { enabled: id !== null })
  return (
    <EntryDrawer id={id} read={read} titleOf={plan => said(plan.name)} size={640} onClose={onClose}>
      {plan => <PlanView plan={plan} role={role} />}
    </EntryDrawer>
  )
}

type Plan = OutputOf<'plans.one'>

const PlanView = ({ plan, role }: { plan: Plan; role: Role }) => {
  const { t } = useTranslation('plans')
  const { moment } = useMoments()
  const go = useNavigate()
  const manages = may(role, 'manager')
  const correct = (): void => {
    openAction(t('details'), {
      form: `plans.correct.${plan.id}`,
      fields: [
        { name: 'zh', label: t('name'), kind: 'text', most: 40, required: true, start: plan.name.zh },
        { name: 'en', label: t('nameEn'), kind: 'text', most: 40, start: plan.name.en },
        {
          name: 'icon',
          label: t('icon'),
          kind: 'choice',
          required: true,
          start: plan.icon,
          choices: icons.map(value => ({ value, label: t(`icons.${value}`) })),
        },
        {
          name: 'owner',
          label: t('owner'),
          kind: 'entity',
          register: 'colleague',
          start: plan.ownerId,
          chosen: plan.owner,
        },
        { name: 'reviewOn', label: t('reviewOn'), kind: 'day', start: plan.reviewOn },
      ],
      action: t('details'),
      run: filled =>
        ask('plans.correct', {
          id: plan.id,
          version: plan.version,
          name: { zh: filled.text('zh'), en: filled.text('en') },
          icon: icons.find(value => value === filled.chosen('icon')) ?? plan.icon,
          ownerId: filled.chosenOrNull('owner'),
          reviewOn: filled.dayOrNull('reviewOn'),
        }),
    })
  }
  const draft = async (): Promise<void> => {
    const made = await ask('plans.draft', { id: plan.id })
    if (made.ok) void go({ to: '/plans/version', search: { versionId: made.value.id } })
  }
  const acknowledge = (departmentId: string): void => {
    openAction(t('acknowledge'), {
      form: `plans.acknowledge.${departmentId}`,
      fields: [{ name: 'name', label: t('acknowledger'), kind: 'text', most: 60, required: true }],
      action: t('acknowledge'),
      run: filled =>
        ask('plans.acknowledge', { versionId: plan.inForce?.id ?? '', departmentId, name: filled.text('name') }),
    })
  }
  return (
    <Stack>
      {manages ? (
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={correct}>
            {t('details')}
          </Button>
          {plan.newer === null ? (
            <Button size="xs" onClick={() => void draft()}>
              {t('draft')}
            </Button>
          ) : null}
        </Group>
      ) : null}
      <Title order={3}>{t('versions')}</Title>
      {plan.versions.map(version => (
        <Group key={version.id} justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <Group gap={6}>
              <Text size="sm" fw={600}>
                {t('version', { number: version.number })}
              </Text>
              <Badge size="sm" variant="outline" c="inherit">
                {t(`state.${version.state}`)}
              </Badge>
            </Group>
            <Text size="xs" c="dimmed">
              {[
                t('writtenBy', { name: version.createdBy, when: moment(version.createdAt) }),
                version.salesAt === null
                  ? ''
                  : t('approvedBySales', { name: version.salesBy, when: moment(version.salesAt) }),
                version.serviceAt === null
                  ? ''
                  : t('approvedByService', { name: version.serviceBy, when: moment(version.serviceAt) }),
                version.note,
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </div>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void go({ to: '/plans/version', search: { versionId: version.id } })}
          >
            {t(manages && (version.state === 'draft' || version.state === 'approved') ? 'edit' : 'read')}
          </Button>
        </Group>
      ))}
      {plan.handed.length > 0 ? <Title order={3}>{t('handed')}</Title> : null}
      {plan.handed.map(({ departmentId, department, acknowledgedAt, acknowledgedBy }) => (
        <Group key={departmentId} justify="space-between" wrap="nowrap">
          <Text size="sm">{department}</Text>
          {acknowledgedAt !== null ? (
            <Text size="sm" c="dimmed">
              {t('acknowledgedBy', { name: acknowledgedBy, when: moment(acknowledgedAt) })}
            </Text>
          ) : may(role, 'clerk') ? (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${t('acknowledge')} ${department}`}
              onClick={() => {
                acknowledge(departmentId)
              }}
            >
              {t('acknowledge')}
            </Button>
          ) : (
            <Text size="sm">{t('waiting')}</Text>
          )}
        </Group>
      ))}
    </Stack>
  )
}
