/** What this desk remembers before anyone has signed in: language, colours, the window's place. Nothing secret, nothing of the office. */
import { join } from 'node:path'
import { z } from 'zod'
import { diskFiles } from '../archive/files'
import { preferences } from '../features/system/contract'
import type { Preferences } from '../features/system/contract'

const bounds = z.strictObject({ x: z.int(), y: z.int(), width: z.int(), height: z.int(), maximized: z.boolean() })
export type Bounds = z.output<typeof bounds>
const stored = preferences
  .partial()
  .extend({ bounds: bounds.optional(), archiveFolder: z.string().max(1000).optional() })

export type PreferenceFile = {
  read: () => Preferences
  keep: (changes: { [Name in keyof Preferences]?: Preferences[Name] | undefined }) => Preferences
  /** Where the archive stands when a person chose another folder than the account's own. */
  archiveFolder: () => string | null
  keepArchiveFolder: (folder: string) => void
  bounds: () => Bounds | null
  keepBounds: (bounds: Bounds) => void
}

export const preferenceFile = (folder: string): PreferenceFile => {
  const file = join(folder, 'preferences.json')
  const load = (): z.output<typeof stored> => {
    try {
      return stored.parse(JSON.parse(diskFiles.read(file)?.toString('utf8') ?? '{}'))
    } catch {
      return {}
    }
  }
  let current = load()
  const save = (changes: z.output<typeof stored>): void => {
    current = { ...current, ...changes }
    diskFiles.writeDurably(file, Buffer.from(JSON.stringify(current)))
  }
  const read = (): Preferences => ({
    language: current.language ?? 'zh',
    colorScheme: current.colorScheme ?? 'auto',
    navigationCollapsed: current.navigationCollapsed ?? false,
    keepRunning: current.keepRunning ?? true,
    startWithSystem: current.startWithSystem ?? false,
    alarmSound: current.alarmSound ?? true,
  })
  return {
    read,
    keep: changes => {
      save(changes)
      return read()
    },
    archiveFolder: () => current.archiveFolder ?? null,
    keepArchiveFolder: archiveFolder => {
      save({ archiveFolder })
    },
    bounds: () => current.bounds ?? null,
    keepBounds: bounds => {
      try {
        save({ bounds })
      } catch {
        // Where the disk takes nothing more, the window opens at its usual place: nobody is to be kept from closing it.
      }
    },
  }
}
