/** Rules of tables as offices write them: headings, total rows, dates, cells that a spreadsheet escaped. */
import type { Column, ListKind } from './contract'
import { columnsByKind, kinds } from './contract'

/** What is longer heads no column, and would only be slow to look through. */
const longestHeading = 100

/** One spelling of a heading: half width, no blanks, no remarks in brackets, no marks for "required". */
export const headingOf = (cell: string): string =>
  cell
    .slice(0, longestHeading)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[(（[【].*?[)）\]】]/g, '')
    .replace(/[\s*:：_\-/]/g, '')

const common = {
  email: ['邮箱', '电子邮箱', '电子邮件', '邮件', 'email', 'mail'],
  lastConfirmedOn: ['最近核对', '核对日期', '最后核对', '确认日期', 'lastconfirmed'],
}

const headings: Record<ListKind, Partial<Record<Column, readonly string[]>>> = {
  customers: {
    ...common,
    code: ['编号', '客户编号', '客户代码', '客户编码', '代码', '编码', 'code', 'customercode', 'customerno'],
    name: [
      '名称',
      '客户名称',
      '客户',
      '单位名称',
      '单位',
      '公司名称',
      '公司',
      '企业名称',
      '客户全称',
      '全称',
      'name',
      'customer',
      'company',
    ],
    shortName: ['简称', '客户简称', 'shortname'],
    divisionCode: ['行政区划', '行政区划代码', '区划代码', '区划', '所在地区', 'division', 'divisioncode'],
    area: ['片区', '区域', '配送区域', '配送片区', '送货区域', '销售区域', '大区', 'area', 'region'],
    address: ['地址', '详细地址', '通讯地址', '送货地址', '收货地址', '单位地址', '公司地址', 'address'],
    contact: [
      '联系人',
      '联系人姓名',
      '首要联系人',
      '主要联系人',
      '负责人',
      '联系人1',
      'contact',
      'contactname',
      'contactperson',
    ],
    contactRole: ['职务', '联系人职务', '岗位', '职位', 'role', 'title', 'contactrole'],
    phones: [
      '电话',
      '联系电话',
      '手机',
      '手机号',
      '手机号码',
      '电话号码',
      '联系方式',
      '固定电话',
      '座机',
      '联系人电话',
      '电话1',
      'phone',
      'phones',
      'mobile',
      'tel',
      'telephone',
      'number',
      'numbers',
    ],
    preferred: ['首选', '首选联系人', 'preferred'],
    contactNote: ['联系人备注', 'contactnote'],
    contact2: ['联系人2', '第二联系人', '备用联系人', '其他联系人', 'contact2'],
    phones2: ['电话2', '联系电话2', '备用电话', '第二电话', '其他电话', '手机2', 'phone2'],
    licenceNumber: [
      '执照号',
      '营业执照',
      '营业执照号',
      '执照号码',
      '统一社会信用代码',
      '信用代码',
      '许可证号',
      'licence',
      'licencenumber',
      'licensenumber',
      'licenceno',
      'licenseno',
    ],
    licenceValidUntil: [
      '执照有效期',
      '执照有效期至',
      '有效期至',
      '有效期',
      '许可证有效期',
      '执照到期',
      'licencevaliduntil',
      'licencevalid',
      'validuntil',
    ],
    standing: ['状态', '信用状态', '客户状态', '往来状态', 'standing', 'status'],
    standingReason: ['状态原因', '原因', '停供原因', '关注原因', 'standingreason', 'reason'],
    contract: [
      '合同',
      '合同号',
      '合同编号',
      '服务合同',
      'contract',
      'contractno',
      'contractnumber',
      'contractreference',
      'reference',
    ],
    responseHours: ['响应时间', '响应时限', '响应小时', '到场时限', 'responsehours', 'responsetime'],
    visitEveryDays: ['巡访周期', '巡访天数', '回访周期', '回访天数', 'visiteverydays', 'visitinterval'],
    contractStartsOn: [
      '合同开始',
      '合同起始日',
      '合同开始日期',
      '起始日期',
      'contractstart',
      'contractstarts',
      'contractstartson',
    ],
    contractEndsOn: [
      '合同结束',
      '合同到期',
      '合同到期日',
      '合同截止',
      '截止日期',
      'contractend',
      'contractends',
      'contractendson',
    ],
    contractNote: ['合同备注', 'contractnote'],
    product: ['设备', '设备名称', '设备型号', '产品', '产品型号', '型号', '机型', 'product', 'equipment', 'model'],
    serial: ['序列号', '设备编号', '出厂编号', '机号', '机身号', 'serial', 'serialnumber', 'serialno', 'sn'],
    installedOn: ['安装日期', '装机日期', '安装时间', '启用日期', 'installed', 'installedon', 'installdate'],
    equipmentNote: ['设备备注', 'equipmentnote'],
    tags: ['标签', '分类', '客户类别', '客户类型', 'tags', 'tag'],
    notes: ['备注', '说明', '客户备注', 'notes', 'note', 'remark', 'remarks'],
  },
  staff: {
    ...common,
    code: [
      '工号',
      '员工编号',
      '编号',
      '人员编号',
      '员工号',
      'code',
      'staffno',
      'staffnumber',
      'employeeno',
      'employeeid',
    ],
    name: ['姓名', '员工姓名', '人员姓名', '名字', 'name', 'fullname'],
    department: ['部门', '所属部门', '所在部门', '科室', 'department', 'dept'],
    post: ['岗位', '职务', '职位', '工种', 'post', 'position', 'title', 'jobtitle'],
    phones: [
      '手机',
      '电话',
      '手机号',
      '手机号码',
      '联系电话',
      '移动电话',
      '联系方式',
      '电话号码',
      'phone',
      'phones',
      'mobile',
      'number',
      'numbers',
      'tel',
    ],
    phones2: [
      '固定电话',
      '座机',
      '办公电话',
      '短号',
      '备用电话',
      '家庭电话',
      '电话2',
      'officephone',
      'landline',
      'phone2',
    ],
    wecom: ['企业微信', '企微', '微信', '微信号', 'wecom', 'wechat'],
    dingtalk: ['钉钉', '钉钉号', 'dingtalk'],
    teamRole: ['应急小组', '应急职务', '小组职务', '应急小组职务', 'responseteam', 'team', 'teamrole'],
    skills: ['技能', '资质', '特长', '证书', 'skills', 'skill'],
    deputies: ['代理人', '替班人', '顶岗人', '替代人', 'deputies', 'deputy'],
    note: ['备注', '说明', 'note', 'notes', 'remark', 'remarks'],
    employed: ['在职', '是否在职', '在职状态', 'employed', 'workshere'],
  },
  products: {
    code: [
      '编号',
      '产品编号',
      '产品代码',
      '物料编号',
      '物料编码',
      '货号',
      '商品编号',
      '代码',
      '编码',
      'code',
      'productcode',
      'itemno',
      'sku',
    ],
    name: ['名称', '产品名称', '品名', '物料名称', '商品名称', 'name', 'product', 'productname', 'item'],
    unit: ['单位', '计量单位', 'unit', 'uom'],
    category: ['类别', '产品类别', '分类', '品类', 'category', 'class'],
    barcode: ['条码', '条形码', 'barcode', 'ean'],
    packs: ['包装', '包装规格', '包装数量', 'packs', 'packing'],
    hazard: ['危险说明', '危险性', '安全提示', 'hazard'],
    inspected: ['入库检验', '是否检验', '检验', '入库后先检验', 'inspected', 'inspectonreceipt'],
    note: ['备注', '说明', 'note', 'notes', 'remark', 'remarks'],
    active: ['在用', '启用', '是否在用', 'active', 'inuse'],
  },
  stock: {
    code: [
      '编号',
      '产品编号',
      '产品代码',
      '物料编号',
      '物料编码',
      '货号',
      '代码',
      '编码',
      'code',
      'productcode',
      'sku',
    ],
    name: ['名称', '产品名称', '品名', '物料名称', 'name', 'product', 'productname'],
    warehouse: ['仓库', '库房', '所在仓库', 'warehouse', 'store'],
    place: ['货位', '库位', '位置', '货架', 'place', 'bin', 'location'],
    quantity: ['数量', '库存', '库存数量', '结存', '现存量', '实存', '实盘数', 'quantity', 'qty', 'onhand', 'stock'],
  },
  suppliers: {
    code: ['编号', '供应商编号', '供应商代码', '代码', '编码', 'code', 'suppliercode'],
    name: ['名称', '供应商名称', '供应商', '供货商', '厂家', 'name', 'supplier', 'suppliername', 'vendor'],
    supplierKind: ['类型', '供应商类型', '性质', 'kind', 'supplierkind', 'type'],
    contact: ['联系人', '业务员', 'contact', 'contactname'],
    phones: ['电话', '联系电话', '手机', '联系方式', 'phone', 'phones', 'tel', 'mobile'],
    address: ['地址', '供应商地址', 'address'],
    qualifiedUntil: ['合格资格到', '资格有效期', '资质有效期', '合格有效期', 'qualifieduntil'],
    note: ['备注', '说明', 'note', 'notes', 'remark', 'remarks'],
    active: ['在用', '启用', 'active', 'inuse'],
  },
  vehicles: {
    code: ['编号', '车辆编号', '车号', '代码', '编码', 'code', 'vehiclecode', 'vehicleno'],
    plate: ['车牌', '车牌号', '牌照', '车牌号码', 'plate', 'plateno', 'registration'],
    name: ['车型', '名称', '型号', '车辆名称', 'name', 'model'],
    capacityKg: ['载重', '核定载重', '载重公斤', '载重kg', '载质量', 'carries', 'capacity', 'capacitykg', 'payload'],
    standby: ['备用', '备用车', '是否备用', 'standby'],
    driver: ['司机', '驾驶员', '司机编号', 'driver'],
    mileageKm: ['里程', '里程数', '行驶里程', 'mileage', 'odometer'],
    inspectionUntil: ['年检到', '年检到期', '年检有效期', '检验有效期', 'inspectionuntil'],
    insuranceUntil: ['保险到', '保险到期', '保险有效期', 'insuranceuntil'],
    vehicleState: ['状态', '车辆状态', 'state', 'status'],
    note: ['备注', '说明', 'note', 'notes', 'remark', 'remarks'],
  },
}

