/** The daily briefing: prepared, given remarks, issued, printed; the earlier ones as they were issued. */
import { Button, Group, NavLink, Stack, Switch, Text, Textarea } from '@mantine/core'
import { TimePicker } from '@mantine/dates'
import { IconPrinter } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { clockText } from '../../../src-main/features/office/calendar.rules'
import { may } from '../../../src-main/features/access/rules'
import { useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { EmptyState } from '../../components/EmptyState'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useKept } from '../../components/useKept'
import { briefingSearch } from './briefingSearch'
import { TodayTabs } from './TodayTabs'

const route = getRouteApi('/today/briefings')
const shown = 60
const prints = ['one', 'both'] as const
type Briefing = OutputOf<'briefing.one'>

export const BriefingsScreen = () => {
  const { t } = useTranslation('briefing')
  const { day, moment } = useMoments()
  const go = useNavigate()
  const { id } = briefingSearch.parse(route.useSearch())
  const list = useRead('briefing.page', { offset: 0, limit: shown })
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const prepare = useWrite('briefing.prepare')
  const chosen = id ?? list.value?.rows[0]?.id ?? null
  const read = useRead('briefing.one', { id: chosen ?? '' }, { enabled: chosen !== null })
  const prepared = useRead('briefing.prepared', {})
  const choose = (next: string): void => void go({ to: '/today/briefings', search: { page: 1, id: next } })
  return (
    <Page
      title={t('today')}
      actions={
        may(role, 'clerk') && prepared.value === null ? (
          <Button
            loading={prepare.running}
            onClick={() =>
              void prepare.run({}).then(made => {
                if (made.ok) choose(made.value.id)
              })
            }
          >
            {t('prepare')}
          </Button>
        ) : null
      }
    >
      <TodayTabs />
      <RefusalAlert refusal={list.refusal ?? prepare.refusal ?? read.refusal} />
      {list.value?.total === 0 ? <EmptyState title={t('noBriefings')} hint={t('noBriefingsHint')} /> : null}
      <Group align="flex-start" wrap="nowrap" gap="lg">
        <Stack gap={2} w={250} style={{ flexShrink: 0 }}>
          {list.value?.rows.map(row => (
            <NavLink
              component="button"
              key={row.id}
              active={row.id === chosen}
              label={day(row.day)}
              description={
                row.issuedAt === null
                  ? t('notIssued')
                  : t('issuedAt', { when: moment(row.issuedAt), name: row.issuedBy })
              }
              onClick={() => {
                choose(row.id)
              }}
            />
          ))}
          <Settings manages={may(role, 'manager')} />
        </Stack>
        {read.value && read.value.id === chosen ? (
          <One key={read.value.id} entry={read.value} writes={may(role, 'clerk')} manages={may(role, 'manager')} />
        ) : null}
      </Group>
    </Page>
  )
}

const One = ({ entry, writes, manages }: { entry: Briefing; writes: boolean; manages: boolean }) => {
  const { t } = useTranslation('briefing')
  const { day, moment, time } = useMoments()
  const go = useNavigate()
  const [remarks, setRemarks] = useState(entry.remarks)
  const remark = useWrite('briefing.remark')
  const issue = useWrite('briefing.issue')
  const { id, version, issuedAt } = entry
  const open = issuedAt === null && writes
  const typed = open && remarks !== entry.remarks ? remarks : null
  const { offer, drop } = useKept(`briefing.remarks.${id}`, z.string(), typed, setRemarks)
  const keepThen = async (call: typeof remark | typeof issue): Promise<void> => {
    if ((await call.run({ id, version, remarks })).ok) drop()
  }
  return (
    <Stack gap="sm" style={{ flex: 1, minWidth: 0 }}>
      <Text fw={600}>
        {entry.number} · {day(entry.day)}
      </Text>
      <Text size="sm" c="dimmed">
        {issuedAt === null
          ? t('preparedAt', { when: moment(entry.preparedAt) })
          : t('issuedAt', { when: moment(issuedAt), name: entry.issuedBy })}
        {' · '}
        {t('asOf', { time: time(entry.facts.at) })}
      </Text>
      {open ? offer : null}
      <RefusalAlert refusal={remark.refusal ?? issue.refusal} />
      <Textarea
        label={t('remarks')}
        description={issuedAt === null ? t('remarksHint') : ''}
        autosize
        minRows={3}
        maxLength={2000}
        readOnly={!open}
        value={remarks}
        onChange={event => {
          setRemarks(event.currentTarget.value)
        }}
      />
      <Group>
        {open ? (
          <Button
            variant="default"
            loading={remark.running}
            disabled={remarks === entry.remarks}
            onClick={() => void keepThen(remark)}
          >
            {t('saveRemarks')}
          </Button>
        ) : null}
        {issuedAt === null && manages ? (
          <Button loading={issue.running} onClick={() => void keepThen(issue)}>
            {t('issue')}
          </Button>
        ) : null}
        {prints.map(how => (
          <Button
            key={how}
            variant="default"
            leftSection={<IconPrinter size={16} />}
            onClick={() => void go({ to: '/print', search: { kind: 'briefing', id, both: how === 'both' } })}
          >
            {t(how === 'both' ? 'printBoth' : 'print')}
          </Button>
        ))}
      </Group>
    </Stack>
  )
}

const standard = 8 * 60 + 15

const Settings = ({ manages }: { manages: boolean }) => {
  const { t } = useTranslation('briefing')
  const settings = useRead('briefing.settings', {}).value
  const change = useWrite('briefing.changeSettings')
  if (!settings || !manages) return null
  const keep = (prepareAt: number | null): void => {
    void change.run({ prepareAt })
  }
  return (
    <Stack gap={4} mt="md">
      <RefusalAlert refusal={change.refusal} />
      <Switch
        label={t('byItself')}
        checked={settings.prepareAt !== null}
        onChange={event => {
          keep(event.currentTarget.checked ? standard : null)
        }}
      />
      {settings.prepareAt === null ? null : (
        <TimePicker
          label={t('prepareAt')}
          value={clockText(settings.prepareAt)}
          onChange={value => {
            if (/^\d{2}:\d{2}/.test(value)) keep(Number(value.slice(0, 2)) * 60 + Number(value.slice(3, 5)))
          }}
        />
      )}
    </Stack>
  )
}
