/** The backup file that somebody double-clicked. It only opens the guide; nothing is restored by that. */
import { existsSync } from 'node:fs'
import { basename, isAbsolute, resolve } from 'node:path'
import { extension } from '../features/backups/file.rules'

const backupIn = (words: readonly string[]): string | undefined =>
  words.slice(1).find(each => !each.startsWith('-') && each.toLowerCase().endsWith(extension))

/** Whether a command line names a backup file, there or not. */
export const namesBackup = (words: readonly string[]): boolean => backupIn(words) !== undefined

export const openedBackup = () => {
  let opened: { path: string; name: string } | null = null
  return {
    current: () => opened,
    leave: (): void => {
      opened = null
    },
    /** Takes the file out of a command line; false when there is none in it. */
    takeFrom: (words: readonly string[], folder: string): boolean => {
      const word = backupIn(words)
      if (word === undefined) return false
      const path = isAbsolute(word) ? word : resolve(folder, word)
      if (!existsSync(path)) return false
      opened = { path, name: basename(path) }
      return true
    },
  }
}

export type OpenedBackup = ReturnType<typeof openedBackup>
