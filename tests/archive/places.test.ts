/** Places that backups go to by themselves: plugged in, failing, full, tidied, drilled; over the real archive. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { diskFiles } from '../../src-main/archive/files'
import type { Files } from '../../src-main/archive/files'
import type { Volumes } from '../../src-main/archive/volumes'
import { customerFieldsOf } from '../../src-main/features/customers/rules'
import { codeOf, startOfTests, valueOf } from '../support/archive'
import { aCustomer } from '../support/customers'
import { administrator, dataFolder, goodPassword, officeFields, testDesk } from '../support/desk'

const guide = '恢复说明-RESTORE-GUIDE.html'

/** A PC whose drives are folders; pulling one out renames it away. */
const pc = () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchpost-drives-'))
  const drives = ['system', 'usb', 'disk'] as const
  for (const drive of drives) mkdirSync(join(folder, drive))
  const root = (drive: string): string => join(folder, drive)
  const list: Volumes['list'] = () =>
    Promise.resolve(
      drives
        .filter(drive => existsSync(root(drive)))
        .map(drive => ({
          root: root(drive),
          label: drive === 'usb' ? '备份盘' : '',
          kind: drive === 'usb' ? 'removable' : 'local',
          id: `volume-${drive}`,
        })),
    )
  return {
    root,
    volumes: { list, signature: async () => (await list()).map(({ id }) => id).join() } satisfies Volumes,
    pull: (drive: string) => {
      renameSync(root(drive), `${root(drive)}.out`)
    },
    plug: (drive: string) => {
      renameSync(`${root(drive)}.out`, root(drive))
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

let machine = pc()
let place = dataFolder()
let time = startOfTests
let opened = testDesk(place.folder)

const later = (hours: number): void => {
  time = new Date(Date.parse(time) + hours * 3_600_000).toISOString()
}
const backupsIn = (drive: string): string[] =>
  readdirSync(machine.root(drive))
    .filter(name => name.endsWith('.watchpost'))
    .sort()
/** Lets the desk look after its backups, as it does twice a minute. */
const tend = async (): Promise<void> => {
  opened.desk.tick()
  // A backup, then perhaps a drill: further jobs queue behind what the tick set going.
  for (let step = 0; step < 3; step += 1) {
    await new Promise(resolve => setTimeout(resolve, 50))
    await valueOf(opened.api.backups.rehearse({ places: [] }))
  }
}
const overview = () => valueOf(opened.api.backups.overview({}))

beforeEach(async () => {
  machine = pc()
  time = startOfTests
  place = { folder: join(machine.root('system'), 'archive'), remove: () => undefined }
  opened = testDesk(place.folder, { volumes: machine.volumes, now: () => time })
  await valueOf(opened.api.access.setUp({ office: officeFields, administrator, sample: false }))
})
afterEach(async () => {
  await opened.desk.leave()
  expect(opened.faults).toEqual([])
  machine.remove()
})

describe('places', () => {
  it('are known by volume: the archive’s own is none, two folders on one count once', async () => {
    const { api } = opened
    mkdirSync(join(machine.root('disk'), 'two'))
    const beside = await valueOf(api.backups.addPlace({ folder: machine.root('system'), name: '' }))
    expect(beside).toMatchObject({ besideArchive: true, kind: 'local' })
    await valueOf(api.backups.addPlace({ folder: machine.root('disk'), name: '第二块硬盘' }))
    const twice = await valueOf(api.backups.addPlace({ folder: join(machine.root('disk'), 'two'), name: '' }))
    expect(twice).toMatchObject({ sameVolumeAsOther: true })
    await valueOf(api.backups.run({ reason: 'manual', places: null }))
    expect(await overview()).toMatchObject({ state: 'thin', young: 1 })
    const usb = await valueOf(api.backups.addPlace({ folder: machine.root('usb'), name: '' }))
    expect(usb).toMatchObject({ label: '备份盘', name: '备份盘', folder: '', kind: 'removable', reachable: true })
    await valueOf(api.backups.run({ reason: 'manual', places: [usb.id] }))
    expect(await overview()).toMatchObject({ state: 'safe', young: 2 })
    expect(await codeOf(api.backups.addPlace({ folder: machine.root('usb'), name: '' }))).toBe('backups.placeKnown')
    expect(await codeOf(api.backups.addPlace({ folder: join(machine.root('usb'), 'none'), name: '' }))).toBe(
      'backups.notWritable',
    )
    // Whatever is written to this device meets a full disk.
    symlinkSync('/dev/full', join(machine.root('usb'), 'watchpost-probe.tmp.writing'))
    expect(await codeOf(api.backups.addPlace({ folder: machine.root('usb'), name: '' }))).toBe('backups.diskFull')
  }, 30_000)

  it('fail each for itself: what is not plugged in is said, and the others are written', async () => {
    const { api } = opened
    await valueOf(api.backups.addPlace({ folder: machine.root('usb'), name: 'U 盘' }))
    await valueOf(api.backups.addPlace({ folder: machine.root('disk'), name: '第二块硬盘' }))
    machine.pull('usb')
    const results = await valueOf(api.backups.run({ reason: 'manual', places: null }))
    expect(results).toMatchObject([
      { placeName: 'U 盘', written: null, refusal: { code: 'backups.placeGone' } },
      { placeName: '第二块硬盘', refusal: null },
    ])
    await valueOf(api.backups.look({}))
    const { places } = await overview()
    expect(places).toMatchObject([
      { reachable: false, latest: null, lastFailure: { code: 'backups.placeGone' } },
      { reachable: true, lastFailure: null, latest: { reason: 'manual' } },
    ])
    machine.plug('usb')
    later(1)
    await valueOf(api.backups.run({ reason: 'manual', places: null }))
    expect((await overview()).places).toMatchObject([{ lastFailure: null }, { lastFailure: null }])
    // One was written and proven, the other is the same bytes.
    const [copy = ''] = backupsIn('disk').slice(-1)
    expect(readFileSync(join(machine.root('disk'), copy))).toEqual(
      readFileSync(join(machine.root('usb'), backupsIn('usb')[0] ?? '')),
    )
    expect(existsSync(join(machine.root('usb'), guide))).toBe(true)
  }, 30_000)

  it('that has no room for the guide beside the backup has the backup all the same, and the others theirs', async () => {
    const { api } = opened
    await valueOf(api.backups.addPlace({ folder: machine.root('usb'), name: 'U 盘' }))
    await valueOf(api.backups.addPlace({ folder: machine.root('disk'), name: '第二块硬盘' }))
    // Whatever is written to this device meets a full disk.
    symlinkSync('/dev/full', join(machine.root('usb'), `${guide}.writing`))
    expect(await valueOf(api.backups.run({ reason: 'manual', places: null }))).toMatchObject([
      { written: { folder: machine.root('usb') }, refusal: { code: 'backups.companionsMissing' } },
      { written: { folder: machine.root('disk') }, refusal: null },
    ])
    expect(await overview()).toMatchObject({
      state: 'safe',
      places: [
        { latest: { at: time }, lastFailure: { code: 'backups.companionsMissing', at: time } },
        { lastFailure: null },
      ],
    })
    later(1)
    await valueOf(api.backups.run({ reason: 'manual', places: null }))
    expect((await overview()).places).toMatchObject([{ lastFailure: null }, { lastFailure: null }])
    expect(existsSync(join(machine.root('usb'), guide))).toBe(true)
  }, 30_000)

  it('that goes away in the middle takes no other with it, nor does a backup that cannot be removed', async () => {
    await opened.desk.leave()
    let held = ''
    const files: Files = {
      ...diskFiles,
      rename: (from, to) => {
        diskFiles.rename(from, to)
        if (to.startsWith(machine.root('usb')) && existsSync(machine.root('usb')) && held === '') machine.pull('usb')
      },
      remove: path => {
        if (path === held) throw Object.assign(new Error('held by another program'), { code: 'EBUSY' })
        diskFiles.remove(path)
      },
    }
    opened = testDesk(place.folder, { volumes: machine.volumes, now: () => time, files })
    const { api } = opened
    await valueOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))
    const keepOne = { keepLatest: 1, keepDays: 0, keepWeeks: 0, keepMonths: 0, keepYears: 0 }
    await valueOf(api.office.changeSettings(keepOne))
    await valueOf(api.backups.addPlace({ folder: machine.root('usb'), name: 'U 盘' }))
    await valueOf(api.backups.addPlace({ folder: machine.root('disk'), name: '第二块硬盘' }))
    expect(await valueOf(api.backups.run({ reason: 'manual', places: null }))).toMatchObject([
      { placeName: 'U 盘', written: null, refusal: { code: 'backups.notWritable' } },
      { placeName: '第二块硬盘', written: { folder: machine.root('disk') }, refusal: null },
    ])
    machine.plug('usb')
    held = join(machine.root('disk'), backupsIn('disk')[0] ?? '')
    for (const standing of [2, 1]) {
      later(1)
      await valueOf(api.backups.run({ reason: 'manual', places: null }))
      expect(backupsIn('disk')).toHaveLength(standing)
      held = 'nothing any more'
    }
  }, 30_000)
})

