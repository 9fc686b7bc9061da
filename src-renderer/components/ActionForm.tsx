/** A small form that makes one change: its fields are named, its half-typed values kept, its refusal shown in place. */
import { Button, Group, NumberInput, Select, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { useMoments } from '../app/moments'
import { DayInput } from './DayInput'
import { EntityPicker } from './EntityPicker'
import type { Register } from './EntityPicker'
import { MomentInput } from './MomentInput'
import { RefusalAlert } from './RefusalAlert'
import type { RefusalLike } from './refusalText'
import { fenOf } from './useMoney'
import { useHalfTyped } from './useKept'
import { thousandthsOf } from './useQuantity'

type Value = string | number | boolean | null

export type Field = {
  name: string
  label: string
  hint?: string
  required?: boolean
  start?: Value
} & (
  | { kind: 'text'; most?: number }
  | { kind: 'long'; most?: number }
  /** In units on screen, thousandths as a value. */
  | { kind: 'quantity'; unit: string }
  /** Yuan on screen, fen as a value. */
  | { kind: 'money' }
  | { kind: 'count'; most?: number; suffix?: string }
  | { kind: 'day' }
  | { kind: 'moment' }
  | { kind: 'yes' }
  | { kind: 'choice'; choices: readonly { value: string; label: string }[] }
  | { kind: 'entity'; register: Register; chosen?: string }
)

/** What was filled in, by field name. */
export type Filled = {
  text: (name: string) => string
  /** Thousandths, fen or a plain count, as the field's kind says; 0 when empty. */
  number: (name: string) => number
  /** Null when nothing stands there. */
  numberOrNull: (name: string) => number | null
  day: (name: string) => string
  dayOrNull: (name: string) => string | null
  /** The UTC instant of a moment in the office's time zone. */
  instantOrNull: (name: string) => string | null
  /** An id or a choice; empty when nothing was chosen. */
  chosen: (name: string) => string
  chosenOrNull: (name: string) => string | null
  yes: (name: string) => boolean
}

type Answer = { ok: true } | ({ ok: false } & RefusalLike)
type Props = {
  /** As `useHalfTyped` has it. */
  form: string | null
  lead?: ReactNode
  fields: readonly Field[]
  action: string
  danger?: boolean
  run: (filled: Filled) => Promise<Answer>
  onDone: () => void
}

const kept = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

const emptyOf = (field: Field): Value =>
  field.start ?? (field.kind === 'yes' ? false : field.kind === 'text' || field.kind === 'long' ? '' : null)

export const ActionForm = ({ form, lead, fields, action, danger, run, onDone }: Props) => {
  const { t } = useTranslation('core')
  const { instantOf } = useMoments()
  const beginning = Object.fromEntries(fields.map(field => [field.name, emptyOf(field)]))
  const { values, put, offer, saved } = useHalfTyped<Record<string, Value>>(form, kept, beginning)
  const [running, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<RefusalLike | null>(null)
  const empty = (name: string): boolean => {
    const value = values[name] ?? null
    return value === null || (typeof value === 'string' && value.trim() === '')
  }
  const numberOf = (name: string): number => {
    const value = Number(values[name] ?? 0)
    const kind = fields.find(field => field.name === name)?.kind
    return kind === 'quantity' ? thousandthsOf(value) : kind === 'money' ? fenOf(value) : Math.round(value)
  }
  const textOf = (name: string): string => (empty(name) ? '' : String(values[name]))
  const orNull = (name: string): string | null => (empty(name) ? null : String(values[name]))
  const filled: Filled = {
    text: textOf,
    number: numberOf,
    numberOrNull: name => (empty(name) ? null : numberOf(name)),
    day: textOf,
    dayOrNull: orNull,
    instantOrNull: name => (empty(name) ? null : instantOf(textOf(name))),
    chosen: textOf,
    chosenOrNull: orNull,
    yes: name => values[name] === true,
  }
  const lacking = fields.some(field => field.required && empty(field.name))

  const submit = async (): Promise<void> => {
    if (lacking) return
    setRunning(true)
    const answer = await run(filled)
    setRunning(false)
    if (!answer.ok) {
      setRefusal(answer)
      return
    }
    saved(onDone)
  }
  const input = (field: Field, first: boolean): ReactNode => {
    const { name, label, hint, required = false } = field
    const value = values[name] ?? null
    const common = {
      label,
      required,
      ...(hint ? { description: hint } : {}),
      ...(first ? { 'data-autofocus': true } : {}),
    }
    if (field.kind === 'yes')
      return (
        <Switch
          {...common}
          required={false}
          checked={value === true}
          onChange={event => {
            put({ [name]: event.currentTarget.checked })
          }}
        />
      )
    if (field.kind === 'choice')
      return (
        <Select
          {...common}
          data={field.choices}
          value={typeof value === 'string' ? value : null}
          allowDeselect={!required}
          onChange={chosen => {
            put({ [name]: chosen })
          }}
        />
      )
    if (field.kind === 'entity')
      return (
        <EntityPicker
          register={field.register}
          label={label}
          required={required}
          {...(field.chosen ? { chosen: field.chosen } : {})}
          value={typeof value === 'string' ? value : null}
          onChange={chosen => {
            put({ [name]: chosen })
          }}
        />
      )
    if (field.kind === 'day')
      return (
        <DayInput
          label={label}
          value={typeof value === 'string' ? value : null}
          onChange={day => {
            put({ [name]: day })
          }}
        />
      )
    if (field.kind === 'moment')
      return (
        <MomentInput
          {...common}
          placeholder={t('justNow')}
          value={typeof value === 'string' ? value : null}
          onChange={moment => {
            put({ [name]: moment })
          }}
        />
      )
    if (field.kind === 'quantity' || field.kind === 'money' || field.kind === 'count')
      return (
        <NumberInput
          {...common}
          min={0}
          decimalScale={field.kind === 'quantity' ? 3 : field.kind === 'money' ? 2 : 0}
          {...(field.kind === 'count' && field.most !== undefined ? { max: field.most } : {})}
          {...(field.kind === 'quantity' ? { suffix: ` ${field.unit}` } : {})}
          {...(field.kind === 'count' && field.suffix ? { suffix: ` ${field.suffix}` } : {})}
          {...(field.kind === 'money' ? { prefix: '¥' } : {})}
          value={typeof value === 'number' || typeof value === 'string' ? value : ''}
          onChange={number => {
            put({ [name]: number === '' ? null : number })
          }}
        />
      )
    const written = {
      ...common,
      maxLength: field.most ?? 300,
      value: typeof value === 'string' ? value : '',
    }
    return field.kind === 'long' ? (
      <Textarea
        {...written}
        autosize
        minRows={2}
        maxRows={8}
        onChange={event => {
          put({ [name]: event.currentTarget.value })
        }}
      />
    ) : (
      <TextInput
        {...written}
        onChange={event => {
          put({ [name]: event.currentTarget.value })
        }}
      />
    )
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack gap="sm">
        {typeof lead === 'string' ? <Text size="sm">{lead}</Text> : lead}
        {offer}
        <RefusalAlert refusal={refusal} />
        {fields.map((field, index) => (
          <div key={field.name}>{input(field, index === 0)}</div>
        ))}
        <Group justify="flex-end">
          <Button type="submit" loading={running} disabled={lacking} {...(danger ? { color: 'red' } : {})}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Opens a small form over the screen; it closes when its change is made. */
export const openAction = (title: string, form: Omit<Props, 'onDone'> & { onDone?: () => void }): void => {
  modals.open({
    title,
    children: (
      <ActionForm
        // Opened while another still fades out, it must not inherit what was typed there.
        key={crypto.randomUUID()}
        {...form}
        onDone={() => {
          modals.closeAll()
          form.onDone?.()
        }}
      />
    ),
  })
}
