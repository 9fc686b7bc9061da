/** The office: its own entry, the settings of the desk, and half-typed forms. */
import { z } from 'zod'
import { day, id, instant, nothing, read, required, text, version, write } from '../../contract/call'

export const phoneKinds = ['mobile', 'landline', 'service', 'foreign', 'unknown'] as const
/** A number as it was given and as it is dialled. */
export const phoneEntry = z.strictObject({
  /** What the person typed or the list said. */
  original: required(60),
  /** E.164 without the plus for numbers that can be dialled from anywhere; else the digits as they are. */
  number: z.string().regex(/^\d{0,20}$/),
  extension: z.string().regex(/^\d{0,8}$/),
  kind: z.enum(phoneKinds),
  preferred: z.boolean(),
})
export type PhoneEntry = z.output<typeof phoneEntry>

const fields = {
  name: required(80),
  outletCode: text(20),
  address: text(200),
  phone: text(40),
  timeZone: required(60),
}

export const officeFields = z.strictObject(fields)
export const officeEntry = z.strictObject({ ...fields, id, sample: z.boolean(), version, updatedAt: instant })
export type OfficeEntry = z.output<typeof officeEntry>

/** Settings of the desk. Times are minutes; 0 means never. */
export const settings = z.strictObject({
  /** Without a key or a click until the screen locks. */
  lockAfterMinutes: z.int().min(0).max(240),
  /** Locked until the archive itself is closed and its key dropped. */
  closeAfterMinutes: z.int().min(0).max(1440),
  /** Key slots are sealed by the operating system's key store where there is one. */
  sealKeys: z.boolean(),
  /** The window's content is kept out of screenshots and remote help. */
  protectContent: z.boolean(),
  /** When a backup is written by itself each day, HH:MM in the office's time zone. */
  backupAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** And after this many writes; 0 means only by the clock. */
  backupEveryWrites: z.int().min(0).max(100_000),
  /** And when the archive is closed with writes that no backup holds yet. */
  backupOnClosing: z.boolean(),
  /** How many backups are kept in each place: the latest, then the last of each day, week, month and year. */
  keepLatest: z.int().min(1).max(100),
  keepDays: z.int().min(0).max(366),
  keepWeeks: z.int().min(0).max(260),
  keepMonths: z.int().min(0).max(120),
  keepYears: z.int().min(0).max(50),
  /** Headquarters' age recipient, which can open every backup as well; empty for none. */
  escrowRecipient: z.string().max(120),
  /** Where the office's own server offers new versions of the program; empty: nothing is ever asked. */
  updateFeed: text(300),
})
export type Settings = z.output<typeof settings>

/** What holds when nobody has chosen. */
export const defaultSettings: Settings = {
  lockAfterMinutes: 10,
  closeAfterMinutes: 0,
  sealKeys: true,
  protectContent: false,
  backupAt: '12:00',
  backupEveryWrites: 200,
  backupOnClosing: true,
  keepLatest: 5,
  keepDays: 14,
  keepWeeks: 8,
  keepMonths: 12,
  keepYears: 3,
  escrowRecipient: '',
  updateFeed: '',
}

const minuteOfDay = z.int().min(0).max(1440)
/** From when until when is worked, in minutes from local midnight; a lunch break is the gap between two (rule 2). */
export const range = z.strictObject({ from: minuteOfDay, to: minuteOfDay })
export type Range = z.output<typeof range>

/** A day that differs from its weekday: a holiday, or a working weekend (调休). */
export const calendarDay = z.strictObject({
  day,
  working: z.boolean(),
  name: z.string(),
  nameEn: z.string(),
  /** The office said so itself; else it is as published. */
  own: z.boolean(),
})
export type CalendarDay = z.output<typeof calendarDay>
const weekdays = z.array(z.array(range).max(6)).length(7)

const form = required(80)

/** The office's working time (rule 2). */
const workingTime = {
  calendar: read(
    z.strictObject({ year: z.int().min(2000).max(2100) }),
    z.strictObject({
      /** Monday first. */
      weekdays,
      days: z.array(calendarDay),
      /** Whether the year's holidays are known. */
      known: z.boolean(),
    }),
  ),
  /** Due times of what is open are reckoned anew. */
  changeHours: write(z.strictObject({ weekdays }), nothing, { role: 'manager', touches: ['incidents'] }),
  /** A whole year's list at once, as it is published. */
  changeDays: write(
    z.strictObject({
      days: z
        .array(z.strictObject({ day, working: z.boolean(), name: text(40) }))
        .min(1)
        .max(400),
    }),
    nothing,
    { role: 'manager', touches: ['incidents'] },
  ),
  /** Null takes the office's own word back. */
  changeDay: write(z.strictObject({ day, working: z.boolean().nullable(), name: text(40) }), nothing, {
    role: 'manager',
    touches: ['incidents'],
  }),
}

export const office = {
  ...workingTime,
  entry: read(nothing, officeEntry),
  correct: write(z.strictObject({ ...fields, id, version }), officeEntry, { role: 'manager' }),
  settings: read(nothing, settings),
  changeSettings: write(settings.partial(), settings, { role: 'administrator' }),
  /** A half-typed form of the person who asks. */
  draft: read(z.strictObject({ form }), z.strictObject({ value: z.json().nullable(), savedAt: instant.nullable() })),
  keepDraft: write(z.strictObject({ form, value: z.json() }), nothing, { quiet: true }),
  dropDraft: write(z.strictObject({ form }), nothing, { quiet: true }),
}
