/** Where things lie on this machine, and what only an unpackaged program lets tests choose. */
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { app } from 'electron'

const forTests = (name: string): string | null => (app.isPackaged ? null : (process.env[name] ?? null))

/** Sets the program's folders; must run before the program is ready. */
export const choosePlaces = () => {
  // Local, not roaming: the archive must not be carried from PC to PC behind the office's back.
  const local = process.env['LOCALAPPDATA']
  const folder = forTests('WATCHPOST_DATA') ?? (local ? join(local, app.getName()) : app.getPath('userData'))
  app.setPath('userData', folder)
  app.setPath('sessionData', join(folder, 'desktop'))
  // The portable program knows its own file; the installed one is delivered with a copy.
  const delivered = join(process.resourcesPath, 'portable', `Watchpost-${app.getVersion()}.exe`)
  const portable =
    forTests('WATCHPOST_PORTABLE') ??
    process.env['PORTABLE_EXECUTABLE_FILE'] ??
    (app.isPackaged && existsSync(delivered) ? delivered : null)
  if (app.isPackaged) process.env['WATCHPOST_PACKAGED'] = '1'
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
