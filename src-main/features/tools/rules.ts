/** Rules of tools and kits (A4.2). */
import type { KitItem, ToolFields } from './contract'

/** What a new entry starts with. */
export const emptyTool: ToolFields = {
  code: '',
  name: '',
  place: '',
  keeperId: null,
  calibrationDue: null,
  note: '',
  active: true,
}

/** Why a product's part of a kit does not suffice. */
export const productShort = (there: number, wanted: number, held: boolean): KitItem['short'] =>
  held ? 'onHold' : there < wanted ? 'tooFew' : null

/** Why a tool cannot go with a kit; its calibration is valid with its last day. */
export const toolShort = (lent: boolean, calibrationDue: string | null, today: string): KitItem['short'] =>
  lent ? 'lent' : calibrationDue !== null && calibrationDue < today ? 'calibrationDue' : null
