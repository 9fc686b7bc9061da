/** File dialogs and what the page may ask of the operating system besides. */
import { readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { app, BrowserWindow, dialog, nativeTheme } from 'electron'
import type { OpenDialogOptions, WebContents } from 'electron'
import type { ArchiveClient } from '../archive/client'
import { diskFiles } from '../archive/files'
import { folderFault } from '../archive/folder'
import { Refused } from '../contract/call'
import { state as accessState } from '../features/access/contract'
import { extension } from '../features/backups/file.rules'
import type { system } from '../features/system/contract'
import type { ShellHandlers } from './answers'
import { isTestBuild } from './build'
import type { OpenedBackup } from './openedBackup'
import type { PreferenceFile } from './preferences'

const largest = { list: 64 * 1024 * 1024, attachment: 50 * 1024 * 1024 }
const lists = { name: 'CSV, XLSX', extensions: ['csv', 'xlsx', 'xls', 'txt', 'tsv'] }

/** Where a test's answers to dialogs lie; honoured only unpackaged. */
const testChoice = (name: 'WATCHPOST_OPEN' | 'WATCHPOST_SAVE_TO'): string | null =>
  app.isPackaged ? null : (process.env[name] ?? null)

/** Asks where to write; null when the person cancels. */
export const askWhereToSave = async (page: WebContents, suggestedName: string): Promise<string | null> => {
  const folder = testChoice('WATCHPOST_SAVE_TO')
  if (folder) return join(folder, suggestedName)
  const window = BrowserWindow.fromWebContents(page)
  const options = { defaultPath: join(app.getPath('documents'), suggestedName) }
  const answer = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options)
  return answer.canceled || !answer.filePath ? null : answer.filePath
}

const askWhat = async (page: WebContents, options: OpenDialogOptions): Promise<string | null> => {
  const file = testChoice('WATCHPOST_OPEN')
  // The file names what the next dialog answers, so that a test can change its mind.
  if (file) return diskFiles.read(file)?.toString('utf8').trim() ?? null
  const window = BrowserWindow.fromWebContents(page)
  const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options)
  return answer.filePaths[0] ?? null
}

export const systemHandlers = (
  preferences: PreferenceFile,
  archive: Pick<ArchiveClient, 'call' | 'moveTo'>,
  ownFolder: string,
  opened: OpenedBackup,
  protect: (wanted: 'screen', on: boolean) => void,
  quitNow: () => void,
): ShellHandlers<typeof system> => ({
  openedBackup: () => opened.current(),
  leaveBackup: () => {
    opened.leave()
    return {}
  },
  archiveFolder: () => ({ path: preferences.archiveFolder() ?? ownFolder }),
  chooseArchiveFolder: async (_input, { page }) => {
    const answer = await archive.call('access.state', {}, null)
    const state = accessState.safeParse(answer.ok ? answer.value : null)
    // SECURITY: an archive at work stays where it is; nobody is led to another one unnoticed (tests/e2e/obstacles.spec.ts).
    if (!state.success || !(state.data.phase === 'empty' || state.data.obstacle))
      throw new Refused('system.archiveStays')
    const path = await askWhat(page, { properties: ['openDirectory', 'createDirectory'] })
    if (!path) return null
    const fault = folderFault(path)
    if (fault) throw new Refused(`system.${fault}`, { folder: path })
    preferences.keepArchiveFolder(path)
    archive.moveTo(path)
    return { path }
  },
  openFile: async ({ kind }, { page }) => {
    const filters = kind === 'list' ? [lists] : []
    const path = await askWhat(page, { properties: ['openFile'], filters })
    if (!path) return null
    if ((await stat(path)).size > largest[kind])
      throw new Refused('system.fileTooLarge', { megabytes: largest[kind] / 1024 / 1024 })
    return { name: basename(path), bytes: new Uint8Array(await readFile(path)) }
  },
  saveFile: async ({ suggestedName, bytes }, { page }) => {
    const path = await askWhereToSave(page, basename(suggestedName))
    if (!path) return null
    await writeFile(path, bytes).catch(() => {
      throw new Refused('system.notSaved')
    })
    return { path }
  },
  chooseBackup: async (_input, { page }) => {
    const path = await askWhat(page, {
      properties: ['openFile'],
      filters: [{ name: 'Watchpost', extensions: [extension.slice(1), 'tar'] }],
    })
    return path ? { path, name: basename(path) } : null
  },
  chooseFolder: async (_input, { page }) => {
    const path = await askWhat(page, { properties: ['openDirectory', 'createDirectory'] })
    return path ? { path } : null
  },
  protect: ({ on }) => {
    protect('screen', on)
    return {}
  },
  quitNow: () => {
    quitNow()
    return {}
  },
  preferences: () => preferences.read(),
  keepPreferences: changes => {
    const kept = preferences.keep(changes)
    // An unpackaged program would start Electron itself.
    if (changes.startWithSystem !== undefined && app.isPackaged)
      app.setLoginItemSettings({ openAtLogin: changes.startWithSystem })
    nativeTheme.themeSource = kept.colorScheme === 'auto' ? 'system' : kept.colorScheme
    return kept
  },
  about: () => ({
    version: app.getVersion(),
    testBuild: isTestBuild(),
    electron: process.versions.electron,
    dataFolder: preferences.archiveFolder() ?? ownFolder,
  }),
})
