/** A warning pasted as it was issued: read offline, looked over by a person, then kept. */
import { Button, Group, Select, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { localDateTime } from '../../../src-main/features/office/rules'
import { signalActions, signalColors } from '../../../src-main/features/weather/contract'
import { ask, useRead, useWrite } from '../../app/bridge'
import type { OutputOf, Refusal } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { MomentInput } from '../../components/MomentInput'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useHalfTyped } from '../../components/useKept'
import { useWeatherWords } from '../../app/weatherWords'

type Reading = OutputOf<'weather.readSignal'>
/** The warning alone: what is read in it can be read again. */
const kept = z.object({ text: z.string() })

const PasteSignal = ({ onDone }: { onDone: () => void }) => {
  const { t } = useTranslation('weather')
  const { values, put, offer, saved } = useHalfTyped('weather.paste', kept, { text: '' })
  const { text } = values
  const [reading, setReading] = useState<Reading | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const read = async (): Promise<void> => {
    const answer = await ask('weather.readSignal', { text })
    setRefusal(answer.ok ? null : answer)
    setReading(answer.ok ? answer.value : null)
  }
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('pasteHint')}
      </Text>
      {offer}
      <RefusalAlert refusal={refusal} />
      <Textarea
        label={t('text')}
        autosize
        minRows={3}
        maxRows={8}
        maxLength={4000}
        data-autofocus
        value={text}
        onChange={event => {
          put({ text: event.currentTarget.value })
          setReading(null)
        }}
      />
      {reading ? (
        <Found
          key={text}
          text={text}
          reading={reading}
          onDone={() => {
            saved(onDone)
          }}
        />
      ) : (
        <Group justify="flex-end">
          <Button disabled={text.trim() === ''} onClick={() => void read()}>
            {t('read')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

/** What was read, to be put right where it was read wrongly. */
const Found = ({ text, reading, onDone }: { text: string; reading: Reading; onDone: () => void }) => {
  const { t } = useTranslation('weather')
  const { now, instantOf, timeZone } = useMoments()
  const words = useWeatherWords()
  const add = useWrite('weather.addSignal')
  const known = useRead('customers.suggestions', {}).value?.areas ?? []
  const [issuer, setIssuer] = useState(reading.issuer)
  const [type, setType] = useState(reading.type)
  const [color, setColor] = useState(reading.color)
  const [action, setAction] = useState(reading.action)
  const [issued, setIssued] = useState<string | null>(
    `${localDateTime(reading.issuedAt ?? now(), timeZone).slice(0, 16)}:00`,
  )
  const [expires, setExpires] = useState<string | null>(null)
  const [areas, setAreas] = useState(reading.areas)
  const keep = async (): Promise<void> => {
    const kept = await add.run({
      text,
      issuer,
      type,
      color,
      action,
      issuedAt: issued === null ? now() : instantOf(issued),
      expiresAt: expires === null ? null : instantOf(expires),
      areas,
    })
    if (kept.ok) onDone()
  }
  return (
    <>
      <RefusalAlert refusal={add.refusal} />
      {reading.continues ? (
        <Text size="sm">
          {t('continues', { signal: `${reading.continues.type} ${words.color(reading.continues.color)}` })}
        </Text>
      ) : null}
      <Group grow>
        <TextInput
          label={t('issuer')}
          required
          maxLength={60}
          value={issuer}
          onChange={event => {
            setIssuer(event.currentTarget.value)
          }}
        />
        <TextInput
          label={t('type')}
          required
          maxLength={30}
          value={type}
          onChange={event => {
            setType(event.currentTarget.value)
          }}
        />
      </Group>
      <Group grow>
        <Select
          label={t('color')}
          allowDeselect={false}
          value={color || 'none'}
          data={(['', ...signalColors] as const).map(value => ({ value: value || 'none', label: words.color(value) }))}
          onChange={value => {
            setColor(signalColors.find(of => of === value) ?? '')
          }}
        />
        <Select
          label={t('action')}
          allowDeselect={false}
          value={action}
          data={signalActions.map(value => ({ value, label: t(`actions.${value}`) }))}
          onChange={value => {
            setAction(signalActions.find(of => of === value) ?? 'issued')
          }}
        />
      </Group>
      <Group grow>
        <MomentInput label={t('issuedAt')} value={issued} onChange={setIssued} />
        <MomentInput label={t('expiresAt')} value={expires} onChange={setExpires} />
      </Group>
      <TagsInput label={t('areas')} data={known} value={areas} onChange={setAreas} maxTags={200} />
      <Group justify="flex-end">
        <Button loading={add.running} disabled={issuer.trim() === '' || type.trim() === ''} onClick={() => void keep()}>
          {t('keep')}
        </Button>
      </Group>
    </>
  )
}

export const usePasteSignal = () => {
  const { t } = useTranslation('weather')
  return (): void => {
    modals.open({
      title: t('paste'),
      size: 640,
      children: (
        <PasteSignal
          key={crypto.randomUUID()}
          onDone={() => {
            modals.closeAll()
          }}
        />
      ),
    })
  }
}
