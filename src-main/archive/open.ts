/** Opens the encrypted archive and proves that it is encrypted. The only importer of the driver. */
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import Database from 'better-sqlite3'

export type Db = Database.Database

/** The archive's key: 32 raw bytes that cannot be printed by accident. */
export type ArchiveKey = { readonly bytes: () => Buffer; readonly forget: () => void }

/** Wraps 32 raw bytes. `forget` overwrites them; using the key afterwards throws. */
export const archiveKey = (raw: Buffer): ArchiveKey => {
  if (raw.length !== 32) throw new Error('an archive key has 32 bytes')
  const held = Buffer.from(raw)
  let forgotten = false
  return {
    bytes: () => {
      if (forgotten) throw new Error('the archive key is gone')
      return held
    },
    forget: () => {
      forgotten = true
      held.fill(0)
    },
  }
}

const plainHead = Buffer.from('SQLite format 3\0')

/** Whether the file begins like an unencrypted database. */
export const isPlain = (file: string): boolean => {
  const head = Buffer.alloc(16)
  const handle = openSync(file, 'r')
  try {
    readSync(handle, head, 0, 16, 0)
  } finally {
    closeSync(handle)
  }
  return head.equals(plainHead)
}

// An unpackaged program may name an addon built for its own Electron; see scripts/sqlite-addon.mjs.
// SECURITY: a packaged one has forgotten the variable by now (shell/places.ts, tried by scripts/verify-package.mjs).
const binding = process.env['WATCHPOST_SQLITE_BINDING']
const driverOptions = binding ? { nativeBinding: binding } : {}

/** What searches ask beside SQL's own: `initials('mi feng quan')` is `mfq`. */
const withFunctions = (db: Db): Db =>
  db.function('initials', { deterministic: true }, (reading: unknown) => String(reading).replace(/(\S)\S*\s*/g, '$1'))

const connect = (file: string, key: ArchiveKey, readonly: boolean, mustExist: boolean): Db => {
  const db = withFunctions(new Database(file, { readonly, fileMustExist: mustExist, timeout: 5000, ...driverOptions }))
  try {
    db.pragma("cipher='sqlcipher'")
    db.pragma('legacy=4')
    // SECURITY: handed over as bytes in raw-key form, so that the key never stands in SQL text (tests/archive/open.test.ts).
    const raw = Buffer.from(`x'${key.bytes().toString('hex')}'`)
    db.key(raw)
    raw.fill(0)
    db.prepare('SELECT count(*) FROM sqlite_master').get()
    db.pragma('temp_store=MEMORY')
    db.pragma('cache_size=-65536')
    db.pragma('foreign_keys=ON')
    db.pragma('trusted_schema=OFF')
    if (!readonly) {
      db.pragma('journal_mode=WAL')
      db.pragma('synchronous=FULL')
    }
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Opens an existing archive. Throws the driver's error when the key is wrong or the file is damaged. */
export const openArchive = (file: string, key: ArchiveKey, { readonly = false } = {}): Db => {
  const db = connect(file, key, readonly, true)
  try {
    assertEncrypted(file)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Makes a new, empty archive. Refuses to touch a file that exists. */
export const createArchive = (file: string, key: ArchiveKey): Db => {
  if (existsSync(file)) throw new Error('an archive stands here already')
  const db = connect(file, key, false, false)
  db.exec('CREATE TABLE seed (grain INTEGER) STRICT; DROP TABLE seed')
  db.pragma('wal_checkpoint(TRUNCATE)')
  assertEncrypted(file)
  return db
}

/** Keeps little of a database in memory beside it: its pages are read, or written, once. */
export const keepFewPages = (db: Db, schema = 'main'): void => {
  db.pragma(`${schema}.cache_size=-2048`)
}

/** Opens a plain image in memory: what a backup is decrypted to, never a file. The driver has a copy of its own. */
export const openImage = (image: Buffer): Db => {
  const db = withFunctions(new Database(image, driverOptions))
  // A page is no nearer in the cache than in the image.
  keepFewPages(db)
  return db
}

// SECURITY: a driver without encryption ignores the key and writes plain text; this is the proof that it did not.
const assertEncrypted = (file: string): void => {
  if (isPlain(file)) throw new Error('the archive is not encrypted')
  const keyless = new Database(file, { readonly: true, ...driverOptions })
  try {
    keyless.prepare('SELECT count(*) FROM sqlite_master').get()
  } catch {
    return
  } finally {
    keyless.close()
  }
  throw new Error('the archive opens without its key')
}
