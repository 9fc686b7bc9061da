/** Updates in the real program against a local feed that misbehaves in every way: up to "ready", and on Linux through the installation. */
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ServerResponse } from 'node:http'
import type { Page } from '@playwright/test'
import type { Answer, Feed } from '../support/feed'
import { descriptionOf, openFeed, publicPem } from '../support/feed'
import { expect, test as base } from '../support/launch'
import { faultsOf, setUpOffice, signIn, signOut } from '../support/walk'

/** Six megabytes that say when they are started. */
const program = Buffer.concat([
  Buffer.from('#!/bin/sh\necho new > "$0.started"\nexit 0\n'),
  Buffer.alloc(6 * 1024 * 1024, 'x'),
])
const name = 'Watchpost-9.1.0.AppImage'
const notes = '库存台账打开更快。\n<b>修正</b>：打印交接单时页码不对。'

const test = base.extend<{ feed: Feed; place: string }>({
  feed: async ({}, use) => {
    const feed = await openFeed()
    await use(feed)
    await feed.close()
  },
  place: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'watchpost-updates-'))
    await writeFile(join(folder, 'update-key.pub'), publicPem)
    await writeFile(join(folder, 'app-update.yml'), 'provider: custom\nupdaterCacheDirName: watchpost-updater\n')
    await writeFile(join(folder, 'Watchpost.AppImage'), 'the old program')
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  environment: async ({ place }, use) =>
    use({ WATCHPOST_UPDATES: place, XDG_CACHE_HOME: place, APPIMAGE: join(place, 'Watchpost.AppImage') }),
})

/** What lies ready to be installed. */
const ready = (place: string): Promise<string[]> => readdir(join(place, 'watchpost-updater/pending')).catch(() => [])
const oldProgram = (place: string): Promise<string> => readFile(join(place, 'Watchpost.AppImage'), 'utf8')

const openUpdates = async (page: Page): Promise<void> => {
  await page.evaluate(() => {
    location.hash = '#/settings/updates'
  })
  await expect(page.getByRole('heading', { name: /本机程序/ })).toBeVisible()
}
const follow = async (page: Page, address: string): Promise<void> => {
  await page.getByLabel('更新地址').fill(address)
  await page.getByRole('button', { name: '保存', exact: true }).click()
}
const stateOf = (page: Page) =>
  page.evaluate(async () => {
    const answer = await window.api.updates.state({})
    if (!answer.ok) throw new Error(answer.code)
    return answer.value
  })
/** Looks, and answers what came of it. */
const check = (page: Page) =>
  page.evaluate(async () => {
    const answer = await window.api.updates.check({})
    return answer.ok ? (answer.value.failure?.code ?? answer.value.offer?.version ?? 'newest') : answer.code
  })
const download = (page: Page) =>
  page.evaluate(async () => {
    const answer = await window.api.updates.download({ version: '9.1.0' })
    return answer.ok ? (answer.value.failure?.code ?? answer.value.stage) : answer.code
  })
const alert = (page: Page) => page.getByRole('alert')

