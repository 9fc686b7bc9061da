/** Where things lie on this machine, and what only an unpackaged program lets tests choose. */
import { join } from 'node:path'
import { app } from 'electron'

const forTests = (name: string): string | null => (app.isPackaged ? null : (process.env[name] ?? null))

/** Sets the program's folders; must run before the program is ready. */
export const choosePlaces = () => {
  // Local, not roaming: the archive must not be carried from PC to PC behind the office's back.
  const local = process.env['LOCALAPPDATA']
  const folder = forTests('WATCHPOST_DATA') ?? (local ? join(local, app.getName()) : app.getPath('userData'))
  app.setPath('userData', folder)
  app.setPath('sessionData', join(folder, 'desktop'))
  if (app.isPackaged) process.env['WATCHPOST_PACKAGED'] = '1'
  return {
    folder,
    archive: join(folder, 'archive'),
    logs: join(folder, 'logs'),
    clockFile: forTests('WATCHPOST_CLOCK'),
    developmentServer: forTests('ELECTRON_RENDERER_URL'),
    pages: join(__dirname, '../renderer'),
    preload: join(__dirname, '../preload/preload.js'),
    worker: join(__dirname, 'archive.worker.js'),
  }
}
