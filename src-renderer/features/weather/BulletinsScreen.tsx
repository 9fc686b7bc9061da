/** Weather bulletins: drawn up, published, sent, and confirmed by each person (A2.3). */
import {
  Badge,
  Button,
  CopyButton,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core'
import { modals } from '@mantine/modals'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { may } from '../../../src-main/features/access/rules'
import { waysToRead } from '../../../src-main/features/bulletins/contract'
import type { Bulletin } from '../../../src-main/features/bulletins/contract'
import { ask, useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { DataTable } from '../../components/DataTable'
import { EmptyState } from '../../components/EmptyState'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { SideDrawer } from '../../components/SideDrawer'
import { useKept } from '../../components/useKept'
import { listSearch } from './weatherSearch'
import type { ListSearch } from './weatherSearch'
import { WeatherTabs } from './WeatherTabs'

const route = getRouteApi('/weather/bulletins')
const pageSize = 50
const readersAtOnce = 100
const languages = ['zh', 'en', 'both'] as const

export const BulletinsScreen = () => {
  const { t } = useTranslation('bulletins')
  const { t: weather } = useTranslation('weather')
  const { moment } = useMoments()
  const go = useNavigate()
  const search = listSearch.parse(route.useSearch())
  const { page, open } = search
  const list = useRead('bulletins.page', { offset: (page - 1) * pageSize, limit: pageSize })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const change = (next: Partial<ListSearch>): void =>
    void go({ to: '/weather/bulletins', search: { ...search, ...next } })
  const compose = useComposer(id => {
    change({ open: id })
  })
  return (
    <Page
      title={weather('title')}
      actions={
        writes ? (
          <Button
            onClick={() => {
              compose(null)
            }}
          >
            {t('new')}
          </Button>
        ) : null
      }
    >
      <WeatherTabs />
      <RefusalAlert refusal={list.refusal} />
      {list.value?.total === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} />
      ) : (
        <DataTable
          label={weather('tabs.bulletins')}
          rows={list.value?.rows}
          total={list.value?.total ?? 0}
          idOf={({ id }) => id}
          page={page}
          pageSize={pageSize}
          onPage={next => {
            change({ page: next })
          }}
          onOpen={({ id }) => {
            change({ open: id })
          }}
          emptyText={t('none')}
          columns={[
            { accessor: 'number', title: '', width: 140 },
            {
              accessor: 'title',
              title: t('name'),
              render: ({ title, severe }) => (
                <Group gap={6}>
                  {severe ? <Badge variant="outline">{t('severeMark')}</Badge> : null}
                  {title}
                </Group>
              ),
            },
            {
              accessor: 'publishedAt',
              title: '',
              width: 260,
              render: ({ publishedAt, publishedBy }) =>
                publishedAt === null ? t('draft') : t('publishedAt', { when: moment(publishedAt), name: publishedBy }),
            },
            {
              accessor: 'unread',
              title: t('readers'),
              width: 170,
              render: ({ publishedAt, unread }) =>
                publishedAt === null ? '' : unread > 0 ? t('unread', { count: unread }) : t('allRead'),
            },
          ]}
        />
      )}
      <SideDrawer
        size={520}
        title={weather('tabs.bulletins')}
        opened={open !== null}
        onClose={() => {
          change({ open: null })
        }}
      >
        {open === null ? null : <One id={open} writes={writes} onChange={compose} />}
      </SideDrawer>
    </Page>
  )
}

type OneProps = { id: string; writes: boolean; onChange: (entry: Bulletin) => void }

