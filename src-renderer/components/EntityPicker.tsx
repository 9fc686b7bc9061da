/** Chooses one entry of a register by code, name, pinyin, or what a scanner reads. */
import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../app/bridge'

type Option = { value: string; label: string }

const first = { offset: 0, limit: 20 }
const named = (rows: readonly { id: string; code: string; name: string }[] | undefined): Option[] | undefined =>
  rows?.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))
const plain = (rows: readonly { id: string; name: string }[] | undefined): Option[] | undefined =>
  rows?.map(({ id, name }) => ({ value: id, label: name }))

const useProducts = (text: string) =>
  named(useRead('products.page', { ...first, text, category: '', inactive: false }).value?.rows)
const useSuppliers = (text: string) =>
  named(useRead('suppliers.page', { ...first, text, kind: null, inactive: false }).value?.rows)
const useCustomers = (text: string) => {
  const filter = { text, area: '', division: '', standing: null, tag: '', gap: null }
  return named(useRead('customers.page', { ...first, ...filter, sort: 'name', descending: false }).value?.rows)
}
const useColleagues = (text: string) => {
  const filter = { text, departmentId: null, skill: '', team: false, gap: null, left: false }
  return named(useRead('staff.page', { ...first, ...filter, sort: 'name', descending: false }).value?.rows)
}
const useVehicles = (text: string) =>
  useRead('fleet.vehicles', { ...first, text, retired: false }).value?.rows.map(({ id, code, plate, capacityKg }) => ({
    value: id,
    label: `${code} ${plate} · ${capacityKg} kg`,
  }))
const useTools = (text: string) => named(useRead('tools.page', { ...first, text, gone: false }).value?.rows)
const useIncidents = (text: string, drills: boolean) => {
  const filter = { text, planId: null, departmentId: null, ownerId: null, level: null, area: '', drills, state: null }
  return useRead('incidents.page', { ...first, ...filter, sort: 'newest' }).value?.rows.map(
    ({ id, number, title }) => ({
      value: id,
      label: `${number} ${title}`,
    }),
  )
}
const useCases = (text: string) => useIncidents(text, false)
const useDrills = (text: string) => useIncidents(text, true)
const useWarehouses = () => plain(useRead('stock.warehouses', {}).value)
const useDepartments = () => plain(useRead('staff.departments', {}).value)

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
  // A register never changes while a field stands, so its hook is always the same one.
  const useRegister = registers[register]
  const found = useRegister(text === kept?.label ? '' : text) ?? []
  const data = kept && !found.some(option => option.value === kept.value) ? [kept, ...found] : found
  return (
    <Select
      label={label}
      required={required ?? false}
      searchable
      clearable={!required}
      // The archive has chosen already: by code, pinyin and phone as well as by what the label shows.
      filter={({ options }) => options}
      selectFirstOptionOnChange
      nothingFoundMessage={t('palette.nothing')}
      data={data}
      value={value}
      searchValue={text}
      onSearchChange={setText}
      onChange={id => {
        setKept(id === null ? null : (data.find(option => option.value === id) ?? null))
        onChange(id)
      }}
    />
  )
}
