/** Attacks that lead outside: every way by which a page might leave, start another program, reach the network, or let a file in. */
import { createSocket } from 'node:dgram'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { contract } from '../../src-main/contract'
import { callNames, findCall } from '../../src-main/contract/wire'
import { expect, test } from '../support/launch'
import { setUpOffice } from '../support/walk'

/** Stands where the system's opener of links stands, and writes down what it was asked to open. */
const trap = mkdtempSync(join(tmpdir(), 'watchpost-trap-'))
const sprung = join(trap, 'opened')
for (const opener of ['xdg-open', 'xdg-email', 'gio', 'kde-open', 'gvfs-open']) {
  writeFileSync(join(trap, opener), `#!/bin/sh\necho "$@" >> ${sprung}\n`)
  chmodSync(join(trap, opener), 0o755)
}
const opened = (): string => (existsSync(sprung) ? readFileSync(sprung, 'utf8') : '')

test.use({ environment: { PATH: `${trap}${delimiter}${process.env['PATH'] ?? ''}` } })
test.afterAll(() => {
  rmSync(trap, { recursive: true, force: true })
})

const contentsCount = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ webContents }) => webContents.getAllWebContents().length)

/** Runs a script on the page's own account, as what was smuggled into it would, and lets its consequences come. */
const attack = async (page: Page, script: string): Promise<void> => {
  await page.evaluate(`(() => { try { ${script} } catch {} })()`)
  await page.waitForTimeout(100)
}

const addresses = [
  'https://example.com/',
  'http://127.0.0.1:9/',
  'file:///etc/passwd',
  'mailto:a@example.com',
  'tel:110',
  'ms-msdt:/id',
  'vscode://x',
  'javascript:window.attacked="link"',
  'data:text/html,<script>top.attacked="data"</script>',
  'app://elsewhere/index.html',
  'app://desk/assets/none.html',
  'view-source:app://desk/index.html',
  'chrome://gpu',
  'devtools://devtools/bundled/inspector.html',
]

test('no link, window, form or redirect leads outside or starts another program', async ({ app, page }) => {
  await app.evaluate(({ shell }) => shell.openExternal('mailto:the-trap-works@example.com'))
  await expect.poll(opened).toContain('the-trap-works')
  rmSync(sprung)

  const before = page.url()
  for (const address of addresses) {
    const said = JSON.stringify(address)
    await attack(page, `location.href = ${said}`)
    await attack(page, `location.replace(${said})`)
    await attack(page, `window.open(${said}, '_blank')`)
    await attack(page, `window.open(${said}, '_self')`)
    for (const target of ['_self', '_blank', '_top'])
      await attack(
        page,
        `const a = document.createElement('a'); a.href = ${said}; a.target = '${target}'; a.ping = 'http://127.0.0.1:9/'; document.body.append(a); a.click(); a.remove()`,
      )
    await attack(
      page,
      `const f = document.createElement('form'); f.action = ${said}; f.method = 'post'; f.target = '_blank'; document.body.append(f); f.submit(); f.remove()`,
    )
    await attack(
      page,
      `const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=' + ${said}; document.head.append(m)`,
    )
  }
  await page.waitForTimeout(500)
  expect(page.url()).toBe(before)
  expect(await page.evaluate(() => Reflect.get(window, 'attacked') as unknown)).toBeUndefined()
  expect(await contentsCount(app)).toBe(1)
  expect(opened()).toBe('')
})

test('a person’s clicks lead nowhere either: middle button, shift, control', async ({ app, page }) => {
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://example.com/'
    link.textContent = 'outside'
    link.id = 'outside'
    link.setAttribute('style', '')
    link.style.position = 'fixed'
    link.style.top = '0'
    link.style.left = '0'
    link.style.zIndex = '100000'
    document.body.append(link)
  })
  const before = page.url()
  // By the pointer alone: a click that leads nowhere has no navigation to wait for.
  await page.mouse.click(8, 8, { button: 'middle' })
  for (const modifier of ['Shift', 'Control', 'Alt']) {
    await page.keyboard.down(modifier)
    await page.mouse.click(8, 8)
    await page.keyboard.up(modifier)
  }
  await page.mouse.click(8, 8, { button: 'right' })
  await page.mouse.click(8, 8)
  await page.waitForTimeout(300)
  expect(page.url()).toBe(before)
  expect(await contentsCount(app)).toBe(1)
  expect(opened()).toBe('')
})