describe('the schedule', () => {
  it('writes when a drive is plugged in, daily, after many writes, and before closing; each holds the latest state', async () => {
    const { api } = opened
    await valueOf(api.backups.addPlace({ folder: machine.root('usb'), name: '' }))
    // At first it is left to whoever added the place: two at once would both write there.
    await tend()
    expect(backupsIn('usb')).toEqual([])
    later(1 / 60)
    await tend()
    expect((await valueOf(api.backups.list({ placeId: null, offset: 0, limit: 9 }))).rows).toMatchObject([
      { reason: 'daily', byName: '' },
    ])
    await tend()
    expect(backupsIn('usb')).toHaveLength(1)

    machine.pull('usb')
    later(24)
    await tend()
    machine.plug('usb')
    await tend()
    expect(backupsIn('usb')).toHaveLength(2)

    await valueOf(api.office.changeSettings({ backupEveryWrites: 3 }))
    later(1)
    for (const code of ['K001', 'K002', 'K003'])
      await valueOf(api.customers.add(aCustomer({ code, name: `丰州${code}`, phones: `1380013800${code.at(-1)}` })))
    await tend()
    expect((await valueOf(api.backups.list({ placeId: null, offset: 0, limit: 1 }))).rows).toMatchObject([
      { reason: 'writes', records: 3 },
    ])

    later(1)
    await valueOf(api.customers.add(aCustomer({ code: 'K004', name: '丰州K004', phones: '13800138009' })))
    await valueOf(api.access.signOut({}))
    expect(backupsIn('usb')).toHaveLength(4)
    await valueOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))
    expect((await valueOf(api.backups.list({ placeId: null, offset: 0, limit: 1 }))).rows).toMatchObject([
      { reason: 'closing', records: 4 },
    ])
    const [newest] = await valueOf(api.backups.find({}))
    expect(newest?.claims.counts.customers).toBe(4)
  }, 60_000)

  it('catches up the backup before closing that was missed, and makes none where nothing was', async () => {
    const { api } = opened
    await valueOf(api.backups.addPlace({ folder: machine.root('usb'), name: '' }))
    later(1 / 60)
    await tend()
    await valueOf(api.customers.add(aCustomer({ code: 'K001', name: '丰州K001', phones: '13800138001' })))
    machine.pull('usb')
    await tend()
    await valueOf(api.access.signOut({}))
    machine.plug('usb')
    expect(backupsIn('usb')).toHaveLength(1)

    await valueOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))
    await tend()
    expect(backupsIn('usb')).toHaveLength(2)
    expect((await valueOf(api.backups.list({ placeId: null, offset: 0, limit: 1 }))).rows).toMatchObject([
      { reason: 'closing', records: 1 },
    ])

    // Who only comes and goes leaves nothing behind that wants a backup.
    await valueOf(api.access.signOut({}))
    await valueOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))
    await tend()
    expect(backupsIn('usb')).toHaveLength(2)
  }, 60_000)

  it('that is under way when the program is left is waited for and noted', async () => {
    await valueOf(opened.api.backups.addPlace({ folder: machine.root('usb'), name: '' }))
    await valueOf(opened.api.backups.run({ reason: 'manual', places: null }))
    // Nothing is unsaved: no backup before closing is wanted.
    const running = opened.api.backups.run({ reason: 'manual', places: null })
    await opened.desk.leave()
    expect(backupsIn('usb')).toHaveLength(2)
    expect(await valueOf(running)).toMatchObject([{ refusal: null }])
    opened = testDesk(place.folder, { volumes: machine.volumes, now: () => time })
    await valueOf(opened.api.access.signIn({ signInName: '王芳', password: goodPassword }))
    expect((await valueOf(opened.api.backups.list({ placeId: null, offset: 0, limit: 9 }))).rows).toMatchObject([
      { reason: 'manual', removedAt: null },
      { reason: 'manual', removedAt: null },
    ])
  }, 30_000)

  it('removes what need not be kept, only what it wrote itself, never a pinned one', async () => {
    const { api } = opened
    const settings = { keepLatest: 1, keepDays: 2, keepWeeks: 0, keepMonths: 0, keepYears: 0 }
    await valueOf(api.office.changeSettings(settings))
    const { id } = await valueOf(api.backups.addPlace({ folder: machine.root('usb'), name: '' }))
    writeFileSync(join(machine.root('usb'), 'Watchpost-FZ-2020-01-01-000000.watchpost'), 'somebody else’s')
    writeFileSync(join(machine.root('usb'), 'Watchpost-FZ-2026-11-01-000000.watchpost.writing'), 'half')
    for (let day = 0; day < 4; day += 1) {
      await valueOf(api.backups.run({ reason: 'manual', places: null }))
      if (day === 0) {
        const [first] = (await valueOf(api.backups.list({ placeId: id, offset: 0, limit: 1 }))).rows
        await valueOf(api.backups.pin({ id: first?.id ?? '', pinned: true }))
      }
      later(24)
    }
    expect(backupsIn('usb')).toEqual([
      'Watchpost-FZ-2020-01-01-000000.watchpost',
      'Watchpost-FZ-2026-11-23-140000.watchpost',
      'Watchpost-FZ-2026-11-25-140000.watchpost',
      'Watchpost-FZ-2026-11-26-140000.watchpost',
    ])
    expect(readdirSync(machine.root('usb')).filter(name => name.endsWith('.writing'))).toEqual([])
    const { rows } = await valueOf(api.backups.list({ placeId: id, offset: 0, limit: 9 }))
    expect(rows.map(({ removedAt }) => removedAt === null)).toEqual([true, true, false, true])
  }, 60_000)

  it('gives a clash of names a name of its own, and notices a backup that was taken away', async () => {
    const { api } = opened
    await valueOf(api.backups.addPlace({ folder: machine.root('usb'), name: '' }))
    await valueOf(api.backups.run({ reason: 'manual', places: null }))
    await valueOf(api.backups.run({ reason: 'manual', places: null }))
    expect(backupsIn('usb')).toEqual([
      'Watchpost-FZ-2026-11-23-140000-2.watchpost',
      'Watchpost-FZ-2026-11-23-140000.watchpost',
    ])
    rmSync(join(machine.root('usb'), 'Watchpost-FZ-2026-11-23-140000.watchpost'))
    later(1)
    await valueOf(api.backups.run({ reason: 'manual', places: null }))
    const { rows } = await valueOf(api.backups.list({ placeId: null, offset: 0, limit: 9 }))
    expect(rows.filter(({ removedAt }) => removedAt !== null).map(({ name }) => name)).toEqual([
      'Watchpost-FZ-2026-11-23-140000.watchpost',
    ])
  }, 30_000)
})

