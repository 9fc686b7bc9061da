import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { codeOf, valueOf } from '../support/archive'
import { emptyProduct } from '../../src-main/features/products/rules'
import { administrator, dataFolder, goodPassword, officeFields, testDesk } from '../support/desk'

/** One set-up for the whole file: each test works on a copy of its folder. */
const origin = dataFolder()
let recoveryCode: string
beforeAll(async () => {
  const { api, desk } = testDesk(origin.folder)
  const set = await valueOf(api.access.setUp({ office: officeFields, administrator, sample: false }))
  recoveryCode = set.recoveryCode
  await desk.leave()
})
afterAll(() => {
  origin.remove()
})

let place: ReturnType<typeof dataFolder>
let open: ReturnType<typeof testDesk>
beforeEach(() => {
  place = dataFolder()
  for (const name of readdirSync(origin.folder)) copyFileSync(join(origin.folder, name), join(place.folder, name))
  open = testDesk(place.folder)
})
afterEach(() => {
  void open.desk.leave()
  place.remove()
})
const signIn = (password = goodPassword, signInName = '王芳') => open.api.access.signIn({ signInName, password })
const again = () => {
  void open.desk.leave()
  open = testDesk(place.folder)
}

describe('set-up', () => {
  test('an empty folder asks for set-up; a weak password is refused and nothing is made', async () => {
    const fresh = dataFolder()
    const { api, desk, faults } = testDesk(fresh.folder)
    expect(await valueOf(api.access.state({}))).toMatchObject({ phase: 'empty', obstacle: null, person: null })
    for (const password of ['12345678', '王芳王芳', 'Watchpost2026', '丰州办事处1'])
      expect(
        await codeOf(
          api.access.setUp({ office: officeFields, administrator: { ...administrator, password }, sample: false }),
        ),
      ).toBe('access.weakPassword')
    expect(readdirSync(fresh.folder)).toEqual(['desk.lock'])
    expect(faults).toEqual([])
    await desk.leave()
    fresh.remove()
  })

  test('is never done over an archive', async () => {
    expect(await codeOf(open.api.access.setUp({ office: officeFields, administrator, sample: false }))).toBe(
      'access.alreadySetUp',
    )
  })

  test('an interrupted set-up leaves no trace that stops the next one', async () => {
    const fresh = dataFolder()
    writeFileSync(join(fresh.folder, 'unfinished'), '1')
    copyFileSync(join(place.folder, 'archive-1.db'), join(fresh.folder, 'archive-1.db'))
    copyFileSync(join(place.folder, 'keys.json'), join(fresh.folder, 'keys.json'))
    const { api, desk } = testDesk(fresh.folder)
    expect(await valueOf(api.access.state({}))).toMatchObject({ phase: 'empty' })
    expect(readdirSync(fresh.folder)).toEqual(['desk.lock'])
    await desk.leave()
    fresh.remove()
  })
})

describe('signing in', () => {
  test('opens with the password, under any spelling of the name, and closes on leaving', async () => {
    expect(await codeOf(open.api.office.entry({}))).toBe('core.notSignedIn')
    expect(await valueOf(signIn(goodPassword, ' 王芳 '))).toMatchObject({ name: '王芳', role: 'administrator' })
    expect(await valueOf(open.api.office.entry({}))).toMatchObject({ name: '丰州办事处' })
    await open.api.access.signOut({})
    expect(await codeOf(open.api.office.entry({}))).toBe('core.notSignedIn')
  })

  test('wrong passwords are refused, then slowed down more and more; the right one is heard after the wait', async () => {
    const answers = []
    for (let attempt = 0; attempt < 4; attempt += 1) {
      answers.push(await signIn('falsch'))
      open.pass(10)
    }
    expect(answers.map(answer => (answer.ok ? '' : [answer.code, answer.params['seconds']]))).toEqual([
      ['access.wrongPassword', 0],
      ['access.wrongPassword', 0],
      ['access.wrongPassword', 2],
      ['access.wrongPassword', 4],
    ])
    await signIn('falsch')
    expect(await codeOf(signIn())).toBe('access.waitFirst')
    open.pass(8)
    expect((await signIn()).ok).toBe(true)
    const journal = await valueOf(
      open.api.access.journal({
        offset: 0,
        limit: 1,
        from: null,
        to: null,
        actorId: null,
        call: 'access.signIn',
        entity: null,
      }),
    )
    expect(journal.rows[0]?.input).toBe('{"wrongBefore":5}')
  })
})