const One = ({ id, writes, onChange }: OneProps) => {
  const { t } = useTranslation('bulletins')
  const { moment } = useMoments()
  const go = useNavigate()
  const read = useRead('bulletins.one', { id })
  const publish = useWrite('bulletins.publish')
  const callUp = useWrite('bulletins.callUp')
  const entry = read.value
  const channels = useRead('messages.channels', {}).value?.filter(({ active }) => active) ?? []
  const send = useWrite('bulletins.send')
  if (!entry) return <RefusalAlert refusal={read.refusal} />
  const { version, publishedAt, publishedBy, sentAt, calloutId, unread } = entry
  return (
    <Stack gap="sm">
      <RefusalAlert refusal={publish.refusal ?? callUp.refusal ?? send.refusal} />
      <Title order={2}>
        {entry.number} {entry.title}
      </Title>
      <Text size="xs" c="dimmed">
        {[
          publishedAt === null ? t('draft') : t('publishedAt', { when: moment(publishedAt), name: publishedBy }),
          sentAt === null ? '' : t('sentAt', { when: moment(sentAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
        {entry.text}
      </Text>
      <Group gap="xs">
        <CopyButton value={entry.text}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy}>
              {t(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
        {!writes ? null : publishedAt === null ? (
          <>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                onChange(entry)
              }}
            >
              {t('change')}
            </Button>
            <Button size="compact-sm" loading={publish.running} onClick={() => void publish.run({ id, version })}>
              {t('publish')}
            </Button>
          </>
        ) : (
          <>
            {channels.length > 0 ? (
              <Button
                size="compact-sm"
                variant="default"
                loading={send.running}
                disabled={sentAt !== null}
                onClick={() => void send.run({ id, channelIds: channels.map(of => of.id) })}
              >
                {t('send')}
              </Button>
            ) : (
              <Text size="xs" c="dimmed">
                {t('noChannels')}
              </Text>
            )}
            {calloutId !== null ? (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => void go({ to: '/incidents/calling', search: { id: calloutId } })}
              >
                {t('openCallout')}
              </Button>
            ) : unread > 0 ? (
              <Button
                size="compact-sm"
                variant="default"
                loading={callUp.running}
                onClick={() => void callUp.run({ id })}
              >
                {t('callUp')}
              </Button>
            ) : null}
          </>
        )}
      </Group>
      {publishedAt === null ? null : <Readers entry={entry} writes={writes} />}
    </Stack>
  )
}

const Readers = ({ entry, writes }: { entry: Bulletin; writes: boolean }) => {
  const { t } = useTranslation('bulletins')
  const { t: core } = useTranslation('core')
  const { moment } = useMoments()
  const [unread, setUnread] = useState(true)
  const [offset, setOffset] = useState(0)
  const list = useRead('bulletins.readers', { id: entry.id, unread, offset, limit: readersAtOnce })
  const acknowledge = ({ colleagueId, name }: OutputOf<'bulletins.readers'>['rows'][number]): void => {
    openAction(`${t('acknowledge')}：${name}`, {
      form: `bulletins.read.${entry.id}.${colleagueId}`,
      fields: [
        {
          name: 'how',
          label: t('how'),
          kind: 'choice',
          required: true,
          start: 'desk',
          choices: waysToRead.map(value => ({ value, label: t(`ways.${value}`) })),
        },
        { name: 'note', label: t('note'), kind: 'text', most: 200 },
      ],
      action: t('acknowledge'),
      run: filled =>
        ask('bulletins.acknowledge', {
          id: entry.id,
          colleagueId,
          how: waysToRead.find(value => value === filled.chosen('how')) ?? 'desk',
          note: filled.text('note'),
        }),
    })
  }
  const total = list.value?.total ?? 0
  return (
    <section aria-label={t('readers')}>
      <Group justify="space-between">
        <Title order={2}>{t('readers')}</Title>
        <SegmentedControl
          size="xs"
          aria-label={t('readers')}
          value={unread ? 'unread' : 'all'}
          data={[
            { value: 'unread', label: t('unread', { count: entry.unread }) },
            { value: 'all', label: core('all') },
          ]}
          onChange={value => {
            setUnread(value === 'unread')
            setOffset(0)
          }}
        />
      </Group>
      <RefusalAlert refusal={list.refusal} />
      <Stack gap={4} mt={6}>
        {list.value?.rows.map(row => (
          <div key={row.colleagueId} className="row" data-testid={`reader-${row.name}`}>
            <div className="grows">
              {row.name} <span className="quiet">{row.department}</span>
            </div>
            {row.acknowledgedAt !== null && row.how !== null ? (
              <span className="quiet">
                {[moment(row.acknowledgedAt), t(`ways.${row.how}`), row.note, row.byName].filter(Boolean).join(' · ')}
              </span>
            ) : writes ? (
              <Button
                size="compact-xs"
                variant="default"
                aria-label={`${t('acknowledge')} ${row.name}`}
                onClick={() => {
                  acknowledge(row)
                }}
              >
                {t('acknowledge')}
              </Button>
            ) : null}
          </div>
        ))}
        {total > readersAtOnce ? (
          <Group gap="xs">
            <Button
              size="compact-xs"
              variant="default"
              disabled={offset === 0}
              onClick={() => {
                setOffset(Math.max(0, offset - readersAtOnce))
              }}
            >
              {core('back')}
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              disabled={offset + readersAtOnce >= total}
              onClick={() => {
                setOffset(offset + readersAtOnce)
              }}
            >
              {core('next')}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </section>
  )
}

const wording = z.object({ title: z.string(), text: z.string(), severe: z.boolean() })

const Composer = ({ entry, onDone }: { entry: Bulletin | null; onDone: (id: string) => void }) => {
  const { t, i18n } = useTranslation('bulletins')
  const [language, setLanguage] = useState<(typeof languages)[number]>(i18n.language === 'en' ? 'en' : 'zh')
  const composed = useRead('bulletins.compose', { language })
  const write = useWrite('bulletins.write')
  const change = useWrite('bulletins.change')
  const [start] = useState(() => entry && wording.parse(entry))
  const [typed, setTyped] = useState(start)
  const { offer, saved } = useKept(`bulletins.${entry?.id ?? 'new'}`, wording, typed === start ? null : typed, setTyped)
  const value = typed ?? composed.value ?? { title: '', text: '', severe: false }
  const { title, text, severe } = value
  const keep = async (): Promise<void> => {
    const body = { title, text, severe }
    const kept = entry
      ? await change.run({ ...body, id: entry.id, version: entry.version })
      : await write.run({ ...body, incidentId: null })
    if (!kept.ok) return
    const { id } = kept.value
    saved(() => {
      onDone(id)
    })
  }
  return (
    <Stack gap="sm">
      {offer}
      <RefusalAlert refusal={composed.refusal ?? write.refusal ?? change.refusal} />
      <Group align="flex-end">
        <Select
          label={t('language')}
          w={140}
          allowDeselect={false}
          value={language}
          data={languages.map(of => ({ value: of, label: t(`languages.${of}`) }))}
          onChange={of => {
            setLanguage(languages.find(known => known === of) ?? 'zh')
          }}
        />
        <Button
          variant="default"
          disabled={typed === null}
          onClick={() => {
            setTyped(null)
          }}
        >
          {t('compose')}
        </Button>
      </Group>
      <TextInput
        label={t('name')}
        required
        data-autofocus
        maxLength={80}
        value={title}
        onChange={event => {
          setTyped({ ...value, title: event.currentTarget.value })
        }}
      />
      <Textarea
        label={t('text')}
        required
        autosize
        minRows={8}
        maxRows={18}
        maxLength={3000}
        value={text}
        onChange={event => {
          setTyped({ ...value, text: event.currentTarget.value })
        }}
      />
      <Switch
        label={t('severe')}
        checked={severe}
        onChange={event => {
          setTyped({ ...value, severe: event.currentTarget.checked })
        }}
      />
      <Group justify="flex-end">
        <Button
          loading={write.running || change.running}
          disabled={title.trim() === '' || text.trim() === ''}
          onClick={() => void keep()}
        >
          {t('keep')}
        </Button>
      </Group>
    </Stack>
  )
}

const useComposer = (onDone: (id: string) => void) => {
  const { t } = useTranslation('bulletins')
  return (entry: Bulletin | null): void => {
    modals.open({
      title: t(entry ? 'change' : 'new'),
      size: 640,
      children: (
        <Composer
          key={crypto.randomUUID()}
          entry={entry}
          onDone={id => {
            modals.closeAll()
            onDone(id)
          }}
        />
      ),
    })
  }
}