/** The headings of an English export; imports know them too. */
const english: Record<Column, string> = {
  code: 'Code',
  name: 'Name',
  shortName: 'Short name',
  divisionCode: 'Division code',
  area: 'Area',
  address: 'Address',
  contact: 'Contact',
  contactRole: 'Contact role',
  phones: 'Phones',
  email: 'E-mail',
  preferred: 'Preferred',
  contactNote: 'Contact note',
  contact2: 'Contact 2',
  phones2: 'Phones 2',
  licenceNumber: 'Licence number',
  licenceValidUntil: 'Licence valid until',
  standing: 'Standing',
  standingReason: 'Standing reason',
  contract: 'Contract',
  responseHours: 'Response hours',
  visitEveryDays: 'Visit every days',
  contractStartsOn: 'Contract starts on',
  contractEndsOn: 'Contract ends on',
  contractNote: 'Contract note',
  product: 'Product',
  serial: 'Serial number',
  installedOn: 'Installed on',
  equipmentNote: 'Equipment note',
  tags: 'Tags',
  notes: 'Notes',
  lastConfirmedOn: 'Last confirmed on',
  department: 'Department',
  post: 'Post',
  wecom: 'WeCom',
  dingtalk: 'DingTalk',
  teamRole: 'Response team',
  skills: 'Skills',
  deputies: 'Deputies',
  note: 'Note',
  employed: 'Employed',
  unit: 'Unit',
  category: 'Category',
  barcode: 'Barcode',
  packs: 'Packs',
  hazard: 'Hazard',
  inspected: 'Inspected',
  active: 'In use',
  warehouse: 'Warehouse',
  place: 'Place',
  quantity: 'Quantity',
  supplierKind: 'Kind',
  qualifiedUntil: 'Qualified until',
  plate: 'Plate',
  capacityKg: 'Capacity kg',
  standby: 'Standby',
  driver: 'Driver',
  mileageKm: 'Mileage',
  inspectionUntil: 'Inspection until',
  insuranceUntil: 'Insurance until',
  vehicleState: 'State',
}