test('what is shown is read anew once it is another day at the office, not for every look at the clock', async () => {
  await open.desk.leave()
  let at = ''
  open = testDesk(place.folder, { now: () => at })
  const told = async (instant: string, seconds: number): Promise<number> => {
    at = instant
    open.pass(seconds)
    open.desk.tick()
    await new Promise(resolve => setTimeout(resolve, 20))
    return open.events.filter(({ type }) => type === 'clock').length
  }
  // Twenty seconds before midnight.
  at = '2026-11-23T15:59:40.000Z'
  await valueOf(signIn())
  expect(await told('2026-11-23T15:59:50.000Z', 10)).toBe(0)
  expect(await told('2026-11-23T15:59:59.999Z', 10)).toBe(0)
  expect(await told('2026-11-23T16:00:00.000Z', 0)).toBe(1)
  expect(await told('2026-11-23T16:00:30.000Z', 30)).toBe(1)
  expect(open.faults).toEqual([])
})

describe('the lock', () => {
  test('answers nothing but unlocking, and keeps the person', async () => {
    await signIn()
    await valueOf(open.api.access.lock({}))
    expect(await codeOf(open.api.office.entry({}))).toBe('core.locked')
    expect(await codeOf(open.api.access.users({ offset: 0, limit: 10 }))).toBe('core.locked')
    expect(await codeOf(signIn())).toBe('core.locked')
    expect(await valueOf(open.api.access.state({}))).toMatchObject({ phase: 'locked', person: { name: '王芳' } })
    expect(await codeOf(open.api.access.unlock({ password: 'falsch' }))).toBe('access.wrongPassword')
    await valueOf(open.api.access.unlock({ password: goodPassword }))
    expect((await open.api.office.entry({})).ok).toBe(true)
    expect(open.events.filter(event => event.type === 'session').map(event => event.state)).toEqual([
      'signedIn',
      'locked',
      'signedIn',
    ])
  })

  test('closes the archive after the minutes the office chose', async () => {
    await signIn()
    await valueOf(open.api.office.changeSettings({ closeAfterMinutes: 30 }))
    await valueOf(open.api.access.lock({}))
    open.pass(29 * 60)
    open.desk.tick()
    expect(await valueOf(open.api.access.state({}))).toMatchObject({ phase: 'locked' })
    open.pass(60)
    open.desk.tick()
    expect(await valueOf(open.api.access.state({}))).toMatchObject({ phase: 'closed', person: null })
  })
})

