/** The program goes on beside the clock of the taskbar when its window is closed; ending it with clocks running asks first. */
import { app, dialog, Menu, Tray } from 'electron'
import type { Alarms } from './alarms'
import { trayIcon } from './icon'
import type { PreferenceFile } from './preferences'
import { shellText } from './words'

export const openTray = (preferences: PreferenceFile, alarms: Alarms): { askAndQuit: () => void } => {
  const askAndQuit = (): void => {
    const { language } = preferences.read()
    const text = (name: Parameters<typeof shellText>[1]): string => shellText(language, name)
    if (alarms.running() === 0) {
      app.quit()
      return
    }
    const message = shellText(language, 'running', { count: alarms.running() })
    void dialog
      .showMessageBox({ type: 'warning', message, buttons: [text('stay'), text('leave')], defaultId: 0, cancelId: 0 })
      .then(({ response }) => {
        if (response === 1) app.quit()
      })
  }
  const tray = new Tray(trayIcon())
  const menu = () =>
    Menu.buildFromTemplate([
      { label: shellText(preferences.read().language, 'open'), click: alarms.show },
      { label: shellText(preferences.read().language, 'quit'), click: askAndQuit },
    ])
  tray.setToolTip(shellText(preferences.read().language, 'name'))
  tray.setContextMenu(menu())
  tray.on('click', alarms.show)
  // Its words follow the language that was chosen since.
  tray.on('right-click', () => {
    tray.popUpContextMenu(menu())
  })
  return { askAndQuit }
}
