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
    // SECURITY: peer connections ask no content policy; they may only go through the session's proxy, which is none (tests/e2e/outside.spec.ts).
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
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
  // SECURITY: what asks neither policy nor the handler below (hints to connect, names to look up, peers) meets a proxy that
  // nobody runs; the program's own requests use another session (tests/e2e/outside.spec.ts).
  if (developmentServer === null)
    void session.setProxy({
      mode: 'fixed_servers',
      proxyRules: 'socks5://127.0.0.1:1',
      proxyBypassRules: '<-loopback>',
    })
  session.webRequest.onBeforeRequest((details, answer) => {
    const { protocol, host } = new URL(details.url)
    const own = protocol === 'app:' || protocol === 'data:' || protocol === 'blob:' || protocol === 'devtools:'
    const development = developmentServer !== null && host === new URL(developmentServer).host
    answer({ cancel: !own && !development })
  })
}
