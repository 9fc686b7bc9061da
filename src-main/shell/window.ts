/** The program's windows: one for work, hidden ones for paper. */
import { BrowserWindow, Menu, nativeTheme, screen } from 'electron'
import type { BrowserWindowConstructorOptions, WebContents } from 'electron'
import { windowIcon } from './icon'
import { pageAddress } from './protocol'
import type { Bounds, PreferenceFile } from './preferences'

export type Windows = {
  /** Pages whose calls are answered. */
  pages: ReadonlySet<WebContents>
  openMain: () => BrowserWindow
  main: () => BrowserWindow | null
  /** A hidden page at an address inside the program, such as `#/paper/…`. */
  openHidden: (route: string) => BrowserWindow
  announce: (payload: unknown) => void
  /** Keeps the window out of screenshots while the screen shown, or the office, wants it. */
  protect: (wanted: 'screen' | 'office', on: boolean) => void
}

const smallest = { width: 1024, height: 600 }

/** The remembered place, if a screen still shows it. */
const placeOf = (bounds: Bounds | null): BrowserWindowConstructorOptions => {
  if (!bounds) return { width: 1280, height: 800 }
  const { workArea } = screen.getDisplayMatching(bounds)
  const visible =
    bounds.x < workArea.x + workArea.width - 80 &&
    bounds.x + bounds.width > workArea.x + 80 &&
    bounds.y >= workArea.y - 20 &&
    bounds.y < workArea.y + workArea.height - 40
  return visible ? bounds : { width: bounds.width, height: bounds.height }
}

export const makeWindows = (
  preferences: PreferenceFile,
  webPreferences: BrowserWindowConstructorOptions['webPreferences'] & object,
): Windows => {
  const pages = new Set<WebContents>()
  let main: BrowserWindow | null = null
  const protection = { screen: false, office: false }
  Menu.setApplicationMenu(null)

  const open = (options: BrowserWindowConstructorOptions, route: string): BrowserWindow => {
    const window = new BrowserWindow({ ...options, webPreferences })
    const contents = window.webContents
    pages.add(contents)
    contents.once('destroyed', () => pages.delete(contents))
    void window.loadURL(pageAddress + route)
    return window
  }

  const openMain = (): BrowserWindow => {
    const bounds = preferences.bounds()
    const window = open(
      {
        ...placeOf(bounds),
        minWidth: smallest.width,
        minHeight: smallest.height,
        ...(process.platform === 'linux' ? { icon: windowIcon() } : {}),
        // Shown at once, in the page's colour: a hidden one waits for a first paint that may never come
        // (github.com/electron/electron/issues/7779), and nobody would see that the program runs.
        backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1d1f' : '#ffffff',
      },
      '',
    )
    if (bounds?.maximized) window.maximize()
    const remember = (): void => {
      preferences.keepBounds({ ...window.getNormalBounds(), maximized: window.isMaximized() })
    }
    window.on('close', remember)
    window.on('closed', () => {
      main = null
      for (const page of pages) if (!page.isDestroyed()) BrowserWindow.fromWebContents(page)?.destroy()
    })
    main = window
    return window
  }

  return {
    pages,
    openMain,
    main: () => main,
    openHidden: route => open({ show: false }, route),
    protect: (wanted, on) => {
      protection[wanted] = on
      main?.setContentProtection(protection.screen || protection.office)
    },
    announce: payload => {
      for (const page of pages) if (!page.isDestroyed()) page.send('event', payload)
    },
  }
}
