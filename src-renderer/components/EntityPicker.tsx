/** Chooses one entry of a register by code, name, pinyin, or what a scanner reads. */
import { Select } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../app/bridge'
import { useSaid } from './useSaid'

type Option = { value: string; label: string }
/** `searching`: the options are still those of what was typed before. */
type Found = { options: Option[]; searching: boolean }
type Read<T> = { value: T | undefined; stale: boolean; waiting: boolean }

const first = { offset: 0, limit: 20 }
const foundIn = <T,>({ value, stale, waiting }: Read<T>, optionsOf: (value: T) => Option[]): Found => ({
  options: value === undefined ? [] : optionsOf(value),
  searching: stale || waiting,
})
type Named = { id: string; code: string; name: string }
const named = ({ rows }: { rows: readonly Named[] }): Option[] =>
  rows.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))
const plain = (rows: readonly { id: string; name: string }[]): Option[] =>
  rows.map(({ id, name }) => ({ value: id, label: name }))

const useProducts = (text: string) =>
  foundIn(useRead('products.page', { ...first, text, category: '', inactive: false }), named)
const useSuppliers = (text: string) =>
  foundIn(useRead('suppliers.page', { ...first, text, kind: null, inactive: false }), named)
const useCustomers = (text: string) => {
  const filter = { text, area: '', division: '', standing: null, tag: '', gap: null }
  return foundIn(useRead('customers.page', { ...first, ...filter, sort: 'name', descending: false }), named)
}
const useColleagues = (text: string) => {
  const filter = { text, departmentId: null, skill: '', team: false, gap: null, left: false }
  return foundIn(useRead('staff.page', { ...first, ...filter, sort: 'name', descending: false }), named)
}
const useVehicles = (text: string) =>
  foundIn(useRead('fleet.vehicles', { ...first, text, retired: false }), ({ rows }) =>
    rows.map(({ id, code, plate, capacityKg }) => ({ value: id, label: `${code} ${plate} · ${capacityKg} kg` })),
  )
const useTools = (text: string) => foundIn(useRead('tools.page', { ...first, text, gone: false }), named)
const useIncidents = (text: string, drills: boolean) => {
  const filter = { text, planId: null, departmentId: null, ownerId: null, level: null, area: '', drills, state: null }
  return foundIn(useRead('incidents.page', { ...first, ...filter, sort: 'newest' }), ({ rows }) =>
    rows.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` })),
  )
}
const useCases = (text: string) => useIncidents(text, false)
const useDrills = (text: string) => useIncidents(text, true)
const useWarehouses = () => foundIn(useRead('stock.warehouses', {}), plain)
const useDepartments = () => foundIn(useRead('staff.departments', {}), plain)

/** Chosen before, an entry is known by its id alone: in a form that comes back half-typed. These two lists come whole anyway. */
const comesWhole: readonly Register[] = ['warehouse', 'department']
const useNamed = (register: Register, id: string | null): { option: Option | null; gone: boolean } => {
  const said = useSaid()
  const asked = id !== null && !comesWhole.includes(register)
  const { value, stale } = useRead('finding.named', { ids: asked ? [id] : [] }, { enabled: asked })
  const found = asked && !stale ? value?.find(record => record.id === id) : undefined
  return {
    option: found ? { value: found.id, label: [found.number, said(found.title)].filter(Boolean).join(' ') } : null,
    gone: asked && !stale && value !== undefined && !found,
  }
}

/** How each register is asked for what a person typed. */
const registers = {
  product: useProducts,
  supplier: useSuppliers,
  customer: useCustomers,
  colleague: useColleagues,
  vehicle: useVehicles,
  tool: useTools,
  incident: useCases,
  drill: useDrills,
  warehouse: useWarehouses,
  department: useDepartments,
} as const
export type Register = keyof typeof registers

type Props = {
  register: Register
  label: string
  value: string | null
  onChange: (id: string | null) => void
  required?: boolean
  /** The name of what is chosen already, when it is not among the first found. */
  chosen?: string
}

export const EntityPicker = ({ register, label, value, onChange, required, chosen }: Props) => {
  const { t } = useTranslation('core')
  const [text, setText] = useState('')
  const [kept, setKept] = useState<Option | null>(value !== null && chosen ? { value, label: chosen } : null)
  const { option, gone } = useNamed(register, kept?.value === value ? null : value)
  const held = option ?? kept
  // A register never changes while a field stands, so its hook is always the same one.
  const useRegister = registers[register]
  const { options, searching } = useRegister(text === held?.label ? '' : text)
  const data = held && !options.some(({ value: known }) => known === held.value) ? [...options, held] : options
  const tooEarly = useRef<HTMLInputElement | null>(null)

  // Nothing stands behind a field that shows nothing.
  useEffect(() => {
    if (gone) onChange(null)
  }, [gone, onChange])

  // A scanner ends what it types with Enter before anything can be found: it is struck again once the answer is there.
  useEffect(() => {
    const input = tooEarly.current
    if (!input || searching) return
    tooEarly.current = null
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }))
  })

  return (
    <Select
      label={label}
      required={required ?? false}
      searchable
      clearable={!required}
      // The archive has chosen already: by code, pinyin and phone as well as by what the label shows.
      filter={({ options }) => options}
      // Not before the answer: Enter would choose among what was found for fewer letters.
      selectFirstOptionOnChange={!searching}
      onKeyDownCapture={event => {
        const open = event.currentTarget.getAttribute('aria-expanded') === 'true'
        if (event.key !== 'Enter' || event.nativeEvent.isComposing || !open || !searching) return
        tooEarly.current = event.currentTarget
        event.preventDefault()
        event.stopPropagation()
      }}
      onBlur={() => {
        tooEarly.current = null
      }}
      nothingFoundMessage={t('palette.nothing')}
      data={data}
      value={value}
      searchValue={text}
      onSearchChange={next => {
        tooEarly.current = null
        setText(next)
      }}
      onChange={id => {
        setKept(id === null ? null : (data.find(option => option.value === id) ?? null))
        onChange(id)
      }}
    />
  )
}