test('a file dropped onto the window is not opened', async ({ page }) => {
  const before = page.url()
  const debug = await page.context().newCDPSession(page)
  const data = { items: [], files: ['/etc/passwd'], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await debug.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data })
  await page.waitForTimeout(500)
  expect(page.url()).toBe(before)
  expect(await page.evaluate(() => document.body.textContent.includes('root:'))).toBe(false)
  const link = { items: [{ mimeType: 'text/uri-list', data: 'https://example.com/' }], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await debug.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data: link })
  await page.waitForTimeout(300)
  expect(page.url()).toBe(before)
})

test('going back and forth stays inside, and an address of another place cannot be put into the history', async ({
  page,
}) => {
  const told = await page.evaluate(async () => {
    const attempts: string[] = []
    for (const address of ['https://example.com/', 'file:///etc/passwd', 'app://elsewhere/'])
      try {
        history.pushState({}, '', address)
        attempts.push(address)
      } catch {
        // As it should be.
      }
    history.back()
    history.go(-5)
    await new Promise(resolve => setTimeout(resolve, 300))
    return { attempts, at: `${location.protocol}//${location.host}${location.pathname}` }
  })
  expect(told).toEqual({ attempts: [], at: 'app://desk/index.html' })
})

test('nothing of the page reaches a server: connections, beacons, hints, peers', async ({ page }) => {
  const heard: string[] = []
  const tcp = createServer(socket => {
    heard.push('tcp')
    socket.destroy()
  })
  const udp = createSocket('udp4', () => heard.push('udp'))
  await new Promise<void>(resolve => tcp.listen(0, '127.0.0.1', resolve))
  await new Promise<void>(resolve => udp.bind(0, '127.0.0.1', resolve))
  const [web, peer] = [(tcp.address() as AddressInfo).port, udp.address().port]
  await page.evaluate(
    async ([http = 0, stun = 0]) => {
      const address = `http://127.0.0.1:${http}/`
      const quietly = async (work: () => unknown): Promise<void> => {
        try {
          await work()
        } catch {
          // Refused, as it should be; what counts is what the servers heard.
        }
      }
      await quietly(() => fetch(address, { mode: 'no-cors' }))
      await quietly(() => fetch(address, { keepalive: true, method: 'POST', body: 'x' }))
      await quietly(() => navigator.sendBeacon(address, 'x'))
      await quietly(() => new EventSource(address))
      await quietly(() => new WebSocket(`ws://127.0.0.1:${http}/`))
      await quietly(() => {
        const request = new XMLHttpRequest()
        request.open('GET', address)
        request.send()
      })
      for (const rel of [
        'preconnect',
        'prefetch',
        'preload',
        'prerender',
        'stylesheet',
        'icon',
        'manifest',
        'modulepreload',
      ])
        await quietly(() => {
          const link = document.createElement('link')
          link.rel = rel
          link.href = address
          link.setAttribute('as', 'fetch')
          document.head.append(link)
        })
      for (const tag of ['img', 'script', 'iframe', 'embed', 'video', 'audio', 'track', 'input'])
        await quietly(() => {
          const element = document.createElement(tag)
          if (tag === 'input') element.setAttribute('type', 'image')
          element.setAttribute('src', address)
          document.body.append(element)
        })
      await quietly(() => new Worker(address))
      await quietly(() => import(/* @vite-ignore */ address))
      await quietly(async () => {
        const servers = [
          { urls: `stun:127.0.0.1:${stun}` },
          { urls: `turn:127.0.0.1:${http}?transport=tcp`, username: 'a', credential: 'b' },
        ]
        const connection = new RTCPeerConnection({ iceServers: servers })
        connection.createDataChannel('x')
        await connection.setLocalDescription(await connection.createOffer())
      })
      await new Promise(resolve => setTimeout(resolve, 2000))
    },
    [web, peer],
  )
  expect(heard).toEqual([])
  tcp.close()
  udp.close()
})

