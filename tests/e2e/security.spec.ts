/** Attacks on the running program: each line of the security baseline is tried, not read. */
import type { ElectronApplication, Page } from '@playwright/test'
import { contract } from '../../src-main/contract'
import { callNames } from '../../src-main/contract/wire'
import { expect, test } from '../support/launch'
import { setUpOffice, signOut } from '../support/walk'

const windows = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

/** Asks the page's own session for an address, past the page's policy. */
const fetched = (app: ElectronApplication, address: string, method = 'GET'): Promise<number> =>
  app.evaluate(
    async ({ session }, [url = '', verb = '']) => {
      try {
        return (await session.fromPartition('desk', { cache: false }).fetch(url, { method: verb })).status
      } catch {
        return 0
      }
    },
    [address, method],
  )

const tryIn = (page: Page, script: string): Promise<unknown> => page.evaluate(script)

test.describe('the page', () => {
  test('has the contract’s calls and nothing of Node or Electron', async ({ page }) => {
    const reachable = await page.evaluate(() => {
      const found = Object.entries(window.api).flatMap(([feature, calls]) =>
        Object.keys(calls).map(call => `${feature}.${call}`),
      )
      const globals = ['require', 'process', 'Buffer', 'global', 'module', 'ipcRenderer', 'electron'].filter(
        name => name in window,
      )
      return { found: found.sort(), globals }
    })
    expect(reachable).toEqual({ found: [...callNames(contract), 'desk.cancel', 'desk.subscribe'].sort(), globals: [] })
  })

  test('cannot change what the program gave it', async ({ page }) => {
    const changed = await tryIn(
      page,
      `(() => { try { window.api.office.entry = () => 'mine'; window.api = {} } catch {} ; return typeof window.api.office.entry })()`,
    )
    expect(changed).toBe('function')
    const leaked = await tryIn(page, `typeof window.api.office.entry.constructor('return this')().require`)
      .then(String)
      .catch(() => 'refused')
    expect(['undefined', 'refused']).toContain(leaked)
  })

  test('runs in the sandbox with these preferences', async ({ app }) => {
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      const all: unknown = Reflect.apply(
        Reflect.get(contents ?? {}, 'getLastWebPreferences') as () => unknown,
        contents,
        [],
      )
      return Object.fromEntries(
        Object.entries(all as object).filter(([name]) =>
          [
            'sandbox',
            'contextIsolation',
            'nodeIntegration',
            'nodeIntegrationInWorker',
            'nodeIntegrationInSubFrames',
            'webviewTag',
            'webSecurity',
            'allowRunningInsecureContent',
            'experimentalFeatures',
          ].includes(name),
        ),
      )
    })
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    })
    expect(preferences).not.toMatchObject({ allowRunningInsecureContent: true })
  })
})

test.describe('the content policy', () => {
  test('runs no script but the program’s own', async ({ page }) => {
    const ran = await page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'window.attacked = "inline"'
      document.body.append(script)
      const handler = document.createElement('div')
      handler.innerHTML = '<img src="x" onerror="window.attacked = \'handler\'">'
      document.body.append(handler)
      // Later, on the page's own account: what a debugger evaluates directly is exempt from the policy.
      const evaluated = await new Promise(resolve => {
        setTimeout(() => {
          try {
            resolve((0, eval)('1 + 1'))
          } catch {
            resolve('refused')
          }
        })
      })
      const remote = document.createElement('script')
      const loaded = new Promise(resolve => {
        remote.onload = () => {
          resolve('loaded')
        }
        remote.onerror = () => {
          resolve('refused')
        }
      })
      remote.src = 'https://example.com/x.js'
      document.body.append(remote)
      return { attacked: Reflect.get(window, 'attacked') as unknown, evaluated, remote: await loaded }
    })
    expect(ran).toEqual({ attacked: undefined, evaluated: 'refused', remote: 'refused' })
  })

  test('applies no style without this load’s nonce', async ({ page }) => {
    const colour = await page.evaluate(() => {
      const style = document.createElement('style')
      style.textContent = 'body { outline-color: rgb(1, 2, 3) }'
      document.head.append(style)
      return getComputedStyle(document.body).outlineColor
    })
    expect(colour).not.toBe('rgb(1, 2, 3)')
  })

  test('reaches nothing outside', async ({ page }) => {
    const answers = await page.evaluate(async () => {
      const refused = (attempt: Promise<unknown>): Promise<string> =>
        attempt.then(
          () => 'reached',
          () => 'refused',
        )
      const socket = (address: string): Promise<unknown> =>
        new Promise((resolve, reject) => {
          const connection = new WebSocket(address)
          connection.onopen = resolve
          connection.onerror = reject
        })
      const image = (address: string): Promise<unknown> =>
        new Promise((resolve, reject) => {
          const picture = new Image()
          picture.onload = resolve
          picture.onerror = reject
          picture.src = address
        })
      return Promise.all([
        refused(fetch('https://example.com/')),
        refused(fetch('http://127.0.0.1:9/')),
        refused(fetch('file:///etc/passwd')),
        refused(image('http://127.0.0.1:9/x.png')),
        refused(Promise.resolve().then(() => socket('ws://127.0.0.1:9/'))),
      ])
    })
    expect(answers).toEqual(Array(5).fill('refused'))
  })

  test('frames nothing, and a normal start breaks no rule', async ({ app, page }) => {
    const messages: string[] = []
    page.on('console', message => messages.push(message.text()))
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.reload()
    })
    await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' })
    expect(messages.filter(text => /Content Security Policy|Refused to/.test(text))).toEqual([])
    const framed = await page.evaluate(async () => {
      const frame = document.createElement('iframe')
      frame.src = 'app://desk/index.html'
      document.body.append(frame)
      await new Promise(resolve => setTimeout(resolve, 500))
      return frame.contentDocument?.title ?? 'refused'
    })
    expect(framed === 'refused' || framed === '').toBe(true)
  })
})

