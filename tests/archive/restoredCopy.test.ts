/** The copy that a restore makes: whatever differs from the backup once it is read back from the disk is refused. */
import { openSync, closeSync, mkdtempSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBackup, readHead, unlockIdentity } from '../../src-main/archive/backupReader'
import { diskFiles } from '../../src-main/archive/files'
import { archiveKey, openArchive } from '../../src-main/archive/open'
import { readRecoveryCode } from '../../src-main/archive/recoveryCode'
import { restoreImage } from '../../src-main/archive/restore'
import { countTreesHere, treesOf } from '../../src-main/archive/trees'
import { Refused } from '../../src-main/contract/call'
import { valueOf } from '../support/archive'
import { aCustomer } from '../support/customers'
import { administrator, dataFolder, officeFields, testDesk } from '../support/desk'

const scratch = mkdtempSync(join(tmpdir(), 'watchpost-copy-'))
const work = { progress: () => undefined, breathe: () => Promise.resolve() }
const key = archiveKey(Buffer.alloc(32, 7))
let path = ''
let code = ''

beforeAll(async () => {
  const place = dataFolder()
  const { api, desk } = testDesk(place.folder)
  const made = await valueOf(api.access.setUp({ office: officeFields, administrator, sample: false }))
  code = readRecoveryCode(made.recoveryCode) ?? ''
  await valueOf(api.customers.add(aCustomer({})))
  const { name } = await valueOf(api.backups.create({ folder: scratch }))
  path = join(scratch, name)
  await desk.leave()
  place.remove()
}, 30_000)
afterAll(() => {
  rmSync(scratch, { recursive: true })
})

/** Restores to a file that `happens` meets between its being written and its being read back; 'whole' or the refusal. */
const restore = async (name: string, happens: (file: string) => void): Promise<string> => {
  const claims = await readHead(path, diskFiles)
  const opened = await openBackup(path, claims, diskFiles, await unlockIdentity(claims, code), work)
  const file = join(scratch, name)
  let met = false
  const files = {
    ...diskFiles,
    sync: (written: string): Promise<void> => {
      if (!met) happens(written)
      met = true
      return diskFiles.sync(written)
    },
  }
  try {
    await restoreImage(opened, file, key, files, countTreesHere, work)
    const db = openArchive(file, key, { readonly: true })
    expect(treesOf(db)).toEqual(claims.manifest.trees)
    db.close()
    return 'whole'
  } catch (error) {
    if (error instanceof Refused) return error.code
    throw error
  } finally {
    opened.image.close()
  }
}

const change = (sql: string) => (file: string) => {
  const db = openArchive(file, key)
  db.exec(sql)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.pragma('journal_mode=DELETE')
  db.close()
}

it('is taken when it is the backup to the letter', async () => {
  expect(await restore('whole.db', () => undefined)).toBe('whole')
})

it.each([
  ['a value in another spelling', "UPDATE customer SET name = upper(name) || ' '"],
  ['a row less', 'DELETE FROM customer_phone'],
  ['a row more', "INSERT INTO draft SELECT id, 'note', '{}', created_at FROM user"],
  ['an index less', 'DROP INDEX customer_by_name'],
])('is refused with %s', async (name, sql) => {
  expect(await restore(`${name}.db`, change(sql))).toBe('backups.altered')
})

it('is refused where the disk gives back another byte than was written', async () => {
  const flip = (file: string): void => {
    const handle = openSync(file, 'r+')
    writeSync(handle, Buffer.from([0]), 0, 1, statSync(file).size - 2000)
    writeSync(handle, Buffer.from([1]), 0, 1, statSync(file).size - 1999)
    closeSync(handle)
  }
  expect(await restore('flipped.db', flip)).toBe('backups.altered')
})