/** The heading that an export writes over a column. */
export const headingFor = (kind: ListKind, column: Column, language: 'zh' | 'en'): string =>
  language === 'en' ? english[column] : (headings[kind][column]?.[0] ?? english[column])

/** Which column a heading means in a list of this kind; null when it is not known. */
export const columnOf = (kind: ListKind, heading: string): Column | null => {
  const wanted = headingOf(heading)
  if (wanted === '') return null
  for (const column of columnsOf(kind))
    if (headings[kind][column]?.includes(wanted) || headingOf(english[column]) === wanted) return column
  return null
}

export const columnsOf = (kind: ListKind): readonly Column[] => columnsByKind[kind]

/** The column without which a list of this kind names nothing. */
export const keyColumnOf = (kind: ListKind): 'name' | 'code' =>
  kind === 'stock' || kind === 'vehicles' ? 'code' : 'name'

const isFilled = (cell: string): boolean => cell.trim() !== ''

/** How many headings of a row a list of this kind would have. */
const knownIn = (kind: ListKind, row: readonly string[]): number =>
  new Set(row.map(cell => columnOf(kind, cell)).filter(column => column !== null)).size

const rowsSearched = 20

/** The header row among the first rows (from 0), and the kind that its headings speak of. Title rows have few cells. */
export const proposeHeader = (rows: readonly (readonly string[])[]): { header: number; kind: ListKind } => {
  let best = { header: -1, kind: 'customers' as ListKind, score: 1 }
  for (const [index, row] of rows.slice(0, rowsSearched).entries())
    for (const kind of kinds) {
      const score = knownIn(kind, row)
      if (score > best.score) best = { header: index, kind, score }
    }
  if (best.header >= 0) return best
  const first = rows.findIndex(row => row.filter(isFilled).length >= 2)
  return { header: Math.max(0, first), kind: 'customers' }
}

