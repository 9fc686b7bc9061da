/** Where things lie on this machine, and what only an unpackaged program lets tests choose. */
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { app } from 'electron'

const forTests = (name: string): string | null => (app.isPackaged ? null : (process.env[name] ?? null))

/** SECURITY: nobody leads a packaged program to another folder, clock or database driver (scripts/packaging/drive.mjs). */
const forgetTestChoices = (): void => {
  for (const name of Object.keys(process.env))
    if (name.startsWith('WATCHPOST_')) Reflect.deleteProperty(process.env, name)
}

/** An installed program is delivered with its portable form; a portable one learns its own file from its launcher. */
const portableForm = (): string | null => {
  if (!app.isPackaged) return forTests('WATCHPOST_PORTABLE')
  const delivered = join(process.resourcesPath, 'portable', `Watchpost-${app.getVersion()}.exe`)
  if (existsSync(delivered)) return delivered
  return process.platform === 'win32' ? (process.env['PORTABLE_EXECUTABLE_FILE'] ?? null) : null
}

/** Sets the program's folders; must run before the program is ready. */
export const choosePlaces = () => {
  if (app.isPackaged) forgetTestChoices()
  // Local, not roaming: the archive must not be carried from PC to PC behind the office's back.
  const local = process.env['LOCALAPPDATA']
  const folder = forTests('WATCHPOST_DATA') ?? (local ? join(local, app.getName()) : app.getPath('userData'))
  app.setPath('userData', folder)
  app.setPath('sessionData', join(folder, 'desktop'))
  const portable = portableForm()
  return {
    folder,
    archive: join(folder, 'archive'),
    logs: join(folder, 'logs'),
    clockFile: forTests('WATCHPOST_CLOCK'),
    volumesFile: forTests('WATCHPOST_VOLUMES'),
    portable: portable === null ? null : { name: basename(portable), path: portable },
    updates: forTests('WATCHPOST_UPDATES'),
    developmentServer: forTests('ELECTRON_RENDERER_URL'),
    pages: join(__dirname, '../renderer'),
    preload: join(__dirname, '../preload/preload.js'),
    worker: join(__dirname, 'archive.worker.js'),
  }
}

export type Places = ReturnType<typeof choosePlaces>
