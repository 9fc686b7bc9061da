/** Full disks, write protection and power cuts at every single step of keys, restores and backups: nothing is lost, nothing is half. */
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readClaims } from '../../src-main/archive/backupReader'
import { diskFiles } from '../../src-main/archive/files'
import type { Outcome } from '../../src-main/contract/call'
import { valueOf } from '../support/archive'
import { brittleFiles } from '../support/brittleFiles'
import type { Mishap } from '../support/brittleFiles'
import { aCustomer } from '../support/customers'
import { administrator, dataFolder, goodPassword, officeFields, testDesk } from '../support/desk'

const scratch = mkdtempSync(join(tmpdir(), 'watchpost-mishaps-'))
const origin = dataFolder()
const newPassword = '暮色 harbour 93 石板路'
let recoveryCode = ''
let backup = ''

beforeAll(async () => {
  const { api, desk } = testDesk(origin.folder)
  recoveryCode = (await valueOf(api.access.setUp({ office: officeFields, administrator, sample: false }))).recoveryCode
  await valueOf(api.customers.add(aCustomer({})))
  const { name } = await valueOf(api.backups.create({ folder: scratch }))
  backup = join(scratch, name)
  await valueOf(api.customers.add(aCustomer({ code: 'K002', name: '后来登记的客户', phones: '13900139000' })))
  await desk.leave()
}, 30_000)
afterAll(() => {
  origin.remove()
  rmSync(scratch, { recursive: true, force: true })
})

type Api = ReturnType<typeof testDesk>['api']

/** How a disk's refusal is put: in words that a person can act on, never as a fault of the program. */
const worded: Partial<Record<Mishap, readonly string[]>> = {
  full: ['core.diskFull', 'backups.diskFull'],
  readOnly: ['core.diskRefuses', 'backups.notWritable'],
}

/** Runs a work with each step in turn going wrong, until one run meets no mishap; `judge` looks at what is left. */
const atEveryStep = async (
  mishap: Mishap,
  work: (api: Api, folder: string) => Promise<Outcome<unknown>>,
  judge: (folder: string) => Promise<void>,
): Promise<number> => {
  for (let step = 1; ; step += 1) {
    const place = dataFolder()
    cpSync(origin.folder, place.folder, { recursive: true })
    const { port, happened } = brittleFiles(diskFiles, step, mishap)
    const { api, desk, faults } = testDesk(place.folder, { files: port })
    const outcome = await work(api, place.folder)
    const plain = worded[mishap]
    if (plain && !outcome.ok) expect(plain).toContain(outcome.code)
    if (plain) expect(faults).toEqual([])
    await desk.leave().catch(() => undefined)
    if (happened()) await judge(place.folder)
    place.remove()
    if (!happened()) return step - 1
  }
}

/** One of these passwords opens, and one of these numbers of customers is there; the journal holds. */
const opensWith = async (folder: string, passwords: readonly string[], customers: readonly number[]): Promise<void> => {
  const { api, desk, faults } = testDesk(folder)
  let opened = false
  for (const password of passwords) opened ||= (await api.access.signIn({ signInName: '王芳', password })).ok
  expect(opened).toBe(true)
  const { rows } = await valueOf(api.customers.search({ text: '138', limit: 5 })).then(hits => ({ rows: hits }))
  expect(rows.map(({ code }) => code)).toEqual(['K001'])
  const later = await valueOf(api.customers.search({ text: '后来登记', limit: 5 }))
  expect(customers).toContain(1 + later.length)
  expect(await valueOf(api.access.checkJournal({}))).toMatchObject({ broken: null })
  expect(faults).toEqual([])
  await desk.leave()
}

const changePassword = async (api: Api): Promise<Outcome<unknown>> => {
  await valueOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))
  return api.access.changePassword({ current: goodPassword, password: newPassword })
}
const restore = async (api: Api): Promise<Outcome<unknown>> => {
  await valueOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))
  return api.backups.restore({
    path: backup,
    recoveryCode,
    administrator: { signInName: '王芳', password: newPassword },
  })
}

it.each(['full', 'readOnly', 'cutHalf', 'cutAfter'] as const)(
  'a changed password: %s at any step leaves the old or the new one',
  async mishap => {
    const steps = await atEveryStep(mishap, changePassword, folder =>
      opensWith(folder, [goodPassword, newPassword], [2]),
    )
    expect(steps).toBeGreaterThan(0)
  },
  120_000,
)

it.each(['full', 'readOnly', 'cutHalf', 'cutAfter'] as const)(
  'a restore: %s at any step leaves the old archive or the restored one, whole',
  async mishap => {
    const steps = await atEveryStep(mishap, restore, folder => opensWith(folder, [goodPassword, newPassword], [1, 2]))
    expect(steps).toBeGreaterThan(3)
  },
  240_000,
)

it.each(['full', 'readOnly', 'cutHalf', 'cutAfter'] as const)(
  'a backup: %s at any step leaves the earlier one, and nothing half-written is listed',
  async mishap => {
    const target = (folder: string): string => join(folder, 'backups')
    const steps = await atEveryStep(
      mishap,
      async (api, folder) => {
        mkdirSync(target(folder))
        copyFileSync(backup, join(target(folder), 'Watchpost-FZ-2026-11-23-140000.watchpost'))
        await valueOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))
        return api.backups.create({ folder: target(folder) })
      },
      async folder => {
        for (const name of readdirSync(target(folder)).filter(each => each.endsWith('.watchpost')))
          await readClaims(join(target(folder), name), diskFiles)
        const { api, desk } = testDesk(folder)
        await valueOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))
        for (const file of (await valueOf(api.backups.list({ placeId: null, offset: 0, limit: 9 }))).rows)
          expect(existsSync(join(file.folder, file.name))).toBe(true)
        await desk.leave()
      },
    )
    expect(steps).toBeGreaterThan(0)
  },
  120_000,
)
