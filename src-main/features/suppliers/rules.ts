/** Rules of suppliers. */
import type { Supplier, SupplierFields, SupplierKind } from './contract'

/** What a new entry starts with. */
export const emptySupplier: SupplierFields = {
  code: '',
  name: '',
  kind: 'qualified',
  contact: '',
  phone: '',
  address: '',
  qualifiedUntil: null,
  note: '',
  active: true,
}

/** A qualification holds up to and with its last day; afterwards they are one of the open market (B2.2). */
export const kindOn = (
  { kind, qualifiedUntil }: Pick<Supplier, 'kind' | 'qualifiedUntil'>,
  day: string,
): SupplierKind => (kind === 'qualified' && qualifiedUntil !== null && qualifiedUntil < day ? 'market' : kind)

export const supplierFieldsOf = ({
  code,
  name,
  kind,
  contact,
  phone,
  address,
  qualifiedUntil,
  note,
  active,
}: SupplierFields): SupplierFields => ({ code, name, kind, contact, phone, address, qualifiedUntil, note, active })
