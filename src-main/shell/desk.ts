/** Everything of Electron's edge that is not the window itself: loaded when the page first asks for something. */
import { app, net } from 'electron'
import type { startArchive } from '../archive/client'
import type { DeskEvent } from '../contract/api'
import { makeAlarms } from './alarms'
import { makeAnswers } from './answers'
import { systemHandlers } from './dialogs'
import type { Answers } from './ipc'
import { holdLifecycle } from './lifecycle'
import { openLog } from './log'
import { officeSettings } from './officeSettings'
import { openedBackup } from './openedBackup'
import type { Places } from './places'
import type { PreferenceFile } from './preferences'
import { paperHandlers } from './print'
import { systemSeal } from './seal'
import { openTray } from './tray'
import { makeUpdates } from './updates'
import type { StandIn } from './standIn'
import type { Windows } from './window'

type Parts = {
  places: Places
  preferences: PreferenceFile
  windows: Windows
  worker: ReturnType<typeof startArchive>
  standIn: StandIn
}

const network = { fetch: (address: string, init: RequestInit) => net.fetch(address, init), now: Date.now }

/** Attends the archive, and answers the page. */
export const openDesk = ({ places, preferences, windows, worker, standIn }: Parts): Answers => {
  const log = openLog(places.logs)
  // Otherwise Electron puts the error itself before whoever sits there, in a box that stops everything; as it should a test.
  if (app.isPackaged) process.on('uncaughtException', error => log.unexpected('main', error))
  const alarms = makeAlarms(preferences, windows.main)
  const opened = openedBackup()
  opened.takeFrom(process.argv, process.cwd())
  const archive = worker.attend({
    seal: systemSeal(),
    // What asks the network is large, and nothing is asked before somebody has signed in.
    deliver: async (...message) => (await import('./senders')).makeSenders(network)(...message),
    fetchWeather: async asked => (await import('./weather')).makeWeather(network)(asked),
    onEvent: hear,
    onFault: log.fault,
  })
  const lifecycle = holdLifecycle({ archive, windows, opened, preferences, ...openTray(preferences, alarms) })
  const handlers = {
    system: systemHandlers(preferences, archive, places.archive, opened, windows.protect, lifecycle.quitNow),
    paper: paperHandlers(windows),
    updates: makeUpdates({ archive, places, alarms, windows, lifecycle, log }),
  }
  return makeAnswers(archive, handlers, log.unexpected)

  function hear(event: DeskEvent): void {
    alarms.hear(event)
    windows.announce(alarms.forPage(event))
    // It may have been left from beside the taskbar's clock: what the program waits for is seen.
    if (event.type === 'closing' && event.quitting) windows.main()?.show()
    if (event.type === 'session') standIn.retire()
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