describe('people', () => {
  test('a new person signs in with the one-time password, must change it, and may do what the role allows', async () => {
    await signIn()
    const added = await valueOf(open.api.access.addUser({ signInName: '李雷', displayName: '李雷', role: 'clerk' }))
    expect(await codeOf(open.api.access.addUser({ signInName: '李雷 ', displayName: '又一个', role: 'clerk' }))).toBe(
      'access.signInNameTaken',
    )
    await open.api.access.signOut({})
    await valueOf(signIn(added.password, '李雷'))
    expect(await codeOf(open.api.office.entry({}))).toBe('core.mustChangePassword')
    expect(await codeOf(open.api.access.changePassword({ current: added.password, password: '12345678' }))).toBe(
      'access.weakPassword',
    )
    await valueOf(open.api.access.changePassword({ current: added.password, password: '渡口 mango 88 听雨眠' }))
    expect((await open.api.office.entry({})).ok).toBe(true)
    expect(await codeOf(open.api.access.users({ offset: 0, limit: 10 }))).toBe('core.roleTooLow')
    await open.api.access.signOut({})
    expect(await codeOf(signIn(added.password, '李雷'))).toBe('access.wrongPassword')
    expect((await signIn('渡口 mango 88 听雨眠', '李雷')).ok).toBe(true)
  })

  test('a forgotten password is reset by the administrator; an inactive person is kept out', async () => {
    await signIn()
    const { user, password } = await valueOf(
      open.api.access.addUser({ signInName: '李雷', displayName: '李雷', role: 'clerk' }),
    )
    const reset = await valueOf(open.api.access.resetPassword({ id: user.id }))
    await open.api.access.signOut({})
    expect(await codeOf(signIn(password, '李雷'))).toBe('access.wrongPassword')
    await valueOf(signIn(reset.password, '李雷'))
    await open.api.access.signOut({})
    await signIn()
    const { rows } = await valueOf(open.api.access.users({ offset: 0, limit: 10 }))
    const lei = rows.find(row => row.id === user.id)
    await valueOf(
      open.api.access.correctUser({
        id: user.id,
        version: lei?.version ?? 0,
        displayName: '李雷',
        role: 'clerk',
        active: false,
      }),
    )
    await open.api.access.signOut({})
    expect(await codeOf(signIn(reset.password, '李雷'))).toBe('access.wrongPassword')
  })

  test('the last administrator stays one, and a stale correction is a conflict', async () => {
    const me = await valueOf(signIn())
    const self = { id: me.id, version: 1, displayName: '王芳', role: 'administrator' as const, active: true }
    expect(await codeOf(open.api.access.correctUser({ ...self, role: 'clerk' }))).toBe('access.lastAdministrator')
    expect(await codeOf(open.api.access.correctUser({ ...self, active: false }))).toBe('access.lastAdministrator')
    expect(await codeOf(open.api.access.correctUser({ ...self, version: 7 }))).toBe('core.conflict')
  })
})

describe('the recovery code', () => {
  test('opens for the last administrator, who gets a new password', async () => {
    const slip = recoveryCode.replace(/^./, letter => (letter === 'A' ? 'B' : 'A'))
    expect(
      await codeOf(
        open.api.access.recover({ recoveryCode: slip, signInName: '王芳', password: '渡口 mango 88 听雨眠' }),
      ),
    ).toBe('access.mistypedRecoveryCode')
    expect(
      await codeOf(open.api.access.recover({ recoveryCode, signInName: '没有的人', password: '渡口 mango 88 听雨眠' })),
    ).toBe('access.userNotFound')
    expect(await codeOf(open.api.access.recover({ recoveryCode, signInName: '王芳', password: '12345678' }))).toBe(
      'access.weakPassword',
    )
    await valueOf(
      open.api.access.recover({
        recoveryCode: recoveryCode.toLowerCase(),
        signInName: '王芳',
        password: '渡口 mango 88 听雨眠',
      }),
    )
    again()
    expect(await codeOf(signIn())).toBe('access.wrongPassword')
    expect((await signIn('渡口 mango 88 听雨眠')).ok).toBe(true)
  })

  test('is proved kept by typing it back', async () => {
    await signIn()
    expect(await valueOf(open.api.access.state({}))).toMatchObject({ recoveryConfirmed: false })
    await valueOf(open.api.access.confirmRecoveryCode({ recoveryCode }))
    expect(await valueOf(open.api.access.state({}))).toMatchObject({ recoveryConfirmed: true })
  })
})

