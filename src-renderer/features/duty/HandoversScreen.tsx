/** Shift handovers: drawn from what is open, read and signed by the incoming person before the outgoing one goes. */
import { Button, Paper, Stack, Text } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { handoverParts } from '../../../src-main/features/duty/contract'
import type { Handover } from '../../../src-main/features/duty/contract'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { EmptyState } from '../../components/EmptyState'
import { Facts } from '../../components/Facts'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { DutyTabs } from './DutyTabs'
import { pageSearch } from './dutySearch'

const route = getRouteApi('/duty/handovers')
const pageSize = 20

export const HandoversScreen = () => {
  const { t, i18n } = useTranslation('duty')
  const { now, dayOf } = useMoments()
  const go = useNavigate()
  const { page } = pageSearch.parse(route.useSearch())
  const list = useRead('duty.handovers', { offset: (page - 1) * pageSize, limit: pageSize })
  const shifts = (useRead('duty.shifts', {}).value ?? []).filter(({ active }) => active)
  const composed = useRead('duty.compose', { language: i18n.language === 'en' ? 'en' : 'zh' }).value
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const total = list.value?.total ?? 0
  const hand = (): void => {
    openAction(t('hand'), {
      form: 'duty.hand',
      fields: [
        {
          name: 'shift',
          label: t('shiftName'),
          kind: 'choice',
          required: true,
          start: shifts[0]?.id ?? null,
          choices: shifts.map(({ id, name }) => ({ value: id, label: name })),
        },
        { name: 'outgoing', label: t('outgoing'), kind: 'entity', register: 'colleague', required: true },
        { name: 'incoming', label: t('incoming'), kind: 'entity', register: 'colleague', required: true },
        { name: 'situation', label: t('parts.situation'), kind: 'long', most: 2000, required: true },
        { name: 'matters', label: t('parts.matters'), kind: 'long', most: 4000, start: composed?.matters ?? '' },
        { name: 'tasks', label: t('parts.tasks'), kind: 'long', most: 4000, start: composed?.tasks ?? '' },
        { name: 'equipment', label: t('parts.equipment'), kind: 'long', most: 2000, start: composed?.equipment ?? '' },
        { name: 'orders', label: t('parts.orders'), kind: 'long', most: 4000, start: composed?.orders ?? '' },
      ],
      action: t('hand'),
      run: filled =>
        ask('duty.hand', {
          day: dayOf(now()),
          shiftId: filled.chosen('shift'),
          outgoingId: filled.chosen('outgoing'),
          incomingId: filled.chosen('incoming'),
          situation: filled.text('situation'),
          matters: filled.text('matters'),
          tasks: filled.text('tasks'),
          equipment: filled.text('equipment'),
          orders: filled.text('orders'),
        }),
    })
  }
  return (
    <Page title={t('title')} actions={writes && shifts.length > 0 ? <Button onClick={hand}>{t('hand')}</Button> : null}>
      <DutyTabs />
      <RefusalAlert refusal={list.refusal} />
      {list.value?.total === 0 ? (
        <EmptyState title={t('noHandovers')} hint={shifts.length === 0 ? t('noShiftsHint') : ''} />
      ) : null}
      <Stack gap="sm">
        {list.value?.rows.map(entry => (
          <One key={entry.id} entry={entry} writes={writes} />
        ))}
      </Stack>
      {total > pageSize ? (
        <div>
          <Button
            variant="default"
            disabled={page === 1}
            onClick={() => void go({ to: '/duty/handovers', search: { page: page - 1 } })}
          >
            {t('later')}
          </Button>{' '}
          <Button
            variant="default"
            disabled={page * pageSize >= total}
            onClick={() => void go({ to: '/duty/handovers', search: { page: page + 1 } })}
          >
            {t('earlier')}
          </Button>
        </div>
      ) : null}
    </Page>
  )
}

const One = ({ entry, writes }: { entry: Handover; writes: boolean }) => {
  const go = useNavigate()
  const { t } = useTranslation('duty')
  const { day, moment } = useMoments()
  const { id, version, number, shift, outgoing, incoming, handedAt, handedBy, signedAt, signedBy, remark } = entry
  const sign = (): void => {
    openAction(`${number} ${incoming}`, {
      form: `duty.sign.${id}`,
      fields: [{ name: 'remark', label: t('remark'), kind: 'long', most: 500 }],
      action: t('sign'),
      run: filled => ask('duty.sign', { id, version, remark: filled.text('remark') }),
    })
  }
  return (
    <Paper withBorder p="sm" data-testid={`handover-${number}`}>
      <div className="row">
        <div className="grows">
          <Text fw={600}>
            {number} · {day(entry.day)} {shift} · {outgoing} → {incoming}
          </Text>
          <Text size="xs" c="dimmed">
            {t('handedAt', { when: moment(handedAt), name: handedBy })}
          </Text>
          <Text size="sm" fw={signedAt === null ? 600 : 400}>
            {signedAt === null ? t('unsigned') : t('signedAt', { when: moment(signedAt), name: signedBy })}
          </Text>
        </div>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${t('paper:preview')} ${number}`}
          onClick={() => void go({ to: '/print', search: { kind: 'shiftHandover', id } })}
        >
          {t('paper:preview')}
        </Button>
        {signedAt === null && writes ? (
          <Button size="compact-sm" onClick={sign}>
            {t('sign')}
          </Button>
        ) : null}
      </div>
      <Facts
        facts={[
          ...handoverParts.map(part => [t(`parts.${part}`), entry[part] && <Written text={entry[part]} />] as const),
          [t('remark'), remark] as const,
        ]}
      />
    </Paper>
  )
}

const Written = ({ text }: { text: string }) => <span className="written">{text}</span>
