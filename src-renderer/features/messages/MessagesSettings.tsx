/** Ways out of the office and the queue of what is being sent: group robots, mail, and what an alarm may say. */
import { Badge, Button, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { may } from '../../../src-main/features/access/rules'
import type { Channel, ChannelSettings } from '../../../src-main/features/messages/contract'
import { channelKinds } from '../../../src-main/features/messages/contract'
import { ask, useRead, useWrite } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { SettingsPage } from '../../app/SettingsPage'
import { openAction } from '../../components/ActionForm'
import type { Field, Filled } from '../../components/ActionForm'
import { DataTable } from '../../components/DataTable'
import { EmptyState } from '../../components/EmptyState'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useKept } from '../../components/useKept'

const pageSize = 50

export const MessagesSettings = () => {
  const { t } = useTranslation('messages')
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const administers = may(role, 'administrator')
  const channels = useRead('messages.channels', {})
  const openChannel = useChannelForm()
  return (
    <SettingsPage>
      <RefusalAlert refusal={channels.refusal} />
      <Text size="sm" c="dimmed">
        {t('hint')}
      </Text>
      <Group justify="space-between">
        <Title order={2}>{t('channels')}</Title>
        {administers ? (
          <Group gap="xs">
            {channelKinds.map(kind => (
              <Button
                key={kind}
                size="xs"
                variant="default"
                onClick={() => {
                  openChannel(kind, null)
                }}
              >
                {t('add')}：{t(`kind.${kind}`)}
              </Button>
            ))}
          </Group>
        ) : null}
      </Group>
      {channels.value?.length === 0 ? <EmptyState title={t('noChannels')} hint={t('noChannelsHint')} /> : null}
      {channels.value?.map(channel => (
        <ChannelLine
          key={channel.id}
          channel={channel}
          writes={may(role, 'clerk')}
          administers={administers}
          onChange={() => {
            openChannel(channel.kind, channel)
          }}
        />
      ))}
      <Template administers={administers} />
      <Queue writes={may(role, 'clerk')} />
    </SettingsPage>
  )
}

type LineProps = { channel: Channel; writes: boolean; administers: boolean; onChange: () => void }

const ChannelLine = ({ channel, writes, administers, onChange }: LineProps) => {
  const { t } = useTranslation('messages')
  const send = useWrite('messages.send')
  return (
    <Group justify="space-between" wrap="nowrap">
      <div>
        <Group gap={6}>
          <Text fw={600}>{channel.name}</Text>
          <Badge variant="outline" c="inherit">
            {t(`kind.${channel.kind}`)}
          </Badge>
          {channel.escalations ? <Badge variant="outline">{t('escalations')}</Badge> : null}
          {channel.active ? null : <Badge color="gray">{t('inactive')}</Badge>}
        </Group>
        <Text size="xs" c="dimmed">
          {channel.to}
        </Text>
        <RefusalAlert refusal={send.refusal} />
      </div>
      <Group gap="xs" wrap="nowrap">
        {writes && channel.active ? (
          <Button
            size="compact-sm"
            variant="default"
            loading={send.running}
            onClick={() =>
              void send.run({ channelIds: [channel.id], subject: '', text: t('testText'), incidentId: null })
            }
          >
            {t('test')}
          </Button>
        ) : null}
        {administers ? (
          <Button size="compact-sm" variant="default" onClick={onChange}>
            {t('change')}
          </Button>
        ) : null}
      </Group>
    </Group>
  )
}

/** The form of one kind of channel. Keys are never shown again; left empty, the ones kept go on being used. */
const useChannelForm = () => {
  const { t } = useTranslation('messages')
  return (kind: Channel['kind'], channel: Channel | null): void => {
    const fresh = channel === null
    const common: Field[] = [
      {
        name: 'name',
        label: t('name'),
        kind: 'text',
        most: 40,
        required: true,
        start: channel?.name ?? t(`kind.${kind}`),
      },
      { name: 'escalations', label: t('escalations'), kind: 'yes', start: channel?.escalations ?? true },
      { name: 'active', label: t('active'), kind: 'yes', start: channel?.active ?? true },
    ]
    const text = (name: string, label: string, required = fresh, most = 200): Field => ({
      name,
      label,
      kind: 'text',
      most,
      required,
    })
    const own: Record<Channel['kind'], Field[]> = {
      wecom: [text('key', t('key'))],
      dingtalk: [text('token', t('token')), text('signing', t('signing'), false)],
      mail: [
        text('host', t('host'), fresh, 120),
        { name: 'port', label: t('port'), kind: 'count', most: 65_535, start: fresh ? 465 : null },
        { name: 'secure', label: t('secure'), kind: 'yes', start: true },
        text('user', t('user'), false, 120),
        text('password', t('password'), false),
        text('sender', t('sender'), fresh, 120),
        text('recipients', t('recipients'), fresh, 300),
      ],
    }
    const settingsOf = (filled: Filled): ChannelSettings | null => {
      const first = own[kind][0]?.name ?? ''
      if (!fresh && filled.text(first) === '') return null
      if (kind === 'wecom') return { kind, secretKey: filled.text('key') }
      if (kind === 'dingtalk') return { kind, secretToken: filled.text('token'), signingSecret: filled.text('signing') }
      return {
        kind,
        host: filled.text('host'),
        port: filled.number('port') || 465,
        secure: filled.yes('secure'),
        user: filled.text('user'),
        password: filled.text('password'),
        sender: filled.text('sender'),
        recipients: filled
          .text('recipients')
          .split(/[,，;；\s]+/)
          .filter(Boolean),
      }
    }
    openAction(t(fresh ? 'add' : 'change'), {
      // SECURITY: keys are not kept half-typed (tests/screens/halfTyped.test.tsx).
      form: null,
      lead: t('keepKeys'),
      fields: [...common, ...own[kind]],
      action: t(fresh ? 'add' : 'change'),
      run: filled => {
        const fields = {
          name: filled.text('name'),
          escalations: filled.yes('escalations'),
          active: filled.yes('active'),
        }
        const settings = settingsOf(filled)
        return channel === null
          ? settings === null
            ? Promise.resolve({ ok: false as const, code: 'core.invalidInput', params: { path: '' } })
            : ask('messages.addChannel', { ...fields, settings })
          : ask('messages.correctChannel', { id: channel.id, version: channel.version, ...fields, settings })
      },
    })
  }
}

