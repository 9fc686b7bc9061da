import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isNewer, migrate, migrations, newestSchema, schemaOf } from '../../src-main/archive/migrate'
import { archiveKey, createArchive, openArchive } from '../../src-main/archive/open'

let folder: string
let file: string
const key = () => archiveKey(Buffer.alloc(32, 9))
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchpost-test-'))
  file = join(folder, 'archive-1.db')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

test('the file holds nothing readable and opens with its key alone', () => {
  const db = createArchive(file, key())
  db.exec("CREATE TABLE note (text TEXT) STRICT; INSERT INTO note VALUES ('恒力机械有限公司 13800138000')")
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  const bytes = readFileSync(file)
  expect(bytes.includes('SQLite format 3')).toBe(false)
  expect(bytes.includes('13800138000')).toBe(false)
  expect(() => openArchive(file, archiveKey(Buffer.alloc(32, 8)))).toThrow()
  expect(() => new Database(file).prepare('SELECT * FROM note').all()).toThrow()
  const again = openArchive(file, key())
  expect(again.prepare('SELECT count(*) AS notes FROM note').get()).toEqual({ notes: 1 })
  again.close()
})

test('works as the design asks: WAL, full synchronisation, temporary data in memory, references checked', () => {
  const db = createArchive(file, key())
  const pragma = (name: string) => db.pragma(name, { simple: true })
  expect([pragma('journal_mode'), pragma('synchronous'), pragma('temp_store'), pragma('foreign_keys')]).toEqual([
    'wal',
    2,
    2,
    1,
  ])
  db.close()
})

test('a plain database is not taken for an archive', () => {
  const plain = new Database(file)
  plain.exec('CREATE TABLE note (text TEXT)')
  plain.close()
  expect(() => openArchive(file, key())).toThrow()
})

test('nothing is created over a file that stands there', () => {
  writeFileSync(file, 'something')
  expect(() => createArchive(file, key())).toThrow()
  expect(readFileSync(file, 'utf8')).toBe('something')
})

test('a key cannot be printed, and is gone once forgotten', () => {
  const secret = key()
  expect(JSON.stringify(secret) + inspect(secret, { depth: 9, showHidden: true })).not.toMatch(/09090909|CQkJ/)
  secret.forget()
  expect(() => secret.bytes()).toThrow()
})

test('migrations run once, in order, and a newer file is recognised', () => {
  const db = createArchive(file, key())
  expect(migrate(db)).toEqual(migrations.map(migration => migration.number))
  expect(migrate(db)).toEqual([])
  expect(schemaOf(db)).toBe(newestSchema)
  expect(isNewer(db)).toBe(false)
  db.pragma(`user_version=${newestSchema + 1}`)
  expect(isNewer(db)).toBe(true)
  db.close()
})

test('migration numbers are unique and every table is strict', () => {
  const numbers = migrations.map(migration => migration.number)
  expect(new Set(numbers).size).toBe(numbers.length)
  const db = createArchive(file, key())
  migrate(db)
  const loose = db
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
    )
    .all()
  expect(loose).toEqual([])
  db.close()
})
