/** Customers for tests: whole entries with what a test cares about on top. */
import type { CustomerFields } from '../../src-main/features/customers/contract'
import { readPhones } from '../../src-main/features/office/phones.rules'

/** A whole, valid entry; `phones` is one cell's text. */
export const aCustomer = (
  over: Partial<CustomerFields> & { phones?: string; contact?: string } = {},
): CustomerFields => {
  const { phones = '13800138000', contact = '刘晓东', ...fields } = over
  return {
    code: 'K001',
    name: '丰州恒力机械有限公司',
    shortName: '恒力机械',
    divisionCode: '350102',
    area: 'A区',
    address: '丰州市东街口 88 号',
    licenceNumber: '91350100MA2XY00001',
    licenceValidUntil: '2030-12-31',
    standing: 'normal',
    standingReason: '',
    notes: '',
    tags: [],
    contacts: [{ name: contact, role: '设备科长', email: '', note: '', preferred: true, phones: readPhones(phones) }],
    contracts: [],
    equipment: [],
    ...fields,
  }
}
