/** One version of a plan: read by everybody, written and approved by managers. */
import { Badge, Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { planBody } from '../../../src-main/features/plans/contract'
import type { PlanBody } from '../../../src-main/features/plans/contract'
import { faultsOf } from '../../../src-main/features/plans/rules'
import { ask, useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { Loading } from '../../components/Loading'
import { Page } from '../../components/Page'
import { PlanPreview } from '../../components/PlanPreview'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useKept } from '../../components/useKept'
import { useSaid } from '../../components/useSaid'
import { Faults, PlanEditor } from './PlanEditor'
import { versionSearch } from './plansSearch'

const route = getRouteApi('/plans/version')
type Version = OutputOf<'plans.body'>

export const VersionScreen = () => {
  const { t } = useTranslation('plans')
  const { versionId } = versionSearch.parse(route.useSearch())
  const read = useRead('plans.body', { versionId })
  const plans = useRead('plans.page', {})
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const version = read.value?.head.id === versionId ? read.value : undefined
  if (read.refusal)
    return (
      <Page title={t('title')}>
        <RefusalAlert refusal={read.refusal} />
      </Page>
    )
  const plan = plans.value?.find(({ id }) => id === version?.planId)
  return version && plan ? (
    <Version
      key={`${version.head.id} ${version.head.version}`}
      version={version}
      name={plan.name}
      manages={may(role, 'manager')}
    />
  ) : (
    <Loading />
  )
}

type Props = { version: Version; name: { zh: string; en: string }; manages: boolean }

const Version = ({ version: { planId, head, body: kept }, name, manages }: Props) => {
  const { t } = useTranslation('plans')
  const { moment } = useMoments()
  const said = useSaid()
  const go = useNavigate()
  const write = useWrite('plans.write')
  const [typed, setTyped] = useState<PlanBody | null>(null)
  const writable = manages && (head.state === 'draft' || head.state === 'approved')
  const [view, setView] = useState<'write' | 'read'>(writable ? 'write' : 'read')
  const { offer, drop } = useKept(`plans.version.${head.id}.${head.version}`, planBody, typed, setTyped)
  const body = typed ?? kept
  const sound = faultsOf(body).length === 0
  const { id: versionId, version } = head
  const save = (): void => {
    openAction(t('edit'), {
      form: `plans.note.${head.id}`,
      fields: [{ name: 'note', label: t('editor.note'), kind: 'text', start: head.note }],
      action: t('edit'),
      run: async filled => {
        const outcome = await write.run({ versionId, version, body, note: filled.text('note') })
        if (outcome.ok) drop()
        return outcome
      },
    })
  }
  const approve = (as: 'sales' | 'afterSales'): void => {
    const label = t(as === 'sales' ? 'approveSales' : 'approveService')
    openAction(label, {
      form: `plans.approve.${head.id}.${as}`,
      fields: [{ name: 'name', label: t('signer'), kind: 'text', most: 60, required: true }],
      action: label,
      run: filled => ask('plans.approve', { versionId, version, as, name: filled.text('name') }),
    })
  }
  const enforce = (): void => {
    openAction(t('enforce'), {
      form: `plans.enforce.${head.id}`,
      lead: t('enforceHint'),
      fields: [],
      action: t('enforce'),
      run: () => ask('plans.enforce', { versionId, version }),
      onDone: () => void go({ to: '/plans', search: { id: planId } }),
    })
  }
  const discard = (): void => {
    openAction(t('discard'), {
      form: `plans.discard.${head.id}`,
      lead: t('discardHint'),
      fields: [],
      action: t('discard'),
      danger: true,
      run: () => ask('plans.discard', { versionId, version }),
      onDone: () => void go({ to: '/plans', search: { id: planId } }),
    })
  }
  const untouched = typed === null
  return (
    <Page
      title={`${said(name)} · ${t('version', { number: head.number })}`}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} />}
            onClick={() => void go({ to: '/print', search: { kind: 'plan', id: head.id } })}
          >
            {t('editor.preview')}
          </Button>
          {writable && untouched ? (
            <Button variant="default" onClick={discard}>
              {t('discard')}
            </Button>
          ) : null}
          {writable && !untouched ? (
            <Button loading={write.running} onClick={save}>
              {t('edit')}
            </Button>
          ) : null}
          {manages && head.state === 'draft' && untouched && sound && head.salesAt === null ? (
            <Button
              variant="default"
              onClick={() => {
                approve('sales')
              }}
            >
              {t('approveSales')}
            </Button>
          ) : null}
          {manages && head.state === 'draft' && untouched && sound && head.serviceAt === null ? (
            <Button
              variant="default"
              onClick={() => {
                approve('afterSales')
              }}
            >
              {t('approveService')}
            </Button>
          ) : null}
          {manages && head.state === 'approved' && untouched ? <Button onClick={enforce}>{t('enforce')}</Button> : null}
        </>
      }
    >
      <Group gap="sm">
        <Badge variant="outline" c="inherit">
          {t(`state.${head.state}`)}
        </Badge>
        <Text size="sm" c="dimmed">
          {[
            t('writtenBy', { name: head.createdBy, when: moment(head.createdAt) }),
            head.salesAt === null ? '' : t('approvedBySales', { name: head.salesBy, when: moment(head.salesAt) }),
            head.serviceAt === null
              ? ''
              : t('approvedByService', { name: head.serviceBy, when: moment(head.serviceAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {writable ? (
          <SegmentedControl
            size="xs"
            aria-label={t('editor.preview')}
            value={view}
            data={[
              { value: 'write', label: t('edit') },
              { value: 'read', label: t('editor.preview') },
            ]}
            onChange={value => {
              setView(value === 'read' ? 'read' : 'write')
            }}
          />
        ) : null}
      </Group>
      {writable ? offer : null}
      <RefusalAlert refusal={write.refusal} />
      {writable ? <Faults body={body} /> : null}
      {view === 'write' ? <PlanEditor body={body} onChange={setTyped} /> : <PlanPreview body={body} />}
    </Page>
  )
}