describe('what stands in the way has its own word, and nothing is created over it', () => {
  const stateNow = async () => (await valueOf(open.api.access.state({}))).obstacle
  const untouched = () =>
    Object.fromEntries(
      readdirSync(place.folder)
        .filter(name => name !== 'desk.lock')
        .map(name => [name, readFileSync(join(place.folder, name)).toString('base64')]),
    )

  test.each([
    [
      'archiveMissing',
      (folder: string) => {
        rmSync(join(folder, 'archive-1.db'))
      },
    ],
    [
      'keysMissing',
      (folder: string) => {
        rmSync(join(folder, 'keys.json'))
      },
    ],
    [
      'keysDamaged',
      (folder: string) => {
        writeFileSync(join(folder, 'keys.json'), '{')
      },
    ],
    [
      'archiveForeign',
      (folder: string) => {
        writeFileSync(join(folder, 'archive-1.db'), 'SQLite format 3\0 and so on')
      },
    ],
  ])('%s', async (obstacle, spoil) => {
    await open.desk.leave()
    spoil(place.folder)
    const before = untouched()
    open = testDesk(place.folder)
    expect(await stateNow()).toBe(obstacle)
    expect(await codeOf(signIn())).toBe(`access.${obstacle}`)
    expect(await codeOf(open.api.access.setUp({ office: officeFields, administrator, sample: false }))).toBe(
      'access.alreadySetUp',
    )
    expect(untouched()).toEqual(before)
  })

  test('a damaged archive is found on opening', async () => {
    truncateSync(join(place.folder, 'archive-1.db'), 5000)
    expect(await codeOf(signIn())).toBe('access.archiveDamaged')
    expect(await stateNow()).toBe('archiveDamaged')
  })

  test('an archive of a newer program is left as it is', async () => {
    await signIn()
    await open.api.access.signOut({})
    await open.desk.leave()
    const { openArchive, archiveKey } = await import('../../src-main/archive/open')
    const { openRecovery, readKeyFile } = await import('../../src-main/archive/keys')
    const { diskFiles } = await import('../../src-main/archive/files')
    const keys = readKeyFile(diskFiles, place.folder)
    if (typeof keys === 'string') throw new Error(keys)
    const key = (await openRecovery(keys, recoveryCode)) ?? archiveKey(Buffer.alloc(32))
    const db = openArchive(join(place.folder, 'archive-1.db'), key)
    db.pragma('user_version=9999')
    db.close()
    open = testDesk(place.folder)
    expect(await codeOf(signIn())).toBe('access.archiveNewer')
    expect(await stateNow()).toBe('archiveNewer')
  })

  test('another program that has it open is named', async () => {
    const second = testDesk(place.folder)
    await signIn()
    // The lock names this very process, which runs; a second desk of another program would read the same.
    expect((await valueOf(second.api.access.state({}))).obstacle).toBe('inUse')
    expect(existsSync(join(place.folder, 'desk.lock'))).toBe(true)
  })
})

test('the sample office stands filled: customers by region, colleagues by department, products in stock, vehicles on standby', async () => {
  const fresh = dataFolder()
  const { api, desk, faults } = testDesk(fresh.folder)
  await valueOf(api.access.setUp({ office: officeFields, administrator, sample: true }))
  const rows = (await valueOf(api.customers.all({ offset: 0, limit: 200 }))).rows
  const regions = new Map<string, number>()
  for (const { area } of rows) regions.set(area, (regions.get(area) ?? 0) + 1)
  expect([...regions.values()]).toEqual([23, 14, 31, 20, 18, 14])
  const parts = await valueOf(api.staff.register({}))
  expect(parts).toHaveLength(6)
  expect(parts.flatMap(part => part.colleagues)).toHaveLength(18)
  expect(await valueOf(api.staff.completeness({}))).toMatchObject({ lacksPhone: [], noDepartment: 0, noLeader: false })
  expect(
    (await valueOf(api.customers.search({ text: rows[5]?.name.slice(2, 4) ?? '', limit: 5 }))).length,
  ).toBeGreaterThan(0)
  const stock = await valueOf(api.stock.page({ text: '', level: null, offset: 0, limit: 200 }))
  expect(stock.rows.filter(({ available }) => available > 0)).toHaveLength(40)
  const { rows: vehicles } = await valueOf(api.fleet.vehicles({ text: '', retired: false, offset: 0, limit: 50 }))
  expect(vehicles).toHaveLength(8)
  expect(vehicles.filter(({ standby }) => standby).map(({ code }) => code)).toEqual(['V-07', 'V-08'])
  expect(faults).toEqual([])
  await desk.leave()
  fresh.remove()
}, 60_000)

