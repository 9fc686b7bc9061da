/** Lists in and out: reading what Excel writes, matching columns, previewing, writing, taking back, exporting. */
import { z } from 'zod'
import { id, instant, job, pageOf, paging, read, required, text } from '../../contract/call'

export const kinds = ['customers', 'staff', 'products', 'stock', 'suppliers', 'vehicles'] as const
export type ListKind = (typeof kinds)[number]

/** The features whose entries lists change. */
const listed = ['customers', 'staff', 'products', 'stock', 'suppliers', 'fleet']

/** Columns that a customer list may have. */
export const customerColumns = [
  'code',
  'name',
  'shortName',
  'divisionCode',
  'area',
  'address',
  'contact',
  'contactRole',
  'phones',
  'email',
  'contactNote',
  'preferred',
  'contact2',
  'phones2',
  'licenceNumber',
  'licenceValidUntil',
  'standing',
  'standingReason',
  'contract',
  'responseHours',
  'visitEveryDays',
  'contractStartsOn',
  'contractEndsOn',
  'contractNote',
  'product',
  'serial',
  'installedOn',
  'equipmentNote',
  'tags',
  'notes',
  'lastConfirmedOn',
] as const
export type CustomerColumn = (typeof customerColumns)[number]

export const staffColumns = [
  'code',
  'name',
  'department',
  'post',
  'phones',
  'phones2',
  'email',
  'wecom',
  'dingtalk',
  'teamRole',
  'skills',
  'deputies',
  'note',
  'employed',
  'lastConfirmedOn',
] as const
export type StaffColumn = (typeof staffColumns)[number]

const productColumns = [
  'code',
  'name',
  'unit',
  'category',
  'barcode',
  'packs',
  'hazard',
  'inspected',
  'note',
  'active',
] as const
const stockColumns = ['code', 'name', 'warehouse', 'place', 'quantity'] as const
const supplierColumns = [
  'code',
  'name',
  'supplierKind',
  'contact',
  'phones',
  'address',
  'qualifiedUntil',
  'note',
  'active',
] as const
const vehicleColumns = [
  'code',
  'plate',
  'name',
  'capacityKg',
  'standby',
  'driver',
  'mileageKm',
  'inspectionUntil',
  'insuranceUntil',
  'vehicleState',
  'note',
] as const

/** The columns that a list of each kind may have, in the order in which it is given out. */
export const columnsByKind = {
  customers: customerColumns,
  staff: staffColumns,
  products: productColumns,
  stock: stockColumns,
  suppliers: supplierColumns,
  vehicles: vehicleColumns,
} as const satisfies Record<ListKind, readonly string[]>
export type Column = (typeof columnsByKind)[ListKind][number]
export const columns: readonly Column[] = [...new Set<Column>(Object.values(columnsByKind).flat())]
const column = z.enum(columns)
/** One row's cells by column; a column that the list does not have is absent. */
export type Cells = Partial<Record<Column, string>>

/** One cell's content; longer ones are cut off with a fault. */
export const longestCell = 5000
export const largestList = { bytes: 64 * 1024 * 1024, rows: 200_000, columns: 100 }

const sheet = z.strictObject({
  name: z.string(),
  rows: z.int().min(0),
  columns: z.int().min(0),
  /** The first rows, for choosing the header row by eye. */
  head: z.array(z.array(z.string())),
  /** Row numbers from 1, as a spreadsheet counts: the proposed header row, and the last row of entries. */
  header: z.int().min(0),
  last: z.int().min(0),
})

export const readingOutput = z.strictObject({
  reading: id,
  name: z.string(),
  format: z.enum(['csv', 'xlsx']),
  /** For text: what it was written in. */
  encoding: z.string(),
  separator: z.string(),
  /** The kind that the headings speak of. */
  kind: z.enum(kinds),
  sheets: z.array(sheet),
})
export type Reading = z.output<typeof readingOutput>

const chosen = {
  reading: id,
  kind: z.enum(kinds),
  sheet: z.int().min(0).max(200),
  header: z.int().min(0).max(largestList.rows),
}

