/**
 * The beginning: what must stand before the page is there, in the order in which it is soonest there. The archive's
 * thread loads while Electron gets ready, and the rest of main (shell/desk.ts) while the page reads its scripts.
 */
import { app, nativeTheme, session as sessions } from 'electron'
import { startArchive } from './archive/client'
import { choosePlaces } from './shell/places'
import { preferenceFile } from './shell/preferences'
import { readPage, registerScheme, servePage } from './shell/protocol'
import { holdPages, holdSession, webPreferences } from './shell/security'
import { makeWindows } from './shell/window'

app.enableSandbox()
registerScheme()
const places = choosePlaces()

// Loaded for whoever asks for it, because it knows the whole contract.
if (process.argv.includes('--self-check'))
  void import('./shell/selfCheck').then(({ checkSelf }) => {
    checkSelf(places.worker)
  })
else if (app.requestSingleInstanceLock()) begin()
else app.quit()

function begin(): void {
  const page = readPage(places.pages)
  const preferences = preferenceFile(places.folder)
  const worker = startArchive({
    workerFile: places.worker,
    folder: preferences.archiveFolder() ?? places.archive,
    clockFile: places.clockFile,
    volumesFile: places.volumesFile,
    portable: places.portable,
    program: app.getVersion(),
    checkOutput: !app.isPackaged,
  })
  void app.whenReady().then(async () => {
    const { colorScheme } = preferences.read()
    nativeTheme.themeSource = colorScheme === 'auto' ? 'system' : colorScheme
    const session = sessions.fromPartition('desk', { cache: false })
    holdPages()
    holdSession(session, places.developmentServer)
    const served = servePage(session, page, places.developmentServer)
    const windows = makeWindows(preferences, webPreferences(places.preload, session))
    windows.openMain()
    // The page's process asks main while it starts, and would wait for as long as this takes.
    await served
    const { openDesk } = await import('./shell/desk')
    openDesk({ places, preferences, windows, worker })
  })
}