test('files and other folders cannot be read over the page’s protocol or the file protocol', async ({ page }) => {
  const read = await page.evaluate(async () => {
    const addresses = [
      'file:///etc/passwd',
      'app://desk/../../package.json',
      'app://desk/..%2f..%2fpackage.json',
      'app://desk/%2e%2e/%2e%2e/package.json',
      'app://desk/assets/..%5c..%5cpackage.json',
      'app://desk@elsewhere/index.html',
      'app://elsewhere/index.html',
      'app://desk.elsewhere/index.html',
      'app:///index.html',
      'filesystem:app://desk/temporary/x',
      'blob:app://desk/none',
    ]
    const found: string[] = []
    for (const address of addresses) {
      const got = await fetch(address).then(
        answer => answer.ok,
        () => false,
      )
      if (got) found.push(address)
    }
    return found
  })
  expect(read).toEqual([])
})

test('no service worker, shared worker or worker of foreign code runs', async ({ page }) => {
  const ran = await page.evaluate(async () => {
    const refused = (attempt: () => Promise<unknown>): Promise<string> =>
      Promise.resolve()
        .then(attempt)
        .then(
          () => 'ran',
          () => 'refused',
        )
    const code = URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }))
    const worker = (address: string): Promise<unknown> =>
      new Promise((resolve, reject) => {
        const started = new Worker(address)
        started.onmessage = resolve
        started.onerror = reject
      })
    return {
      service: await refused(() => navigator.serviceWorker.register('/index.html')),
      blob: await refused(() => worker(code)),
      data: await refused(() => worker('data:text/javascript,postMessage(1)')),
    }
  })
  expect(ran).toEqual({ service: 'refused', blob: 'refused', data: 'refused' })
})

test('no device, place, picture of the screen or message of the system is had, even by a click', async ({ page }) => {
  await page.evaluate(() => {
    const asks: Record<string, () => Promise<unknown>> = {
      usb: () =>
        Reflect.apply(
          Reflect.get(Reflect.get(navigator, 'usb') as object, 'requestDevice') as (o: object) => Promise<unknown>,
          Reflect.get(navigator, 'usb'),
          [{ filters: [] }],
        ),
      hid: async () => {
        const hid = Reflect.get(navigator, 'hid') as { requestDevice: (o: object) => Promise<unknown[]> }
        if ((await hid.requestDevice({ filters: [] })).length === 0) throw new Error('none')
      },
      serial: () => (Reflect.get(navigator, 'serial') as { requestPort: () => Promise<unknown> }).requestPort(),
      bluetooth: () =>
        (Reflect.get(navigator, 'bluetooth') as { requestDevice: (o: object) => Promise<unknown> }).requestDevice({
          acceptAllDevices: true,
        }),
      screen: () => navigator.mediaDevices.getDisplayMedia({ video: true }),
      camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
      midi: () => navigator.requestMIDIAccess({ sysex: true }),
      place: () =>
        new Promise((resolve, reject) => {
          navigator.geolocation.getCurrentPosition(resolve, reject)
        }),
      clipboard: () => navigator.clipboard.readText(),
      message: async () => {
        if ((await Notification.requestPermission()) !== 'granted') throw new Error('denied')
      },
      fonts: async () => {
        const fonts = await (Reflect.get(window, 'queryLocalFonts') as () => Promise<unknown[]>)()
        if (fonts.length === 0) throw new Error('none')
      },
      idle: async () => {
        const detector = Reflect.get(window, 'IdleDetector') as { requestPermission: () => Promise<string> }
        if ((await detector.requestPermission()) !== 'granted') throw new Error('denied')
      },
    }
    const told: Record<string, string> = {}
    Reflect.set(window, 'told', told)
    for (const [name, ask] of Object.entries(asks)) {
      const button = document.createElement('button')
      button.id = `ask-${name}`
      button.style.position = 'fixed'
      button.style.top = '0'
      button.style.left = '0'
      button.style.zIndex = '100000'
      button.textContent = name
      button.onclick = () => {
        button.remove()
        Promise.resolve()
          .then(ask)
          .then(
            () => {
              told[name] = 'had'
            },
            () => {
              told[name] = 'refused'
            },
          )
      }
      document.body.append(button)
    }
  })
  const names = [
    'idle',
    'fonts',
    'message',
    'clipboard',
    'place',
    'midi',
    'camera',
    'screen',
    'bluetooth',
    'serial',
    'hid',
    'usb',
  ]
  for (const name of names) {
    await page.mouse.click(8, 8)
    await expect
      .poll(async () => [
        name,
        await page.evaluate(of => (Reflect.get(window, 'told') as Record<string, string>)[of], name),
      ])
      .toEqual([name, 'refused'])
  }
})