test('a new version is told, fetched when asked, installed after a backup, and started', async ({
  page,
  app,
  feed,
  place,
  clock,
  openDesk,
}) => {
  test.setTimeout(120_000)
  feed.release({ file: program, notes })
  await setUpOffice(page)
  await openUpdates(page)
  await page.screenshot({ path: 'out/look/updates-none-zh.png' })

  // Nothing is asked while nobody named a feed, however long it takes.
  await clock.advance(3 * 86_400_000)
  await page.waitForTimeout(1_500)
  expect(feed.asked).toEqual([])

  await follow(page, '\\\\fileserver\\updates')
  await expect(alert(page)).toContainText('共享文件夹')
  await page.screenshot({ path: 'out/look/updates-share-zh.png' })
  await follow(page, feed.address)

  // By itself: no button was pressed. Told at the foot of every screen, and not fetched.
  await expect(page.getByRole('contentinfo').getByRole('link', { name: '有新版本 9.1.0' })).toBeVisible()
  await expect(page.getByRole('heading', { name: '新版本 9.1.0' })).toBeVisible()
  await expect(page.getByText('<b>修正</b>：打印交接单时页码不对。')).toBeVisible()
  await expect(page.getByText(/大小 6 MB/)).toBeVisible()
  await page.screenshot({ path: 'out/look/updates-offered-zh.png' })
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'New version 9.1.0' })).toBeVisible()
  await page.screenshot({ path: 'out/look/updates-offered-en.png' })
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: '中文' }).click()
  expect(feed.asked).toEqual(['latest-linux.yml', 'latest-linux.yml.sig'])
  expect(await ready(place)).toEqual([])

  // Slowly, so that its progress is seen; cancelled, then once more.
  feed.answers.set(name, slowly(program))
  await page.getByRole('button', { name: /下载（/ }).click()
  await expect(page.getByText(/每秒 .*约剩/)).toBeVisible()
  await page.screenshot({ path: 'out/look/updates-progress-zh.png' })
  await page.getByRole('button', { name: '取消' }).click()
  await expect(page.getByRole('button', { name: /下载（/ })).toBeVisible()
  expect(await ready(place)).toEqual([])
  await expect(alert(page)).toHaveCount(0)
  feed.answers.set(name, program)
  await page.getByRole('button', { name: /下载（/ }).click()
  await expect(page.getByText('已下载并核对无误，可以安装。')).toBeVisible()
  expect(await ready(place)).toContain(name)
  expect(await oldProgram(place)).toBe('the old program')
  await page.screenshot({ path: 'out/look/updates-ready-zh.png' })

  // Without a place for the backup it is refused until a person goes on in words.
  await page.getByRole('button', { name: '备份并安装' }).click()
  await expect(alert(page)).toContainText('还没有设置备份位置')
  expect((await stateOf(page)).stage).toBe('ready')
  await page.screenshot({ path: 'out/look/updates-unsaved-zh.png' })
  await page.getByRole('button', { name: 'English' }).click()
  await expect(alert(page)).toContainText('There is no backup place yet')
  await page.screenshot({ path: 'out/look/updates-unsaved-en.png' })
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: '中文' }).click()

  const backups = join(place, 'backups')
  await mkdir(backups)
  await page.evaluate(folder => window.api.backups.addPlace({ folder, name: '第二块盘' }), backups)
  await openUpdates(page)
  // Where the place has gone, the reason is told; when it is back, the same button goes on.
  await rename(backups, `${backups}-unplugged`)
  await page.getByRole('button', { name: '备份并安装' }).click()
  await expect(alert(page)).toContainText(/安装前的备份没有做成：.*这个位置现在/)
  await page.getByRole('checkbox', { name: '没有这次备份也要安装' }).check()
  await expect(page.getByRole('button', { name: '仍然安装' })).toBeVisible()
  await page.screenshot({ path: 'out/look/updates-unplugged-zh.png' })
  await page.getByRole('checkbox', { name: '没有这次备份也要安装' }).uncheck()
  await rename(`${backups}-unplugged`, backups)
  const closed = app.waitForEvent('close')
  await page.getByRole('button', { name: '备份并安装' }).click()
  await closed

  // The new program took the old one's place and was started; the archive was left whole, with its backup.
  await expect.poll(() => readFile(join(place, 'Watchpost.AppImage.started'), 'utf8').catch(() => '')).toBe('new\n')
  expect((await oldProgram(place)).startsWith('#!/bin/sh')).toBe(true)
  expect((await readdir(backups)).filter(file => file.endsWith('.watchpost'))).not.toEqual([])
  const again = await openDesk()
  await signIn(again.page)
  await expect(again.page.getByRole('heading', { name: '今日' })).toBeVisible()
  const reasons = await again.page.evaluate(async () => {
    const answer = await window.api.backups.list({ placeId: null, offset: 0, limit: 50 })
    return answer.ok ? answer.value.rows.map(({ reason }) => reason) : []
  })
  expect(reasons).toContain('update')
})

