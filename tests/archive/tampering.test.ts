/** Backups that somebody altered: any changed byte is refused or changes nothing; bombs are refused before they go off. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Encrypter } from 'age-encryption'
import fc from 'fast-check'
import { extract, pack } from 'tar-stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBackup, proveImage, readHead, unlockIdentity } from '../../src-main/archive/backupReader'
import { diskFiles } from '../../src-main/archive/files'
import { digestTables } from '../../src-main/archive/manifest'
import { readRecoveryCode } from '../../src-main/archive/recoveryCode'
import { Refused } from '../../src-main/contract/call'
import { valueOf } from '../support/archive'
import { aCustomer } from '../support/customers'
import { administrator, dataFolder, officeFields, testDesk } from '../support/desk'

const scratch = mkdtempSync(join(tmpdir(), 'watchpost-tampering-'))
const work = { progress: () => undefined, breathe: () => Promise.resolve() }
let code = ''
let whole = Buffer.alloc(0)
let tables: unknown = null

/** What a backup holds, or the code of its refusal; anything else it throws fails the test. */
const judge = async (bytes: Buffer): Promise<{ refused: string } | { tables: unknown }> => {
  const path = join(scratch, 'judged.watchpost')
  writeFileSync(path, bytes)
  try {
    const claims = await readHead(path, diskFiles)
    const opened = await openBackup(path, claims, diskFiles, await unlockIdentity(claims, code), work)
    try {
      await proveImage(opened, work)
      return { tables: await digestTables(opened.image, work.breathe) }
    } finally {
      opened.image.close()
    }
  } catch (error) {
    if (error instanceof Refused) return { refused: error.code }
    throw error
  }
}

beforeAll(async () => {
  const place = dataFolder()
  const { api, desk } = testDesk(place.folder)
  const made = await valueOf(api.access.setUp({ office: officeFields, administrator, sample: false }))
  code = readRecoveryCode(made.recoveryCode) ?? ''
  const { id } = await valueOf(api.customers.add(aCustomer({})))
  const content = new Uint8Array(Buffer.from('%PDF 营业执照'))
  await valueOf(api.files.add({ ownerKind: 'customer', ownerId: id, name: '执照.pdf', content }))
  const { name } = await valueOf(api.backups.create({ folder: scratch }))
  whole = readFileSync(join(scratch, name))
  await desk.leave()
  place.remove()
  const judged = await judge(whole)
  tables = 'tables' in judged ? judged.tables : null
  expect(tables).not.toBeNull()
}, 30_000)
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true })
})

it('with any single byte changed is refused, or holds exactly the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ change
      const judged = await judge(bytes)
      if ('tables' in judged) expect(judged.tables).toEqual(tables)
    }),
    { numRuns: 250, seed: 20_261_123 },
  )
}, 120_000)

it('cut anywhere is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), async length => {
      const judged = await judge(whole.subarray(0, length))
      expect(['backups.truncated', 'backups.foreign']).toContain('refused' in judged ? judged.refused : 'nothing')
    }),
    { numRuns: 60, seed: 20_261_123 },
  )
}, 60_000)

/** The whole backup with one member's bytes changed. */
const rebuilt = async (change: (name: string, bytes: Buffer) => Buffer): Promise<Buffer> => {
  const tar = pack()
  const members = extract()
  members.end(whole)
  for await (const entry of members) {
    const parts: Buffer[] = []
    for await (const part of entry as AsyncIterable<Buffer>) parts.push(part)
    const { name } = entry.header
    tar.entry({ name }, change(name, Buffer.concat(parts)))
  }
  tar.finalize()
  const parts: Buffer[] = []
  for await (const part of tar as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}

it('that unpacks to far more than an archive does is refused', async () => {
  const path = join(scratch, 'whole.watchpost')
  writeFileSync(path, whole)
  const { manifest } = await readHead(path, diskFiles)
  const encrypter = new Encrypter()
  encrypter.addRecipient(manifest.recipient)
  const bomb = Buffer.from(await encrypter.encrypt(gzipSync(Buffer.alloc(80 * 1024 * 1024))))
  const file = await rebuilt((name, bytes) => (name.endsWith('.gz.age') ? bomb : bytes))
  expect(await judge(file)).toEqual({ refused: 'backups.tooLarge' })
}, 30_000)

it.each([1_400_000_000, Number.MAX_SAFE_INTEGER])('that claims to unpack to %i bytes is refused', async claimed => {
  const file = await rebuilt((name, bytes) => {
    if (name !== 'manifest.json') return bytes
    const manifest: unknown = JSON.parse(bytes.toString('utf8'))
    return Buffer.from(
      JSON.stringify(Object.assign(manifest as object, { image: { bytes: claimed, sha256: 'a'.repeat(64) } })),
    )
  })
  expect(await judge(file)).toEqual({ refused: 'backups.tooLarge' })
})
