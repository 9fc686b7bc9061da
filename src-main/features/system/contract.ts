/** What the page asks of the operating system: file dialogs and what this desk remembers before sign-in. */
import { z } from 'zod'
import { desktop, nothing } from '../../contract/call'

const bytes = z.instanceof(Uint8Array<ArrayBuffer>)
export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

export const preferences = z.strictObject({
  language: z.enum(languages),
  colorScheme: z.enum(['light', 'dark', 'auto']),
  navigationCollapsed: z.boolean(),
  /** Closing the window leaves the program running, so that clocks are heard. */
  keepRunning: z.boolean(),
  startWithSystem: z.boolean(),
  alarmSound: z.boolean(),
})
export type Preferences = z.output<typeof preferences>

/** A file a person chose: `list` for import, `attachment` for anything an office files. */
export const system = {
  /** Null when the person cancels the dialog. */
  openFile: desktop(
    z.strictObject({ kind: z.enum(['list', 'attachment']) }),
    z.strictObject({ name: z.string(), bytes }).nullable(),
    { role: 'clerk' },
  ),
  saveFile: desktop(
    z.strictObject({ suggestedName: z.string().min(1).max(200), bytes }),
    z.strictObject({ path: z.string() }).nullable(),
    { role: 'auditor' },
  ),
  /** A backup is only named, never loaded whole: it may be larger than memory. */
  chooseBackup: desktop(nothing, z.strictObject({ path: z.string(), name: z.string() }).nullable(), { role: 'open' }),
  /** The backup file that was double-clicked, until the guide is left; null when there is none. */
  openedBackup: desktop(nothing, z.strictObject({ path: z.string(), name: z.string() }).nullable(), { role: 'open' }),
  leaveBackup: desktop(nothing, nothing, { role: 'open' }),
  chooseFolder: desktop(nothing, z.strictObject({ path: z.string() }).nullable(), { role: 'clerk' }),
  /** Where this desk's archive stands. */
  archiveFolder: desktop(nothing, z.strictObject({ path: z.string() }), { role: 'open' }),
  /**
   * Asks for another folder, such as one that several accounts of this PC share; tested by a write, kept for the next
   * start. Only before anybody is at work here. Null when the person cancels.
   */
  chooseArchiveFolder: desktop(nothing, z.strictObject({ path: z.string() }).nullable(), { role: 'open' }),
  /** Keeps the window out of screenshots while a password or a recovery code is on screen. */
  protect: desktop(z.strictObject({ on: z.boolean() }), nothing, { role: 'open', whileLocked: true }),
  preferences: desktop(nothing, preferences, { role: 'open', whileLocked: true }),
  keepPreferences: desktop(preferences.partial(), preferences, { role: 'open', whileLocked: true }),
  /**
   * Ends the program at once while it waits for the backup before closing: a drive may take long, or answer nothing at
   * all. What was saved is in the archive; the next start catches the backup up. Nothing happens at any other time.
   */
  quitNow: desktop(nothing, nothing, { role: 'open', whileLocked: true }),
  about: desktop(
    nothing,
    z.strictObject({
      version: z.string(),
      /** Packaged around an Electron that is not the pinned one: for trying out, never for an office. */
      testBuild: z.boolean(),
      electron: z.string(),
      dataFolder: z.string(),
    }),
    { role: 'open' },
  ),
}
