/** The composition root: the only file that knows every part. */
import { app, nativeTheme, net, session as sessions } from 'electron'
import { startArchive } from './archive/client'
import type { DeskEvent } from './contract/api'
import { makeAlarms } from './shell/alarms'
import { systemHandlers } from './shell/dialogs'
import { serveCalls } from './shell/ipc'
import { holdLifecycle } from './shell/lifecycle'
import { openLog } from './shell/log'
import { officeSettings } from './shell/officeSettings'
import { openedBackup } from './shell/openedBackup'
import { choosePlaces } from './shell/places'
import { preferenceFile } from './shell/preferences'
import { paperHandlers } from './shell/print'
import { registerScheme, servePage } from './shell/protocol'
import { systemSeal } from './shell/seal'
import { holdPages, holdSession, webPreferences } from './shell/security'
import { openTray } from './shell/tray'
import { makeUpdates } from './shell/updates'
import { makeWindows } from './shell/window'

app.enableSandbox()
registerScheme()
const places = choosePlaces()

// Loaded for whoever asks for it, because it knows the whole contract.
if (process.argv.includes('--self-check'))
  void import('./shell/selfCheck').then(({ checkSelf }) => {
    checkSelf(places.worker)
  })
else if (app.requestSingleInstanceLock()) void app.whenReady().then(run)
else app.quit()

const network = { fetch: (address: string, init: RequestInit) => net.fetch(address, init), now: Date.now }

function run(): void {
  const log = openLog(places.logs)
  const preferences = preferenceFile(places.folder)
  const { colorScheme } = preferences.read()
  nativeTheme.themeSource = colorScheme === 'auto' ? 'system' : colorScheme
  const session = sessions.fromPartition('desk', { cache: false })
  holdPages()
  holdSession(session, places.developmentServer)
  servePage(session, places.pages, places.developmentServer)
  const windows = makeWindows(preferences, webPreferences(places.preload, session))
  // First of all: the page's process starts while this one goes on.
  windows.openMain()
  const alarms = makeAlarms(preferences, windows.main)
  const opened = openedBackup()
  opened.takeFrom(process.argv, process.cwd())
  const archive = startArchive({
    workerFile: places.worker,
    folder: preferences.archiveFolder() ?? places.archive,
    clockFile: places.clockFile,
    volumesFile: places.volumesFile,
    portable: places.portable,
    program: app.getVersion(),
    checkOutput: !app.isPackaged,
    seal: systemSeal(),
    // What asks the network is large, and nothing is asked before somebody has signed in.
    deliver: async (...message) => (await import('./shell/senders')).makeSenders(network)(...message),
    fetchWeather: async asked => (await import('./shell/weather')).makeWeather(network)(asked),
    onEvent: hear,
    onFault: log.fault,
  })
  const lifecycle = holdLifecycle({ archive, windows, opened, preferences, ...openTray(preferences, alarms) })
  const handlers = {
    system: systemHandlers(preferences, archive, places.archive, opened, windows.protect),
    paper: paperHandlers(windows),
    updates: makeUpdates({ archive, places, alarms, windows, lifecycle, log }),
  }
  serveCalls(archive, handlers, windows.pages, log.unexpected)

  function hear(event: DeskEvent): void {
    alarms.hear(event)
    windows.announce(alarms.forPage(event))
    const office = event.type === 'touched' && event.features.includes('office')
    // The administrator's setting: keeps all of the window out of screenshots and remote help.
    if (office || (event.type === 'session' && event.state === 'signedIn'))
      void officeSettings(archive).then(chosen => {
        windows.protect('office', chosen?.protectContent ?? false)
      })
    // SECURITY: a locked or closed desk leaves nothing of the office in the page's memory (tests/e2e/access.spec.ts).
    if (event.type === 'session' && event.state !== 'signedIn') windows.main()?.webContents.reloadIgnoringCache()
  }
}
