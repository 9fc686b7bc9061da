/** The summary report to the customer's leaders (C2): drawn up from the timeline, edited, approved, dated as sent. */
import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { reportBody } from '../../../src-main/features/incidents/contract'
import type { ReportBody, ReportView } from '../../../src-main/features/incidents/contract'
import { ask, useRead, useWrite } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { Loading } from '../../components/Loading'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useKeptFields } from '../../components/useKept'
import { caseSearch } from './incidentsSearch'

const route = getRouteApi('/incidents/report')
const parts = ['situation', 'cause', 'handling', 'result', 'prevention'] as const

export const ReportScreen = () => {
  const { t } = useTranslation('incidents')
  const { id } = caseSearch.parse(route.useSearch())
  const read = useRead('incidents.summaryReport', { id })
  const head = useRead('incidents.one', { id })
  if (read.refusal)
    return (
      <Page title={t('summaryReport.title')}>
        <RefusalAlert refusal={read.refusal} />
      </Page>
    )
  if (!read.value || !head.value) return <Loading />
  return (
    <Report
      key={`${id} ${read.value.version}`}
      id={id}
      kept={read.value}
      title={`${head.value.number} ${head.value.title}`}
    />
  )
}

const Report = ({ id, kept, title }: { id: string; kept: ReportView; title: string }) => {
  const { t } = useTranslation('incidents')
  const { moment } = useMoments()
  const go = useNavigate()
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const save = useWrite('incidents.writeReport')
  const [typed, setTyped] = useState<ReportBody | null>(null)
  const { offer, drop } = useKeptFields(`incidents.report.${id}`, reportBody, kept.body, typed, setTyped)
  const body = typed ?? kept.body
  const { version } = kept
  const sent = kept.sentAt !== null
  const writes = may(role, 'clerk') && !sent
  const keep = async (): Promise<void> => {
    const outcome = await save.run({ id, version, body })
    if (outcome.ok) drop()
  }
  const approve = (): void => {
    openAction(t('summaryReport.approve'), {
      form: `incidents.approveReport.${id}`,
      fields: [{ name: 'name', label: t('summaryReport.approver'), kind: 'text', most: 60, required: true }],
      action: t('summaryReport.approve'),
      run: filled => ask('incidents.approveReport', { id, version, name: filled.text('name') }),
    })
  }
  const send = (): void => {
    openAction(t('summaryReport.send'), {
      form: `incidents.sendReport.${id}`,
      fields: [
        { name: 'to', label: t('summaryReport.to'), kind: 'text', most: 80, required: true },
        { name: 'document', label: t('field.document'), kind: 'text', most: 60 },
      ],
      action: t('summaryReport.send'),
      run: filled =>
        ask('incidents.sendReport', { id, version, to: filled.text('to'), document: filled.text('document') }),
    })
  }
  return (
    <Page
      title={`${t('summaryReport.title')} · ${title}`}
      actions={
        <>
          <Button variant="default" onClick={() => void go({ to: '/print', search: { kind: 'summaryReport', id } })}>
            {t('summaryReport.print')}
          </Button>
          {writes ? (
            <Button loading={save.running} disabled={version > 0 && typed === null} onClick={() => void keep()}>
              {t('summaryReport.save')}
            </Button>
          ) : null}
          {writes && may(role, 'manager') && version > 0 && typed === null && kept.approvedAt === null ? (
            <Button onClick={approve}>{t('summaryReport.approve')}</Button>
          ) : null}
          {writes && kept.approvedAt !== null && typed === null ? (
            <Button onClick={send}>{t('summaryReport.send')}</Button>
          ) : null}
        </>
      }
    >
      {writes ? offer : null}
      <RefusalAlert refusal={save.refusal} />
      <Group gap="md">
        <Text size="sm" c="dimmed">
          {t('summaryReport.hint')}
        </Text>
        <Text size="sm" fw={600}>
          {kept.sentAt !== null
            ? t('summaryReport.sentTo', { to: kept.sentTo, when: moment(kept.sentAt) })
            : kept.approvedAt !== null
              ? t('summaryReport.approvedBy', { name: kept.approvedBy, when: moment(kept.approvedAt) })
              : t('summaryReport.unapproved')}
        </Text>
      </Group>
      <Stack gap="sm" maw={900}>
        {parts.map(part => (
          <Textarea
            key={part}
            label={t(`summaryReport.${part}`)}
            autosize
            minRows={2}
            maxLength={part === 'handling' ? 8000 : 4000}
            readOnly={!writes}
            value={body[part]}
            onChange={event => {
              setTyped({ ...body, [part]: event.currentTarget.value })
            }}
          />
        ))}
      </Stack>
    </Page>
  )
}