test('a feed that is not to be trusted, or not there, is told plainly, and the program goes on', async ({
  page,
  feed,
  clock,
}) => {
  test.setTimeout(120_000)
  feed.release({ file: program })
  await setUpOffice(page)
  await openUpdates(page)
  await follow(page, feed.address)
  await expect(page.getByRole('heading', { name: '新版本 9.1.0' })).toBeVisible()
  const description = descriptionOf({ file: program })
  const faults: [string, Answer | null, string][] = [
    ['latest-linux.yml', `${description}#`, 'updates.wrongSignature'],
    ['latest-linux.yml', null, 'updates.noDescription'],
    ['latest-linux.yml', '<!doctype html>', 'updates.notADescription'],
    ['latest-linux.yml', (_, response) => response.writeHead(500).end(), 'updates.feedRefuses'],
    [
      'latest-linux.yml',
      (_, response) => response.writeHead(302, { location: '/elsewhere.yml' }).end(),
      'updates.redirected',
    ],
    ['latest-linux.yml', endlessly, 'updates.tooLarge'],
    ['latest-linux.yml', request => request.socket.destroy(), 'updates.unreachable'],
    ['latest-linux.yml.sig', null, 'updates.unsigned'],
  ]
  for (const [asked, answer, code] of faults) {
    feed.release({ file: program })
    feed.answers.delete(asked)
    if (answer !== null) feed.answers.set(asked, answer)
    expect(await check(page), code).toBe(code)
  }
  // An older version, signed as well as any: the program does not go back. The same one is no news.
  const own = (await stateOf(page)).program
  feed.release({ file: program, version: '0.0.9' })
  expect(await check(page)).toBe('updates.older')
  await expect(alert(page)).toContainText('0.0.9')
  await expect(page.getByRole('heading', { name: '新版本 9.1.0' })).toHaveCount(0)
  await page.screenshot({ path: 'out/look/updates-older-zh.png' })
  feed.release({ file: program, version: own })
  expect(await check(page)).toBe('newest')
  await expect(page.getByText('已是最新版本')).toBeVisible()
  await expect(page.getByRole('contentinfo').getByRole('link', { name: /有新版本/ })).toHaveCount(0)

  // Gone altogether: asked again by itself a quarter of an hour later, not sooner, and daily once it answers.
  feed.answers.set('latest-linux.yml', (_, response) => response.writeHead(503).end())
  expect(await check(page)).toBe('updates.feedRefuses')
  await openUpdates(page)
  await expect(alert(page)).toContainText('工作不受影响')
  feed.release({ file: program })
  const asked = feed.asked.length
  await clock.advance(14 * 60_000)
  await page.waitForTimeout(1_200)
  expect(feed.asked.length).toBe(asked)
  await clock.advance(2 * 60_000)
  await expect(page.getByRole('heading', { name: '新版本 9.1.0' })).toBeVisible()
  const answered = feed.asked.length
  await clock.advance(86_400_000)
  await expect.poll(() => feed.asked.length).toBe(answered + 2)

  // Another feed: what the one before offered is forgotten.
  await follow(page, '')
  await expect(page.getByRole('heading', { name: '新版本 9.1.0' })).toHaveCount(0)
  expect(await check(page)).toBe('updates.noFeed')
})

test('a file that is not the described one is refused, and nothing stays ready', async ({ page, feed, place }) => {
  test.setTimeout(120_000)
  const other = await openFeed()
  other.answers.set(name, program)
  feed.release({ file: program })
  await setUpOffice(page)
  await openUpdates(page)
  await follow(page, feed.address)
  await expect(page.getByRole('heading', { name: '新版本 9.1.0' })).toBeVisible()
  const changed = Buffer.from(program)
  changed[4_000_000] = 0
  const faults: [string, Answer | null, string][] = [
    ['a byte changed', changed, 'updates.wrongHash'],
    ['shorter', program.subarray(0, 5_000_000), 'updates.wrongSize'],
    ['longer', Buffer.concat([program, program]), 'updates.wrongSize'],
    ['a page', '<html>sign in</html>', 'updates.wrongSize'],
    ['broken off', brokenOff(program), 'updates.brokenOff'],
    ['without end', endlessly, 'updates.wrongSize'],
    ['missing', null, 'updates.fileMissing'],
    ['an error', (_, response) => response.writeHead(500).end(), 'updates.feedRefuses'],
    [
      'elsewhere',
      (_, response) => response.writeHead(302, { location: other.address + name }).end(),
      'updates.otherHost',
    ],
  ]
  for (const [what, answer, code] of faults) {
    feed.answers.delete(name)
    if (answer !== null) feed.answers.set(name, answer)
    expect(await download(page), what).toBe(code)
    expect((await stateOf(page)).stage, what).toBe('idle')
    expect(await ready(place), what).toEqual([])
  }
  expect(other.asked).toEqual([])
  await other.close()
  await expect(alert(page)).toContainText('已拒绝')
  await page.screenshot({ path: 'out/look/updates-refused-zh.png' })

  // A feed that shows another program, signed too, once the first was checked: the first one's hash holds.
  const forged = Buffer.concat([Buffer.from('#!/bin/sh\nexit 1\n'), program.subarray(17)])
  feed.release({ file: forged })
  const before = feed.asked.length
  expect(await download(page)).toBe('updates.wrongHash')
  expect(feed.asked.slice(before).every(asked => !asked.startsWith('latest'))).toBe(true)

  // What was proven when it came and was changed since is not started.
  feed.release({ file: program })
  expect(await check(page)).toBe('9.1.0')
  expect(await download(page)).toBe('ready')
  await writeFile(join(place, 'watchpost-updater/pending', name), forged)
  const install = await page.evaluate(() => window.api.updates.install({ version: '9.1.0', despite: ['noBackup'] }))
  expect(install).toMatchObject({ ok: false, code: 'updates.wrongHash' })
  expect(await oldProgram(place)).toBe('the old program')
  expect((await stateOf(page)).stage).toBe('idle')
})

