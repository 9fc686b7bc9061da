/**
 * The beginning: what must stand before the page is there, in the order in which it is soonest there. The archive's
 * thread and the rest of main (shell/desk.ts) are loaded when the page first asks for something: then it is painted.
 */
import { app, nativeTheme, session as sessions } from 'electron'
import { startArchive } from './archive/client'
import { serveCalls } from './shell/ipc'
import type { Answers } from './shell/ipc'
import { choosePlaces } from './shell/places'
import { preferenceFile } from './shell/preferences'
import { readPage, registerScheme, servePage } from './shell/protocol'
import { holdPages, holdSession, webPreferences } from './shell/security'
import { makeStandIn } from './shell/standIn'
import { makeWindows } from './shell/window'
import type { Windows } from './shell/window'

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
  const preferences = preferenceFile(places.folder)
  const archive = preferences.archiveFolder() ?? places.archive
  const standIn = makeStandIn(places.pages, archive, preferences)
  const page = readPage(places.pages, standIn.begin)
  let rest: Promise<Answers> | null = null
  void app.whenReady().then(() => {
    const { colorScheme } = preferences.read()
    nativeTheme.themeSource = colorScheme === 'auto' ? 'system' : colorScheme
    const session = sessions.fromPartition('desk', { cache: false })
    holdPages()
    holdSession(session, places.developmentServer)
    servePage(session, page, places.developmentServer)
    const windows = makeWindows(preferences, webPreferences(places.preload, session))
    serveCalls(windows.pages, () => (rest ??= open(windows)))
    windows.openMain()
  })

  async function open(windows: Windows): Promise<Answers> {
    const worker = startArchive({
      workerFile: places.worker,
      folder: archive,
      clockFile: places.clockFile,
      volumesFile: places.volumesFile,
      portable: places.portable,
      program: app.getVersion(),
      checkOutput: !app.isPackaged,
    })
    const { openDesk } = await import('./shell/desk')
    return openDesk({ places, preferences, windows, worker, standIn })
  }
}