const total = /^(合计|总计|小计|共计|累计|总数|total|subtotal|sum)/i
const remark = /^(制表|审核|填表|备注|说明|注)\s*[:：]|^(制表人|审核人|填表人|打印日期|制表日期)/

/** Whether a row sums up or signs the list instead of naming an entry. */
export const isTotalRow = (row: readonly string[]): boolean => {
  const first = row.find(isFilled)?.trim().normalize('NFKC') ?? ''
  return total.test(first) || remark.test(first)
}

/** The last row (from 0) that may name an entry: totals, signatures and blank rows at the end are left out. */
export const proposeLast = (rows: readonly (readonly string[])[], header: number): number => {
  let last = rows.length - 1
  while (last > header) {
    const row = rows[last] ?? []
    if (row.some(isFilled) && !isTotalRow(row)) break
    last -= 1
  }
  return last
}

const separators = [',', '\t', ';', '|'] as const

/** The separator of a text table: the one that divides most rows into the same number of columns. */
export const proposeSeparator = (text: string): string => {
  const sample = text.split(/\r?\n/, 30).filter(isFilled)
  const scores = separators.map(separator => {
    const counts = sample.map(line => line.replace(/"[^"]*"/g, '').split(separator).length)
    const most = counts.filter(count => count > 1)
    const usual = most.sort((a, b) => a - b)[Math.floor(most.length / 2)] ?? 0
    return { separator, score: counts.filter(count => count === usual).length * Math.min(usual, 12) }
  })
  const best = scores.reduce((one, other) => (other.score > one.score ? other : one))
  return best.score > 0 ? best.separator : ','
}

// What a spreadsheet would run when the cell begins with it; tab and line feed count, blanks before it do not hide it.
const formula = /^'*\s*[=+\-@\t\r＝＋－＠]/

/** SECURITY: a cell that a spreadsheet would run as a formula is written behind an apostrophe (tests/archive/lists.test.ts). */
export const escapeCell = (value: string): string => (formula.test(value) ? `'${value}` : value)

/** Takes back what `escapeCell` did. */
export const unescapeCell = (value: string): string =>
  value.startsWith("'") && formula.test(value.slice(1)) ? value.slice(1) : value

const dayFault = (year: number, month: number, day: number): string | null => {
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists && year >= 1900 && year <= 2200 ? date.toISOString().slice(0, 10) : null
}

/** Excel counts days from 1899-12-30; what lies between 1954 and 2173 is taken for a date. */
const serialDay = (serial: number): string | null =>
  serial >= 20_000 && serial <= 100_000
    ? new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10)
    : null