test('a download that stands still is given up', async ({ page, feed, place }) => {
  test.setTimeout(120_000)
  feed.release({ file: program })
  feed.answers.set(name, (_, response) => {
    response.writeHead(200, { 'content-length': program.length })
    response.write(program.subarray(0, 3_000_000))
  })
  await setUpOffice(page)
  await openUpdates(page)
  await follow(page, feed.address)
  await page.getByRole('button', { name: /下载（/ }).click()
  await expect(alert(page)).toContainText('没有动静', { timeout: 60_000 })
  expect(await ready(place)).toEqual([])
})

test('clocks that run are asked about, and only a manager fetches', async ({ page, feed }) => {
  test.setTimeout(120_000)
  feed.release({ file: program })
  await setUpOffice(page, { sample: true })
  await openUpdates(page)
  await follow(page, feed.address)
  await page.getByRole('button', { name: /下载（/ }).click()
  await expect(page.getByText('已下载并核对无误，可以安装。')).toBeVisible()
  const clerk = await page.evaluate(async () => {
    const plans = await window.api.plans.page({})
    const planId = plans.ok ? (plans.value.find(({ key }) => key === 'faultCall')?.id ?? '') : ''
    const blank = { area: '', reporter: '', reporterPhone: '', customerId: null, vehicleId: null, productId: null }
    await window.api.incidents.report({
      ...{ planId, title: '水泵异响', place: '青江路 8 号', level: 2, assumedWorst: false, facts: {}, ...blank },
      ...{ occurredAt: null, receivedAt: null, ownerId: null, drill: false },
    })
    const added = await window.api.access.addUser({ signInName: '赵敏', displayName: '赵敏', role: 'clerk' })
    return added.ok ? added.value.password : added.code
  })
  await page.getByRole('button', { name: '备份并安装' }).click()
  await expect(alert(page)).toContainText(/个时限正在计时/)
  await page.screenshot({ path: 'out/look/updates-clocks-zh.png' })
  await page.getByRole('checkbox', { name: /由人盯着时限/ }).check()
  await page.getByRole('button', { name: '仍然安装' }).click()
  await expect(alert(page)).toContainText('还没有设置备份位置')

  await signOut(page)
  await page.getByLabel('登录名').fill('赵敏')
  await page.getByLabel(/^口令/).fill(clerk)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByLabel('一次性口令').fill(clerk)
  await page.getByLabel(/^新口令/).fill('江上 lantern 83 白鹭洲')
  await page.getByRole('button', { name: '修改口令' }).click()
  await expect(page.getByRole('contentinfo').getByRole('link', { name: '有新版本 9.1.0' })).toBeVisible()
  await openUpdates(page)
  await expect(page.getByText('由主任或管理员下载和安装。')).toBeVisible()
  await expect(page.getByRole('button', { name: '备份并安装' })).toHaveCount(0)
  await page.screenshot({ path: 'out/look/updates-clerk-zh.png' })
  const refused = await page.evaluate(async () => [
    await window.api.updates.download({ version: '9.1.0' }),
    await window.api.updates.install({ version: '9.1.0', despite: ['clocks', 'noBackup'] }),
    await window.api.office.changeSettings({ updateFeed: 'http://elsewhere/' }),
  ])
  expect(refused.map(answer => (answer.ok ? '' : answer.code))).toEqual(Array(3).fill('core.roleTooLow'))
})

test.describe('without a key', () => {
  test.use({ environment: async ({ place }, use) => use({ XDG_CACHE_HOME: place, APPIMAGE: join(place, 'x') }) })

  test('a program run from its source says that it does not update itself, and asks nobody', async ({ page, feed }) => {
    feed.release({ file: program })
    await setUpOffice(page)
    await openUpdates(page)
    await expect(page.getByText('这份程序不是用安装程序装的，不能更新自己。')).toBeVisible()
    await follow(page, feed.address)
    await page.waitForTimeout(1_500)
    expect(await check(page)).toBe('updates.unable')
    expect(feed.asked).toEqual([])
  })
})

/** A little at a time, so that progress is seen. */
function slowly(bytes: Buffer): Answer {
  return (_, response) => {
    response.writeHead(200, { 'content-length': bytes.length })
    let sent = 0
    const drip = setInterval(() => {
      response.write(bytes.subarray(sent, sent + 200_000))
      sent += 200_000
      if (sent >= bytes.length) response.end()
    }, 250)
    response.on('close', () => {
      clearInterval(drip)
    })
  }
}

function brokenOff(bytes: Buffer): Answer {
  return (request, response) => {
    response.writeHead(200, { 'content-length': bytes.length })
    response.write(bytes.subarray(0, 3_000_000), () => request.socket.destroy())
  }
}

function endlessly(_: unknown, response: ServerResponse): void {
  const pour = (): void => {
    while (!response.destroyed && response.write('#'.repeat(65_536)));
  }
  response.on('drain', pour)
  pour()
}
