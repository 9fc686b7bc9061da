/** A customer's form values: what a new entry starts with, and what of an entry is edited. */
import type { CustomerEntry, CustomerFields } from '../../../src-main/features/customers/contract'

export const emptyFields: CustomerFields = {
  code: '',
  name: '',
  shortName: '',
  divisionCode: '',
  area: '',
  address: '',
  licenceNumber: '',
  licenceValidUntil: null,
  standing: 'normal',
  standingReason: '',
  notes: '',
  tags: [],
  contacts: [],
  contracts: [],
  equipment: [],
}

export const fieldsOf = (entry: CustomerEntry): CustomerFields => {
  const { code, name, shortName, divisionCode, area, address, licenceNumber, licenceValidUntil, standing } = entry
  const { standingReason, notes, tags, contacts, contracts, equipment } = entry
  return {
    code,
    name,
    shortName,
    divisionCode,
    area,
    address,
    licenceNumber,
    licenceValidUntil,
    standing,
    standingReason,
    notes,
    tags,
    contacts,
    contracts,
    equipment,
  }
}