const Template = ({ administers }: { administers: boolean }) => {
  const { t } = useTranslation('messages')
  const kept = useRead('messages.template', {})
  const change = useWrite('messages.changeTemplate')
  const [typed, setTyped] = useState<string | null>(null)
  const { offer, drop } = useKept('messages.template', z.string(), typed, setTyped)
  const save = async (): Promise<void> => {
    if ((await change.run({ text: typed ?? '' })).ok) drop()
  }
  return (
    <Stack gap="xs">
      <Title order={2}>{t('template')}</Title>
      {administers ? offer : null}
      <RefusalAlert refusal={change.refusal} />
      <Textarea
        aria-label={t('template')}
        description={t('templateHint', {
          office: '{office}',
          number: '{number}',
          kind: '{kind}',
          step: '{step}',
          state: '{state}',
          due: '{due}',
          title: '{title}',
          place: '{place}',
        })}
        autosize
        maxLength={300}
        readOnly={!administers}
        value={typed ?? kept.value?.text ?? ''}
        onChange={event => {
          setTyped(event.currentTarget.value)
        }}
      />
      {administers ? (
        <Group>
          <Button
            variant="default"
            disabled={typed === null || typed.trim() === ''}
            loading={change.running}
            onClick={() => void save()}
          >
            {t('save')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  )
}

const Queue = ({ writes }: { writes: boolean }) => {
  const { t } = useTranslation('messages')
  const { moment } = useMoments()
  const [page, setPage] = useState(1)
  const list = useRead('messages.page', { state: null, offset: (page - 1) * pageSize, limit: pageSize })
  const retry = useWrite('messages.retry')
  const cancel = useWrite('messages.cancel')
  return (
    <Stack gap="xs">
      <Title order={2}>{t('queue')}</Title>
      <RefusalAlert refusal={list.refusal ?? retry.refusal ?? cancel.refusal} />
      <DataTable
        label={t('queue')}
        rows={list.value?.rows}
        total={list.value?.total ?? 0}
        idOf={({ id }) => id}
        page={page}
        pageSize={pageSize}
        onPage={setPage}
        emptyText={t('none')}
        height="320px"
        columns={[
          { accessor: 'createdAt', title: t('queue'), width: 150, render: ({ createdAt }) => moment(createdAt) },
          { accessor: 'channel', title: t('to'), width: 150 },
          {
            accessor: 'text',
            title: t('text'),
            render: ({ subject, text }) => [subject, text].filter(Boolean).join(' · '),
          },
          {
            accessor: 'state',
            title: '',
            width: 230,
            render: ({ state, failure, attempts, nextTryAt, sentAt }) => (
              <>
                <Text size="sm">{t(`state.${state}`)}</Text>
                <Text size="xs" c="dimmed">
                  {[
                    failure === '' ? '' : t(`failure.${failure}`),
                    attempts > 1 ? t('attempts', { count: attempts }) : '',
                    state === 'queued' && attempts > 0 && nextTryAt !== null
                      ? t('nextTry', { when: moment(nextTryAt) })
                      : '',
                    sentAt === null ? '' : moment(sentAt),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </>
            ),
          },
          {
            accessor: 'id',
            title: '',
            width: 120,
            render: ({ id, state }) =>
              !writes ? null : state === 'queued' ? (
                <Button size="compact-xs" variant="subtle" onClick={() => void cancel.run({ id })}>
                  {t('cancel')}
                </Button>
              ) : state === 'failed' || state === 'doubtful' || state === 'cancelled' ? (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  title={state === 'doubtful' ? t('retryHint') : ''}
                  onClick={() => void retry.run({ id })}
                >
                  {t('retry')}
                </Button>
              ) : null,
          },
        ]}
      />
    </Stack>
  )
}
