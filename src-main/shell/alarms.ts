/** How clocks are heard outside the page: notification, taskbar, sound by choice, and a PC that does not fall asleep over them. */
import { app, nativeImage, Notification, powerSaveBlocker } from 'electron'
import type { BrowserWindow, NativeImage } from 'electron'
import type { DeskEvent, Ringing } from '../contract/api'
import type { PreferenceFile } from './preferences'
import { shellText } from './words'

const size = 16

/** A filled disc for the taskbar; drawn here so that no picture has to be found. Colours are 0 to 255. */
const disc = (red: number, green: number, blue: number): NativeImage => {
  const bitmap = Buffer.alloc(size * size * 4)
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      const away = Math.hypot(x - (size - 1) / 2, y - (size - 1) / 2)
      // Electron's bitmaps are BGRA.
      if (away <= size / 2 - 0.5) bitmap.set([blue, green, red, 255], (y * size + x) * 4)
    }
  return nativeImage.createFromBitmap(bitmap, { width: size, height: size })
}

export const makeAlarms = (preferences: PreferenceFile, main: () => BrowserWindow | null) => {
  let locked = true
  let running = 0
  let awake: number | null = null
  const show = (): void => {
    const window = main()
    if (!window) return
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
  const ring = (alarms: readonly Ringing[]): void => {
    const { language, alarmSound } = preferences.read()
    const say = (body: string): void => {
      if (!Notification.isSupported()) return
      const notification = new Notification({ title: shellText(language, 'alarm'), body, silent: !alarmSound })
      notification.on('click', show)
      notification.show()
    }
    // SECURITY: a locked desk alarms without names (tests/e2e/incidents.spec.ts).
    if (locked) say(shellText(language, 'locked', { count: alarms.length }))
    else
      for (const { number, step, stage } of alarms)
        say(shellText(language, stage, { number, step: language === 'en' ? step.en || step.zh : step.zh }))
    main()?.flashFrame(true)
  }
  const badge = (over: number): void => {
    const window = main()
    app.setBadgeCount(over)
    if (process.platform === 'win32' && window && !window.isDestroyed())
      window.setOverlayIcon(
        over > 0 ? disc(224, 49, 49) : null,
        over > 0 ? shellText(preferences.read().language, 'over', { count: over }) : '',
      )
  }
  return {
    hear: (event: DeskEvent): void => {
      if (event.type === 'session') locked = event.state !== 'signedIn'
      if (event.type === 'session' && event.state === 'closed') running = 0
      if (event.type === 'alarm') ring(event.alarms)
      if (event.type === 'clocks') {
        running = event.running
        badge(event.over)
        // A duty by the wall clock runs on: the PC stays awake for it.
        if (running > 0) awake ??= powerSaveBlocker.start('prevent-app-suspension')
        else if (awake !== null) {
          powerSaveBlocker.stop(awake)
          awake = null
        }
      }
    },
    /** What a page may hear: nothing of the office while it is locked. */
    forPage: (event: DeskEvent): DeskEvent =>
      event.type === 'alarm' && locked ? { type: 'alarm', alarms: [] } : event,
    /** How many clocks run; ending the program would silence them. */
    running: (): number => running,
    show,
  }
}

export type Alarms = ReturnType<typeof makeAlarms>