describe('drills', () => {
  it('restore the newest backup of each place aside, weekly, and say what failed', async () => {
    const { api } = opened
    await valueOf(api.customers.add(aCustomer({})))
    await valueOf(api.backups.addPlace({ folder: machine.root('usb'), name: 'U 盘' }))
    later(1 / 60)
    await tend()
    expect((await valueOf(api.backups.drills({ offset: 0, limit: 9 }))).rows).toMatchObject([
      { placeName: 'U 盘', code: null, found: { customers: 1, companions: true }, byName: '' },
    ])
    expect(readdirSync(place.folder).filter(name => name.startsWith('drill'))).toEqual([])
    await tend()
    expect((await valueOf(api.backups.drills({ offset: 0, limit: 9 }))).total).toBe(1)

    // The guide was changed, then the backup itself.
    writeFileSync(join(machine.root('usb'), guide), 'call this number')
    later(1)
    expect(await valueOf(api.backups.rehearse({ places: null }))).toMatchObject([{ code: 'backups.companionsChanged' }])
    const file = join(machine.root('usb'), backupsIn('usb')[0] ?? '')
    const bytes = readFileSync(file)
    bytes[bytes.length - 3000] = (bytes[bytes.length - 3000] ?? 0) ^ 1
    writeFileSync(file, bytes)
    later(1)
    expect(await valueOf(api.backups.rehearse({ places: null }))).toMatchObject([
      { code: 'backups.altered', found: null },
    ])
    expect((await overview()).concerns).toContain('drillFailed')
  }, 60_000)
})