test.describe('the window', () => {
  test('stays at its address and opens no other', async ({ app, page }) => {
    const before = page.url()
    for (const attack of [
      `location.href = 'https://example.com/'`,
      `location.assign('file:///etc/passwd')`,
      `location.href = 'app://elsewhere/index.html'`,
      `(() => { const a = document.createElement('a'); a.href = 'https://example.com/'; document.body.append(a); a.click() })()`,
      `(() => { const a = document.createElement('a'); a.href = 'https://example.com/'; a.target = '_blank'; document.body.append(a); a.click() })()`,
      `(() => { const f = document.createElement('form'); f.action = 'https://example.com/'; document.body.append(f); f.submit() })()`,
    ])
      await tryIn(page, `(() => { try { ${attack} } catch {} })()`)
    expect(await tryIn(page, `window.open('https://example.com/') === null`)).toBe(true)
    expect(await tryIn(page, `window.open('app://desk/index.html') === null`)).toBe(true)
    await page.waitForTimeout(300)
    expect(page.url()).toBe(before)
    expect(await windows(app)).toBe(1)
  })

  test('hosts no webview', async ({ app, page }) => {
    await tryIn(
      page,
      `(() => { const view = document.createElement('webview'); view.src = 'https://example.com/'; document.body.append(view) })()`,
    )
    const contents = await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)
    expect(contents).toBe(1)
  })

  test('gets no permission but writing text to the clipboard', async ({ page }) => {
    const answers = await page.evaluate(async () => {
      const refused = (attempt: Promise<unknown>): Promise<string> =>
        attempt.then(
          () => 'granted',
          () => 'refused',
        )
      return {
        place: await refused(
          new Promise((resolve, reject) => {
            navigator.geolocation.getCurrentPosition(resolve, reject)
          }),
        ),
        camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
        microphone: await refused(navigator.mediaDevices.getUserMedia({ audio: true })),
        notification: await Notification.requestPermission(),
        reading: await refused(navigator.clipboard.readText()),
      }
    })
    expect(answers).toEqual({
      place: 'refused',
      camera: 'refused',
      microphone: 'refused',
      notification: 'denied',
      reading: 'refused',
    })
  })
})

test.describe('the program’s own protocol', () => {
  test('serves its own files and no path to others', async ({ app }) => {
    expect(await fetched(app, 'app://desk/index.html')).toBe(200)
    for (const path of [
      '/../main/index.js',
      '/%2e%2e/main/index.js',
      '/..%2fmain/index.js',
      '/..\\main\\index.js',
      '/%5c..%5cmain/index.js',
      '//etc/passwd',
      '/index.html%00.js',
      '/assets',
      '/',
      '/keys.json',
      '/__proto__',
    ])
      expect([path, await fetched(app, `app://desk${path}`)]).toEqual([path, 404])
    expect(await fetched(app, 'app://elsewhere/index.html')).toBe(404)
    expect(await fetched(app, 'app://desk/index.html', 'POST')).toBe(405)
  })
})

test.describe('the channel', () => {
  test('hears no page that the program did not open for itself', async ({ app }) => {
    const answer = await app.evaluate(async ({ app: application, BrowserWindow, session }) => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: {
          preload: `${application.getAppPath()}/out/preload/preload.js`,
          session: session.fromPartition('desk', { cache: false }),
          sandbox: true,
        },
      })
      await stranger.loadURL('app://desk/index.html')
      const heard: unknown = await stranger.webContents.executeJavaScript('window.api.access.state({})')
      stranger.destroy()
      return heard
    })
    expect(answer).toEqual({ ok: false, code: 'core.foreignSender', params: {} })
  })

  test('refuses what no screen sends', async ({ page }) => {
    const answers = await page.evaluate(async () => {
      const hostile = [undefined, null, 1, 'x', [], { surplus: 1 }, JSON.parse('{"__proto__":{"a":1}}') as unknown]
      const call = window.api.access.signIn as (input: unknown) => Promise<{ ok: boolean; code?: string }>
      return Promise.all(hostile.map(async input => (await call(input)).code))
    })
    expect(answers).toEqual(Array(7).fill('core.invalidInput'))
  })

  test('answers nothing of the office before sign-in', async ({ page }) => {
    /** Calls that answer although nobody is signed in. */
    const answering = (): Promise<string[]> =>
      page.evaluate(async () => {
        const answers: string[] = []
        for (const [feature, calls] of Object.entries(window.api))
          for (const [name, call] of Object.entries(calls)) {
            if (feature === 'desk' || feature === 'access' || feature === 'system') continue
            const answer = await (call as (input: unknown) => Promise<{ ok: boolean }>)({})
            if (answer.ok) answers.push(`${feature}.${name}`)
          }
        return answers
      })
    // On an empty machine there is no office; looking for backups on its drives is the way to one.
    expect(await answering()).toEqual(['backups.find'])
    await setUpOffice(page)
    await signOut(page)
    await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()
    expect(await answering()).toEqual([])
  })
})
