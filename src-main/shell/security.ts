/** Refuses everything a page could do beyond its own address: windows, navigation, permissions, the network. */
import { app } from 'electron'
import type { Session, WebPreferences } from 'electron'

/** The same for every window of the program. */
export const webPreferences = (preload: string, session: Session): WebPreferences => ({
  preload,
  session,
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webviewTag: false,
  spellcheck: false,
  devTools: !app.isPackaged,
})

// SECURITY: pages stay where they are and open nothing (tests/e2e/security.spec.ts).
export const holdPages = (): void => {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    const stay = (event: { preventDefault: () => void }): void => {
      event.preventDefault()
    }
    contents.on('will-navigate', stay)
    contents.on('will-frame-navigate', stay)
    contents.on('will-redirect', stay)
    contents.on('will-attach-webview', stay)
  })
}

/** Denies every permission but writing text to the clipboard, and every request but to the program's own pages. */
export const holdSession = (session: Session, developmentServer: string | null): void => {
  const allowed = 'clipboard-sanitized-write'
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(permission === allowed)
  })
  session.setPermissionCheckHandler((_contents, permission) => permission === allowed)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', event => {
    event.preventDefault()
  })
  session.webRequest.onBeforeRequest((details, answer) => {
    const { protocol, host } = new URL(details.url)
    const own = protocol === 'app:' || protocol === 'data:' || protocol === 'blob:' || protocol === 'devtools:'
    const development = developmentServer !== null && host === new URL(developmentServer).host
    answer({ cancel: !own && !development })
  })
}
