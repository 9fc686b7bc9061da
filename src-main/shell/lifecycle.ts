/** The program's beginnings and ends: one instance, locking with the PC, and leaving only when the archive is safe. */
import { app, powerMonitor } from 'electron'
import type { ArchiveClient } from '../archive/client'
import type { OpenedBackup } from './openedBackup'
import type { PreferenceFile } from './preferences'
import type { Windows } from './window'

type Parts = {
  archive: ArchiveClient
  windows: Windows
  opened: OpenedBackup
  preferences: PreferenceFile
  /** Ends the program; with clocks running it asks first. */
  askAndQuit: () => void
}

export type Lifecycle = {
  /** Gives the archive back as on quitting; nothing holds the program from ending afterwards. */
  leave: () => Promise<void>
  /** Ends a program that is leaving, whatever it still waits for. */
  quitNow: () => void
}

export const holdLifecycle = ({ archive, windows, opened, preferences, askAndQuit }: Parts): Lifecycle => {
  const lock = (): void => {
    void archive.call('access.lock', {}, null)
  }
  powerMonitor.on('lock-screen', lock)
  powerMonitor.on('suspend', lock)

  app.on('second-instance', (_event, words, folder) => {
    if (opened.takeFrom(words, folder)) windows.announce({ type: 'openedBackup' })
    const window = windows.main() ?? windows.openMain()
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  })

  // The window stays and says so while the last backup is written; a second request waits for the same leaving.
  let leaving: Promise<void> | null = null
  let left = false
  windows.main()?.on('close', event => {
    if (left) return
    event.preventDefault()
    // Leaving already, or by choice: the clocks are heard on from beside the taskbar's clock.
    if (leaving) return
    if (preferences.read().keepRunning) windows.main()?.hide()
    else askAndQuit()
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
  const leave = (): Promise<void> =>
    (leaving ??= archive.leave().then(() => {
      left = true
    }))
  app.on('before-quit', event => {
    if (left) return
    event.preventDefault()
    void leave().then(() => {
      app.quit()
    })
  })
  const quitNow = (): void => {
    // An ordinary exit waits for threads, and one that asks a drive which answers nothing never comes back.
    if (leaving && !left) process.kill(process.pid, 'SIGKILL')
  }
  return { leave, quitNow }
}