const plannedColumn = z.strictObject({
  heading: z.string(),
  column: column.nullable(),
  samples: z.array(z.string()),
})
export type PlannedColumn = z.output<typeof plannedColumn>

export const faultCodes = [
  'missing',
  'tooLong',
  'notADate',
  'dateDoesNotExist',
  'notANumber',
  'unknownWord',
  'codeTwice',
  'noPhone',
  'reasonMissing',
  'endsFirst',
  'unknownDepartment',
  'unknownDeputy',
  'unknownProduct',
  'unknownWarehouse',
  'unknownDivision',
  'tooMany',
  'nothing',
] as const
export type FaultCode = (typeof faultCodes)[number]
const fault = z.strictObject({ code: z.enum(faultCodes), column: column.nullable(), value: z.string() })
export type Fault = z.output<typeof fault>
export const difference = z.strictObject({ column: z.string(), before: z.string(), after: z.string() })
export type Difference = z.output<typeof difference>

/** What a person is told of one row before deciding. */
export const told = z.strictObject({
  faults: z.array(fault),
  differences: z.array(difference),
  /** Entries that may be the same one under another code. */
  similar: z.array(z.string()),
})
export type Told = z.output<typeof told>

export const actions = ['add', 'change', 'same', 'fault'] as const
export type Action = (typeof actions)[number]
export const stagedRow = z.strictObject({
  row: z.int(),
  action: z.enum(actions),
  code: z.string(),
  name: z.string(),
  told,
})
export type StagedRow = z.output<typeof stagedRow>

export const importEntry = z.strictObject({
  id,
  kind: z.enum(kinds),
  fileName: z.string(),
  state: z.enum(['staged', 'writing', 'done', 'undone']),
  added: z.int(),
  changed: z.int(),
  same: z.int(),
  faulty: z.int(),
  kept: z.int(),
  at: instant,
  byName: z.string(),
})
export type ImportEntry = z.output<typeof importEntry>

const progress = z.strictObject({ fraction: z.number(), step: z.enum(['reading', 'checking', 'writing', 'indexing']) })
export type ListProgress = z.output<typeof progress>
const bytes = z.instanceof(Uint8Array<ArrayBuffer>).refine(content => content.length <= largestList.bytes)

export const exportFormats = ['csv', 'xlsx'] as const

export const lists = {
  /** Reads a file, or text pasted from a spreadsheet. Nothing is kept but in memory, until the next one is read. */
  read: job(z.strictObject({ name: text(260), content: bytes }), progress, readingOutput, { aside: true, quiet: true }),
  /** The columns of a sheet under a header row, each with what it seems to be. */
  plan: read(z.strictObject(chosen), z.array(plannedColumn), { role: 'clerk' }),
  /** Checks every row and shows what would be done. Nothing is written into the archive's entries. */
  preview: job(
    z.strictObject({
      ...chosen,
      last: z.int().min(0).max(largestList.rows),
      mapping: z.array(column.nullable()).max(largestList.columns),
    }),
    progress,
    importEntry,
    { quiet: true },
  ),
  rows: read(z.strictObject({ ...paging, id, action: z.enum(actions).nullable() }), pageOf(stagedRow), {
    role: 'clerk',
  }),
  /** Writes what was previewed, in short steps; cancelled or broken off, all of it is taken back. Faulty rows refuse unless left out. */
  commit: job(
    z.strictObject({ id, leaveOutFaulty: z.boolean(), leaveOutSimilar: z.boolean() }),
    progress,
    importEntry,
    {
      touches: listed,
    },
  ),
  history: read(z.strictObject(paging), pageOf(importEntry)),
  /** Takes an import back; rows that somebody changed since are left and counted. */
  undo: job(z.strictObject({ id }), progress, importEntry, { touches: listed }),
  /** A whole list as a file; it imports back as it was. */
  export: job(
    z.strictObject({ kind: z.enum(kinds), format: z.enum(exportFormats), language: z.enum(['zh', 'en']) }),
    progress,
    z.strictObject({ name: required(200), content: z.instanceof(Uint8Array), rows: z.int() }),
    { role: 'auditor', aside: true },
  ),
}