/** A date as people and spreadsheets write it, as `YYYY-MM-DD`; null for an empty cell, else what is wrong. */
export const readDay = (cell: string): { day: string | null } | { fault: 'notADate' | 'dateDoesNotExist' } => {
  const text = cell.normalize('NFKC').trim()
  if (text === '' || text === '-' || /^(无|长期|永久|不限|n\/a)$/i.test(text)) return { day: null }
  const parts =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}.*)?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (parts) {
    const day = dayFault(Number(parts[1]), Number(parts[2]), Number(parts[3]))
    return day ? { day } : { fault: 'dateDoesNotExist' }
  }
  const serial = /^\d{5,6}(\.\d+)?$/.test(text) ? serialDay(Number(text)) : null
  return serial ? { day: serial } : { fault: 'notADate' }
}

/** A whole number with or without its unit; null for an empty cell. */
export const readWhole = (cell: string): number | null | 'fault' => {
  const text = cell.normalize('NFKC').trim()
  if (text === '') return null
  const found = /^(\d{1,9})(?:\.0+)?\s*(小时|个小时|h|hours?|天|日|d|days?)?$/i.exec(text)
  return found ? Number(found[1]) : 'fault'
}

/** Several values in one cell. A full-width semicolon, which exports write, is the only separator where there is one. */
export const readMany = (cell: string): string[] =>
  cell
    .split(cell.includes('；') ? '；' : /[;、,，/／|\n]+/)
    .map(part => part.trim())
    .filter(part => part !== '')

/** The cell that `readMany` reads back. */
export const writeMany = (values: readonly string[]): string => {
  const joined = values.join('；')
  return values.length === 1 && /[;、,，/／|\n]/.test(joined) ? `${joined}；` : joined
}

const yes = /^(是|有|在职|在|y|yes|true|1|√|✓|在岗)$/i
const no = /^(否|无|离职|不在|n|no|false|0|×|已离职)$/i

/** Yes, no, nothing said, or a word that says neither. */
export const readYes = (cell: string): boolean | null | 'fault' => {
  const text = cell.normalize('NFKC').trim()
  if (text === '') return null
  return yes.test(text) ? true : no.test(text) ? false : 'fault'
}

/** Yes or no as an export writes it. */
export const said = (value: boolean, language: 'zh' | 'en'): string =>
  language === 'en' ? (value ? 'yes' : 'no') : value ? '是' : '否'