describe('one customer from a backup', () => {
  it('comes back as it was, deleted or changed, unless it was erased on request or its code is taken', async () => {
    const { api } = opened
    const made = []
    for (const code of ['K001', 'K002', 'K003'])
      made.push(
        await valueOf(
          api.customers.add(aCustomer({ code, name: `丰州${code}机械`, phones: `1380013800${code.at(-1)}` })),
        ),
      )
    const [first, second, third] = made
    if (!first || !second || !third) throw new Error('three customers')
    const { folder, name } = await valueOf(api.backups.create({ folder: machine.root('usb') }))
    const path = join(folder, name)
    expect(await valueOf(api.backups.compareCustomers({ path, text: '' }))).toMatchObject({ rows: [], total: 0 })

    await valueOf(
      api.customers.correct({
        ...customerFieldsOf(first),
        address: '写错的地址',
        id: first.id,
        version: first.version,
      }),
    )
    await valueOf(
      api.customers.merge({
        keep: { ...customerFieldsOf(third), id: third.id, version: third.version },
        drop: { id: second.id, version: second.version },
      }),
    )
    const told = await valueOf(api.backups.compareCustomers({ path, text: '' }))
    expect(told.rows).toMatchObject([
      {
        code: 'K001',
        state: 'changed',
        differences: [{ column: 'address', before: '写错的地址', after: '丰州市东街口 88 号' }],
      },
      { code: 'K002', state: 'gone' },
      { code: 'K003', state: 'changed' },
    ])
    expect(await valueOf(api.backups.compareCustomers({ path, text: 'k001机械' }))).toMatchObject({ total: 1 })
    await valueOf(api.backups.bringBackCustomer({ path, id: first.id }))
    expect(await valueOf(api.customers.entry({ id: first.id }))).toMatchObject({
      address: '丰州市东街口 88 号',
      version: 3,
    })
    // Merged away by mistake: it stands for itself again, and is found.
    await valueOf(api.backups.bringBackCustomer({ path, id: second.id }))
    expect(await valueOf(api.customers.entry({ id: second.id }))).toMatchObject({ code: 'K002', mergedInto: null })
    expect((await valueOf(api.customers.search({ text: 'K002', limit: 5 }))).map(({ code }) => code)).toEqual(['K002'])

    const now = await valueOf(api.customers.entry({ id: first.id }))
    await valueOf(api.customers.erase({ id: first.id, version: now.version, reason: '本人要求' }))
    expect((await valueOf(api.backups.compareCustomers({ path, text: '' }))).rows.map(({ code }) => code)).toEqual([
      'K003',
    ])
    expect(await codeOf(api.backups.bringBackCustomer({ path, id: first.id }))).toBe('customers.wasErased')
    expect(await codeOf(api.backups.bringBackCustomer({ path, id: '01900000-0000-7000-8000-00000000ffff' }))).toBe(
      'customers.notFound',
    )
  }, 30_000)
})
