/** A database that cannot grow, or may not be written: said in plain words, nothing half, and everything goes on afterwards. */
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { writeBackup } from '../../src-main/archive/backup'
import { reading } from '../../src-main/archive/backupReader'
import { newBackupIdentity } from '../../src-main/archive/backupIdentity'
import { examineHere } from '../../src-main/archive/examine'
import { diskFiles } from '../../src-main/archive/files'
import { checkChain } from '../../src-main/archive/journal'
import { isSound } from '../../src-main/archive/manifest'
import { newRecoveryCode } from '../../src-main/archive/recoveryCode'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'
import { aCustomer } from '../support/customers'
import { administrator, dataFolder, goodPassword, officeFields, testDesk } from '../support/desk'

let archive: TestArchive
beforeEach(() => {
  archive = testArchive()
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

const add = (index: number) =>
  archive.api.customers.add(
    aCustomer({
      code: `K${String(index).padStart(4, '0')}`,
      name: `丰州第${index}机械`,
      phones: `138${String(index).padStart(8, '0')}`,
      notes: '说明'.repeat(300),
    }),
  )

it('a full disk refuses the write and keeps what there was', async () => {
  await valueOf(add(0))
  const pages = Number(archive.db.pragma('page_count', { simple: true }))
  archive.db.pragma(`max_page_count=${pages + 10}`)
  let added = 1
  let refused = ''
  while (refused === '') {
    const outcome = await add(added)
    if (outcome.ok) added += 1
    else refused = outcome.code
  }
  expect(refused).toBe('core.diskFull')
  expect(isSound(archive.db)).toBe(true)
  expect(checkChain(archive.db)).toMatchObject({ broken: null })
  const total = archive.db.prepare<[], { total: number }>('SELECT count(*) AS total FROM customer').get()?.total
  expect(total).toBe(added)
  // Room was made: the same write goes through.
  archive.db.pragma('max_page_count=1000000')
  await valueOf(add(added))
})

it('a copy that finds no room says so, and blames no backup', async () => {
  const pages = Number(archive.db.pragma('page_count', { simple: true }))
  archive.db.pragma(`max_page_count=${pages + 10}`)
  const copying = reading(() => archive.db.exec('CREATE TABLE copy AS SELECT zeroblob(1000000) AS bytes'))
  await expect(copying).rejects.toMatchObject({ code: 'backups.diskFull' })
  await expect(reading(() => archive.db.exec('SELECT * FROM nothing'))).rejects.toMatchObject({
    code: 'backups.altered',
  })
})

it('a write-protected archive refuses the write and can still be read', async () => {
  const { id } = await valueOf(add(0))
  archive.db.pragma('query_only=ON')
  expect(await codeOf(add(1))).toBe('core.diskRefuses')
  expect(await valueOf(archive.api.customers.entry({ id }))).toMatchObject({ code: 'K0000' })
  archive.db.pragma('query_only=OFF')
  await valueOf(add(1))
})

it('a drive that fills up while the archive is packed is left as it was', async () => {
  const drive = mkdtempSync(join(tmpdir(), 'watchpost-drive-'))
  try {
    // Whatever is written to this device meets a full disk, however much room the drive is said to have.
    symlinkSync('/dev/full', join(drive, 'FZ.watchpost.writing'))
    const source = {
      db: archive.db,
      identity: await newBackupIdentity(newRecoveryCode()),
      office: { id: 'office', name: '丰州办事处', outletCode: 'FZ' },
      program: 'test',
      createdAt: '2026-11-23T06:00:00.000Z',
      keyFile: Buffer.from('{}'),
      attachmentFolder: drive,
      attachments: [],
      escrow: [],
    }
    const work = { progress: () => undefined, breathe: setImmediate }
    await expect(writeBackup(source, drive, 'FZ.watchpost', diskFiles, work, examineHere)).rejects.toMatchObject({
      code: 'backups.diskFull',
    })
    expect(readdirSync(drive)).toEqual([])
    // Where there is room, the same goes through.
    const { name, bytes } = await writeBackup(source, drive, 'FZ.watchpost', diskFiles, work, examineHere)
    expect({ name, left: readdirSync(drive) }).toEqual({ name: 'FZ.watchpost', left: ['FZ.watchpost'] })
    expect(bytes).toBeGreaterThan(10_000)
  } finally {
    rmSync(drive, { recursive: true })
  }
})

describe('in a process of its own', () => {
  const said = z.object({
    signIn: z.string(),
    acknowledged: z.int(),
    refused: z.string(),
    attached: z.string(),
    files: z.int(),
    readable: z.boolean(),
    state: z.object({ obstacle: z.string().nullable(), obstacleParams: z.record(z.string(), z.string()) }).loose(),
  })
  /** Bytes; larger than any file may become under the limit. */
  const largeAttachment = 5_000_000
  const everything = { text: '丰州', limit: 20 } as const
  let place: ReturnType<typeof dataFolder>

  /** What the child says that works in the folder. `kilobytes`: no file may grow beyond. `account`: the child gives root up for it. */
  const child = (kilobytes: number | null, account: number | null): z.output<typeof said> => {
    const { status, stdout, stderr } = spawnSync(
      'bash',
      [
        '-c',
        `ulimit -f ${kilobytes ?? 'unlimited'}; exec "$0" "$@"`,
        process.execPath,
        process.env['WATCHPOST_LIMITED'] ?? '',
        JSON.stringify({ folder: place.folder, account, attachment: largeAttachment }),
      ],
      { encoding: 'utf8' },
    )
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    return said.parse(JSON.parse(stdout))
  }

  beforeEach(async () => {
    place = dataFolder()
    const { api, desk } = testDesk(place.folder)
    await valueOf(api.access.setUp({ office: officeFields, administrator, sample: false }))
    await desk.leave()
  })
  afterEach(() => {
    place.remove()
  })

  it('a file that may not grow further refuses the write; what was acknowledged is there afterwards', async () => {
    const bytes = statSync(join(place.folder, 'archive-1.db')).size
    const { signIn, acknowledged, refused, attached, files, readable } = child(Math.ceil(bytes / 1024) + 256, null)
    expect(bytes + 256 * 1024).toBeLessThan(largeAttachment)
    expect({ signIn, readable }).toEqual({ signIn: 'ok', readable: true })
    // Of a file that does not fit, the system writes a part without complaint; it must not pass for the whole.
    expect({ attached, files }).toEqual({ attached: 'core.diskFull', files: 0 })
    expect(readdirSync(join(place.folder, 'attachments'))).toEqual([])
    expect(['core.diskFull', 'core.diskRefuses']).toContain(refused)
    const { api, desk, faults } = testDesk(place.folder)
    await valueOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))
    expect(acknowledged).toBeGreaterThan(0)
    expect(
      await valueOf(api.customers.search({ text: `C${String(acknowledged - 1).padStart(5, '0')}`, limit: 5 })),
    ).toHaveLength(1)
    expect(
      await valueOf(api.customers.search({ text: `C${String(acknowledged).padStart(5, '0')}`, limit: 5 })),
    ).toEqual([])
    expect(await valueOf(api.access.checkJournal({}))).toMatchObject({ broken: null })
    await valueOf(api.customers.add(aCustomer({ code: 'K0001', name: '丰州后来机械' })))
    expect(await valueOf(api.customers.search(everything))).not.toEqual([])
    expect(faults).toEqual([])
    await desk.leave()
  }, 60_000)

  it('an archive that there is no room to open is not called damaged', async () => {
    expect(child(16, null)).toMatchObject({ signIn: 'core.diskFull', acknowledged: 0, state: { obstacle: null } })
    const { api, desk } = testDesk(place.folder)
    await valueOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))
    await desk.leave()
  }, 60_000)

  it('a folder that may not be written to is refused with its reason, and nothing in it changes', () => {
    // Root may write anywhere; it becomes the account that owns nothing.
    const account = process.getuid?.() === 0 ? 65_534 : null
    if (account !== null) {
      chownSync(place.folder, account, account)
      for (const name of readdirSync(place.folder)) chownSync(join(place.folder, name), account, account)
    }
    const before = readdirSync(place.folder)
    chmodSync(place.folder, 0o555)
    try {
      expect(child(null, account)).toMatchObject({
        signIn: 'access.folderRefused',
        acknowledged: 0,
        state: { obstacle: 'folderRefused', obstacleParams: { reason: 'notWritable' } },
      })
      expect(readdirSync(place.folder)).toEqual(before)
    } finally {
      chmodSync(place.folder, 0o755)
    }
  }, 60_000)
})
