/** The program's beginnings and ends: one instance, locking with the PC, and leaving only when the archive is safe. */
import { app, powerMonitor } from 'electron'
import type { ArchiveClient } from '../archive/client'
import type { OpenedBackup } from './openedBackup'
import type { Windows } from './window'

export const holdLifecycle = (archive: ArchiveClient, windows: Windows, opened: OpenedBackup): void => {
  const lock = (): void => {
    void archive.call('access.lock', {}, null)
  }
  powerMonitor.on('lock-screen', lock)
  powerMonitor.on('suspend', lock)

  app.on('second-instance', (_event, words, folder) => {
    if (opened.takeFrom(words, folder)) windows.announce({ type: 'openedBackup' })
    const window = windows.main() ?? windows.openMain()
    if (window.isMinimized()) window.restore()
    window.focus()
  })

  // The window stays and says so while the last backup is written; a second request waits for the same leaving.
  let leaving: Promise<void> | null = null
  let left = false
  windows.main()?.on('close', event => {
    if (left) return
    event.preventDefault()
    app.quit()
  })
  app.on('window-all-closed', () => {
    app.quit()
  })
  app.on('before-quit', event => {
    if (left) return
    event.preventDefault()
    leaving ??= archive.leave().then(() => {
      left = true
      app.quit()
    })
  })
}