test('a purchase that has become late is reported in writing by the program itself, once', async () => {
  const fresh = dataFolder()
  let now = '2026-11-23T06:00:00.000Z'
  const { api, desk, faults } = testDesk(fresh.folder, { now: () => now })
  await valueOf(api.access.setUp({ office: officeFields, administrator, sample: false }))
  const { id: warehouseId } = await valueOf(api.stock.addWarehouse({ name: '主仓库' }))
  const { id: productId } = await valueOf(api.products.add({ ...emptyProduct, code: 'P-1', name: '密封圈' }))
  const needed = { productId, warehouseId, quantity: 1000, neededOn: '2026-12-07', reason: '补足' }
  const { id } = await valueOf(api.purchasing.request(needed))
  const reports = async (): Promise<number> => (await valueOf(api.purchasing.entry({ id }))).reports.length
  const settle = async (): Promise<void> => {
    desk.tick()
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  // A fortnight is reckoned where no lead time is known: on the day itself it is in time.
  await settle()
  expect(await reports()).toBe(0)
  now = '2026-11-23T16:00:00.000Z'
  await settle()
  expect(await reports()).toBe(2)
  now = '2026-11-24T16:00:00.000Z'
  await settle()
  expect(await reports()).toBe(2)
  expect(faults).toEqual([])
  await desk.leave()
  fresh.remove()
}, 60_000)

describe('what falls due by the clock', () => {
  test('an alarm waits for no network: it rings while a message hangs, and the message is sent once', async () => {
    void open.desk.leave()
    let present = '2026-11-23T06:00:00.000Z'
    let asked = 0
    const answers: (() => void)[] = []
    open = testDesk(place.folder, {
      now: () => present,
      deliver: () => {
        asked += 1
        return new Promise(resolve => {
          answers.push(() => {
            resolve(null)
          })
        })
      },
    })
    await valueOf(signIn())
    const { api } = open
    const channel = await valueOf(
      api.messages.addChannel({
        name: '值班群',
        escalations: false,
        active: true,
        settings: { kind: 'wecom', secretKey: '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa' },
      }),
    )
    await valueOf(api.messages.send({ channelIds: [channel.id], subject: '', text: '试发', incidentId: null }))
    const plan = (await valueOf(api.plans.page({}))).find(({ key }) => key === 'complaint')
    await valueOf(
      api.incidents.report({
        planId: plan?.id ?? '',
        title: '投诉',
        place: '',
        area: '',
        reporter: '',
        reporterPhone: '',
        customerId: null,
        vehicleId: null,
        productId: null,
        level: 3,
        assumedWorst: false,
        facts: {},
        occurredAt: null,
        receivedAt: null,
        ownerId: null,
        drill: false,
      }),
    )
    open.desk.tick()
    await expect.poll(() => asked).toBe(1)
    present = '2026-11-23T06:30:00.000Z'
    open.desk.tick()
    await expect.poll(() => open.events.filter(({ type }) => type === 'alarm').length).toBeGreaterThan(0)
    open.desk.tick()
    for (const answer of answers) answer()
    await expect
      .poll(async () => (await valueOf(api.messages.page({ state: 'sent', offset: 0, limit: 10 }))).total)
      .toBe(1)
    expect(asked).toBe(1)
    expect(open.faults).toEqual([])
  })
})