test('a frame inside the page has no calls, and its messages are not heard', async ({ app, page }) => {
  const told = await page.evaluate(async () => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    await new Promise(resolve => setTimeout(resolve, 200))
    const inside = frame.contentWindow
    return { api: typeof Reflect.get(inside ?? {}, 'api'), require: typeof Reflect.get(inside ?? {}, 'require') }
  })
  expect(told).toEqual({ api: 'undefined', require: 'undefined' })
  // Even with a preload of its own, which the program never gives it, a frame would not be heard.
  const heard = await app.evaluate(async ({ BrowserWindow, ipcMain }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents
    const frame = page?.mainFrame.frames[0]
    const handlers: unknown = Reflect.get(ipcMain, '_invokeHandlers')
    const handle =
      handlers instanceof Map ? (handlers.get('call') as ((...words: unknown[]) => unknown) | undefined) : undefined
    return frame && handle ? await handle({ senderFrame: frame, sender: page }, 'access.state', {}, null) : 'no frame'
  })
  expect(heard).toEqual({ ok: false, code: 'core.foreignSender', params: {} })
})

test('what is sent pollutes no object, in the page or in the program', async ({ app, page }) => {
  const answers = await page.evaluate(async () => {
    const payloads = [
      '{"__proto__":{"polluted":1}}',
      '{"constructor":{"prototype":{"polluted":1}}}',
      '{"language":"zh","__proto__":{"polluted":1}}',
    ]
    const codes: unknown[] = []
    for (const payload of payloads) {
      const input = JSON.parse(payload) as never
      await window.api.system.keepPreferences(input)
      codes.push((await window.api.access.signIn(input)).ok)
    }
    return { codes, polluted: Reflect.get({}, 'polluted') as unknown }
  })
  expect(answers).toEqual({ codes: Array(3).fill(false), polluted: undefined })
  expect(await app.evaluate(() => Reflect.get({}, 'polluted') as unknown)).toBeUndefined()
})

test('the calls of Electron’s side refuse what no screen sends, and open nothing for it', async ({ app, page }) => {
  await setUpOffice(page)
  const hostile: unknown[] = [
    null,
    7,
    'x'.repeat(1_000_000),
    [],
    { surplus: true },
    { kind: '../../etc', bytes: 'x' },
    { suggestedName: '', bytes: null },
    { document: { kind: 'constructor' }, sheet: '__proto__' },
    { on: 'yes' },
    { language: 'xx', colorScheme: {} },
  ]
  const desktop = callNames(contract).filter(name => findCall(contract, name)?.kind === 'desktop')
  for (const name of desktop) {
    const inputs = hostile.filter(input => findCall(contract, name)?.input.safeParse(input).success === false)
    const codes = await page.evaluate(
      async ([of, sent]) => {
        const [feature = '', member = ''] = of.split('.')
        const call = Reflect.get(Reflect.get(window.api, feature) as object, member) as (
          input: unknown,
        ) => Promise<{ ok: boolean; code?: string }>
        const answers = await Promise.all(sent.map(input => call(input)))
        return answers.map(({ code }) => code ?? 'ok')
      },
      [name, inputs] as const,
    )
    expect([name, ...codes]).toEqual([name, ...inputs.map(() => 'core.invalidInput')])
  }
  expect(await contentsCount(app)).toBe(1)
})

test('no key opens the developer tools, a second window or another page', async ({ app, page }) => {
  const before = page.url()
  const keys = [
    'F12',
    'Control+Shift+I',
    'Control+Shift+J',
    'Control+Shift+C',
    'Control+N',
    'Control+T',
    'Control+O',
    'Control+U',
    'Alt+ArrowLeft',
  ]
  for (const key of keys) await page.keyboard.press(key)
  await page.waitForTimeout(300)
  expect(page.url()).toBe(before)
  expect(await contentsCount(app)).toBe(1)
  expect(
    await app.evaluate(({ webContents }) => webContents.getAllWebContents().some(each => each.isDevToolsOpened())),
  ).toBe(false)
})
