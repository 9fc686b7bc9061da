/** Backup files: an ordinary tar that standard tools can open, written under a temporary name and proven before it counts. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { extract, pack } from 'tar-stream'
import { z } from 'zod'
import { Refused } from '../contract/call'
import type { Files } from './files'
import type { Manifest } from './manifest'
import {
  backupFormat,
  digestTables,
  isSealed,
  isSound,
  manifestSchema,
  sameJournal,
  sameTables,
  sealManifest,
} from './manifest'
import { checkChain } from './journal'
import { newestSchema, schemaOf } from './migrate'
import { openImage } from './open'
import type { Db } from './open'

export type BackupFault =
  | 'wrongCode'
  | 'truncated'
  | 'altered'
  | 'foreign'
  | 'newerFormat'
  | 'newerSchema'
  | 'forged'
  | 'diskFull'
  | 'pathTrick'
  | 'tooLarge'
  | 'fileMissing'
  | 'notWritable'
  | 'unsound'
  | 'placeGone'
  | 'notEmpty'

/** Refuses with a fault that has a text of its own. */
export const refuseBackup = (fault: BackupFault): never => {
  throw new Refused(`backups.${fault}`)
}

/** The backup identity: its secret opens backups, its recipient closes them; `wrapped` is the secret under the recovery code. */
export type BackupIdentity = { secret: string; recipient: string; wrapped: Buffer }

// The code has 160 random bits, so a costly derivation would protect nothing; it would only slow down the standard tool.
const codeWorkFactor = 12

/** Whether a backup can be closed to this age recipient (`age1…`). */
export const isRecipient = (text: string): boolean => {
  try {
    new Encrypter().addRecipient(text)
    return true
  } catch {
    return false
  }
}

/** A new backup identity under a recovery code as it is printed. */
export const newBackupIdentity = async (recoveryCode: string): Promise<BackupIdentity> => {
  const secret = await generateX25519Identity()
  const encrypter = new Encrypter()
  encrypter.setPassphrase(recoveryCode)
  encrypter.setScryptWorkFactor(codeWorkFactor)
  return {
    secret,
    recipient: await identityToRecipient(secret),
    wrapped: Buffer.from(await encrypter.encrypt(`${secret}\n`)),
  }
}

export type Progress = { fraction: number; step: 'copying' | 'checking' | 'restoring' }
export type Work = { progress: (value: Progress) => void; breathe: () => Promise<void> }

const members = {
  manifest: 'manifest.json',
  identity: 'identity.age',
  keys: 'keys.json',
  payload: 'archive.sqlite.gz.age',
} as const
const attachmentName = /^attachments\/([0-9a-f]{64})$/
/** A decrypted snapshot is held in memory; more than this would not fit an office's PC. */
export const largestImage = 1_500_000_000
/** An office's archive packs to about a third; what unpacks to so much more is a bomb. */
const mostUnpacked = 100
const alwaysUnpacked = 64 * 1024 * 1024
const largestSmallMember = 16 * 1024 * 1024
const block = 512
/** Bytes handed on at once: small steps cost more than what is done in them. */
const chunk = 4 * 1024 * 1024

const padded = (bytes: number): number => block + Math.ceil(bytes / block) * block

const collect = async (stream: AsyncIterable<Uint8Array>, most: number): Promise<Buffer> => {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of stream) {
    length += part.length
    if (length > most) refuseBackup('tooLarge')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** A consistent plain image of an open archive, in memory only, as a database of its own. */
const imageOf = (db: Db): Buffer => {
  const image = db.serialize()
  // A database in memory has no write-ahead log; bytes 18 and 19 say which kind of journal a file wants (SQLite file format 1.3).
  image[18] = 1
  image[19] = 1
  return image
}

export type BackupSource = {
  db: Db
  identity: BackupIdentity
  office: Manifest['office']
  program: string
  createdAt: string
  keyFile: Buffer
  /** Folder of the encrypted attachments, and which of them belong to the archive. */
  attachmentFolder: string
  attachments: Manifest['attachments']
  /** Further age recipients that can open every backup, such as headquarters'. */
  escrow: readonly string[]
}

export type WrittenBackup = { name: string; bytes: number; manifest: Manifest }

const ownFaults: Record<string, BackupFault> = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EFBIG: 'diskFull',
  EACCES: 'notWritable',
  EPERM: 'notWritable',
  EROFS: 'notWritable',
  ENOENT: 'notWritable',
  ENOTDIR: 'notWritable',
  EIO: 'placeGone',
  ENODEV: 'placeGone',
  ENXIO: 'placeGone',
}

/** Writes under a temporary name; what `write` leaves there is renamed only when it returns. Refuses in plain words. */
const underTemporaryName = async <T>(
  target: string,
  files: Files,
  write: (temporary: string) => Promise<T>,
): Promise<T> => {
  const temporary = `${target}.writing`
  try {
    const value = await write(temporary)
    files.rename(temporary, target)
    return value
  } catch (error) {
    // A drive that was pulled out cannot be tidied; what is left under that name is never listed.
    try {
      files.remove(temporary)
    } catch {
      return refuseBackup('placeGone')
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const fault = ownFaults[code]
    if (fault) return refuseBackup(fault)
    throw error
  }
}

/** A name that nothing in the folder has yet. */
const freeName = (folder: string, name: string, files: Files): string => {
  const dot = name.lastIndexOf('.')
  for (let count = 1; ; count += 1) {
    const next = count === 1 ? name : `${name.slice(0, dot)}-${count}${name.slice(dot)}`
    if (!files.isFile(join(folder, next))) return next
  }
}

/** Removes what an interrupted backup of this outlet left under its temporary name. */
export const sweepTemporary = (folder: string, name: string, files: Files): void => {
  const own = name.slice(0, name.search(/\d{4}-\d\d-\d\d-/))
  for (const left of files.list(folder))
    if (own !== '' && left.startsWith(own) && left.endsWith('.writing')) files.remove(join(folder, left))
}

/** Copies a proven backup into a further folder; the copy counts when it reads back as the same bytes. */
export const copyBackup = async (path: string, folder: string, name: string, files: Files): Promise<string> => {
  const target = join(folder, freeName(folder, name, files))
  const hashOf = async (file: string): Promise<string> => {
    const hash = createHash('sha256')
    for await (const part of createReadStream(file, { highWaterMark: chunk })) hash.update(part as Buffer)
    return hash.digest('hex')
  }
  await underTemporaryName(target, files, async temporary => {
    if (files.free(folder) < files.size(path) + 1024 * 1024) refuseBackup('diskFull')
    await pipeline(
      createReadStream(path, { highWaterMark: chunk }),
      createWriteStream(temporary, { mode: 0o600, flush: true }),
    )
    if ((await hashOf(path)) !== (await hashOf(temporary))) refuseBackup('altered')
  })
  return basename(target)
}

/** Writes one backup into a folder and proves it by reading it back. Nothing stands under its name until it is proven. */
export const writeBackup = async (
  source: BackupSource,
  folder: string,
  name: string,
  files: Files,
  { progress, breathe }: Work,
): Promise<WrittenBackup> => {
  const target = join(folder, freeName(folder, name, files))
  const manifest = await underTemporaryName(target, files, async temporary => {
    progress({ fraction: 0, step: 'copying' })
    const { manifest, text, payload, imageHash } = await preparePayload(source, breathe)
    progress({ fraction: 0.4, step: 'copying' })
    const expected = manifest.attachments.reduce((sum, { bytes }) => sum + padded(bytes), payload.length + 1024 * 1024)
    if (files.free(folder) < expected) refuseBackup('diskFull')
    const tar = pack()
    const written = pipeline(tar, createWriteStream(temporary, { mode: 0o600, flush: true }))
    // The reader below reports what goes wrong; until then a failed write must not end the process.
    written.catch(() => undefined)
    tar.entry({ name: members.manifest }, text)
    tar.entry({ name: members.identity }, source.identity.wrapped)
    tar.entry({ name: members.keys }, source.keyFile)
    tar.entry({ name: members.payload }, Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength))
    for (const { sha256, bytes } of manifest.attachments) {
      const entry = tar.entry({ name: `attachments/${sha256}`, size: bytes })
      await Promise.race([pipeline(createReadStream(join(source.attachmentFolder, sha256)), entry), written])
      await breathe()
    }
    tar.finalize()
    await written
    progress({ fraction: 0.5, step: 'checking' })
    // What was written is read back and decrypted; the same bytes as the snapshot that was found sound are sound.
    const { plain } = await readMembers(temporary, manifest, files, source.identity.secret, breathe)
    if (createHash('sha256').update(plain).digest('hex') !== imageHash) refuseBackup('altered')
    progress({ fraction: 1, step: 'checking' })
    return manifest
  })
  return { name: basename(target), bytes: files.size(target), manifest }
}

/** Level 1 costs a twentieth more room and half the time. One large chunk, so that the compressor never waits for this thread. */
const compress = promisify(gzip)
const decompress = promisify(gunzip)
const compression = { level: 1, chunkSize: 64 * 1024 * 1024 }

const preparePayload = async (
  source: BackupSource,
  breathe: () => Promise<void>,
): Promise<{ manifest: Manifest; text: string; payload: Uint8Array; imageHash: string }> => {
  const snapshot = openImage(imageOf(source.db))
  try {
    const { rows, head, broken } = checkChain(snapshot)
    const manifest: Manifest = {
      format: backupFormat,
      schema: schemaOf(snapshot),
      program: source.program,
      createdAt: source.createdAt,
      office: source.office,
      recipient: source.identity.recipient,
      tables: await digestTables(snapshot, breathe),
      journal: { rows, head },
      attachments: source.attachments,
    }
    const text = JSON.stringify(manifest, null, 1)
    sealManifest(snapshot, text, source.identity.secret)
    const image = snapshot.serialize()
    const packing = compress(image, compression)
    // While another thread compresses. An archive that is not sound must not push out the last backup that was.
    if (broken !== null || !isSound(snapshot)) refuseBackup('unsound')
    const imageHash = createHash('sha256').update(image).digest('hex')
    const encrypter = new Encrypter()
    for (const recipient of [source.identity.recipient, ...source.escrow]) encrypter.addRecipient(recipient)
    return { manifest, text, payload: await encrypter.encrypt(await packing), imageHash }
  } finally {
    snapshot.close()
  }
}

/** What a file says of itself, before anybody has proven it. */
export type Claims = { manifest: Manifest; manifestText: string; wrapped: Buffer; bytes: number }

const readManifest = (bytes: Buffer): Manifest => {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch {
    return refuseBackup('foreign')
  }
  const format = value !== null && typeof value === 'object' && 'format' in value ? value.format : null
  if (typeof format !== 'string' || !format.startsWith('watchpost-backup-')) return refuseBackup('foreign')
  if (format !== backupFormat) return refuseBackup('newerFormat')
  const parsed = manifestSchema.safeParse(value)
  return parsed.success ? parsed.data : refuseBackup('altered')
}

/** Walks the members in their fixed order; a member of any other name, kind or place is refused. */
const walk = async (
  path: string,
  files: Files,
  visit: (name: string, entry: AsyncIterable<Uint8Array>, size: number) => Promise<void>,
): Promise<void> => {
  const bytes = files.isFile(path) ? files.size(path) : refuseBackup('fileMissing')
  const order = Object.values(members)
  let expected = 1024
  let seen = 0
  const reader = extract()
  const read = pipeline(createReadStream(path, { highWaterMark: chunk }), reader)
  read.catch(() => undefined)
  try {
    for await (const entry of reader) {
      const { name, type, size } = entry.header
      const wanted = order[seen]
      // SECURITY: no name of the file is ever joined to a path; only these are known (tests/archive/backup.test.ts).
      if (wanted === undefined ? !attachmentName.test(name) : name !== wanted)
        refuseBackup(seen === 0 ? 'foreign' : 'pathTrick')
      if (type !== 'file') refuseBackup('pathTrick')
      seen += 1
      expected += padded(size)
      // The library leaves the kind of its chunks open; they are the bytes of the file read above.
      await visit(name, entry as AsyncIterable<unknown> as AsyncIterable<Uint8Array>, size)
      entry.resume()
    }
    await read
  } catch (error) {
    reader.destroy()
    if (error instanceof Refused) throw error
    if (bytes < block || seen === 0) return refuseBackup('foreign')
    const message = error instanceof Error ? error.message : ''
    return refuseBackup(message.includes('end of data') ? 'truncated' : 'altered')
  }
  if (seen === 0) refuseBackup('foreign')
  // The end marker of a tar carries nothing, so no reader misses it; the length says whether it is there.
  if (bytes < expected || seen < order.length) refuseBackup('truncated')
  if (bytes > expected) refuseBackup('altered')
}

/** Reads what the file claims, and whether it is whole. Needs no secret. */
export const readClaims = async (path: string, files: Files): Promise<Claims> => {
  let manifestText = ''
  let manifest: Manifest | null = null
  let wrapped = Buffer.alloc(0)
  await walk(path, files, async (name, entry, size) => {
    if (name === members.manifest || name === members.identity) {
      if (size > largestSmallMember) refuseBackup('tooLarge')
      const bytes = await collect(entry, largestSmallMember)
      if (name === members.manifest) {
        manifest = readManifest(bytes)
        manifestText = bytes.toString('utf8')
      } else wrapped = Buffer.from(bytes)
    }
  })
  const read = manifest as Manifest | null
  if (!read) return refuseBackup('foreign')
  if (read.schema > newestSchema) refuseBackup('newerSchema')
  return { manifest: read, manifestText, wrapped, bytes: files.size(path) }
}

/** The backup identity's secret from the printed recovery code; refuses `wrongCode`. */
export const unlockIdentity = async (claims: Claims, recoveryCode: string): Promise<string> => {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(recoveryCode)
  let secret: string
  try {
    secret = (await decrypter.decrypt(claims.wrapped, 'text')).trim()
  } catch {
    return refuseBackup('wrongCode')
  }
  const recipient = await identityToRecipient(secret).catch(() => '')
  return recipient === claims.manifest.recipient ? secret : refuseBackup('altered')
}

export type OpenedBackup = { claims: Claims; image: Db }

/** Reads the members that hold something: the decrypted image, and every attachment hashed. */
const readMembers = async (
  path: string,
  manifest: Manifest,
  files: Files,
  secret: string,
  breathe: () => Promise<void>,
): Promise<{ plain: Buffer }> => {
  const images: Buffer[] = []
  const attachments = new Map(manifest.attachments.map(({ sha256 }) => [sha256, false]))
  await walk(path, files, async (name, entry, size) => {
    const attachment = attachmentName.exec(name)?.[1]
    if (name === members.payload) images.push(await decryptPayload(entry, size, secret))
    if (attachment !== undefined) {
      const hash = createHash('sha256')
      for await (const part of entry) hash.update(part)
      if (!attachments.has(attachment) || hash.digest('hex') !== attachment) refuseBackup('altered')
      attachments.set(attachment, true)
    }
    await breathe()
  })
  const [plain] = images
  return !plain || [...attachments.values()].includes(false) ? refuseBackup('altered') : { plain }
}

/**
 * The backup identity's secret. Headquarters' key opens a backup without it; then it lies inside, where the archive
 * keeps it. Whoever holds only that key learns from the seal that the file agrees with itself, not who made it.
 */
const sealingSecret = async (image: Db, { manifest }: Claims, opener: string): Promise<string> => {
  if ((await identityToRecipient(opener)) === manifest.recipient) return opener
  const kept = image.prepare<[], { value: string }>("SELECT value FROM secret WHERE name = 'backupIdentity'").get()
  const { secret } = z.object({ secret: z.string() }).parse(JSON.parse(kept?.value ?? ''))
  return (await identityToRecipient(secret)) === manifest.recipient ? secret : refuseBackup('forged')
}

/**
 * Decrypts a backup into memory and proves who wrote it: seal, schema, journal chain. Its rows are proven by
 * `proveImage`, or after a restore by the hashes of the restored tables.
 */
export const openBackup = async (
  path: string,
  claims: Claims,
  files: Files,
  secret: string,
  { progress, breathe }: Work,
): Promise<OpenedBackup> => {
  progress({ fraction: 0, step: 'checking' })
  const { plain } = await readMembers(path, claims.manifest, files, secret, breathe)
  progress({ fraction: 0.5, step: 'checking' })
  return reading(async () => {
    const image = openImage(plain)
    try {
      image.pragma('trusted_schema=OFF')
      const identity = await sealingSecret(image, claims, secret)
      if (!isSealed(image, claims.manifestText, identity)) refuseBackup('forged')
      if (schemaOf(image) !== claims.manifest.schema || !sameJournal(image, claims.manifest)) refuseBackup('altered')
      return { claims, image }
    } catch (error) {
      image.close()
      throw error
    }
  })
}

/** Proves every row of an opened backup: integrity, references, counts and hashes. Refuses `altered`. */
export const proveImage = async ({ claims, image }: OpenedBackup, { progress, breathe }: Work): Promise<void> => {
  await reading(async () => {
    if (!isSound(image)) refuseBackup('altered')
    progress({ fraction: 0.8, step: 'checking' })
    if (!sameTables(await digestTables(image, breathe), claims.manifest.tables)) refuseBackup('altered')
  })
  progress({ fraction: 1, step: 'checking' })
}

/** The archive in the clear. Only headquarters' command asks for it, on the wish of whoever holds its key. */
export const plainOf = ({ image }: OpenedBackup): Buffer => image.serialize()

/** What the driver finds wrong with an image is the file's fault, not the program's. */
const reading = async <T>(work: () => T | Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    return error instanceof Refused ? Promise.reject(error) : refuseBackup('altered')
  }
}

const decryptPayload = async (entry: AsyncIterable<Uint8Array>, size: number, secret: string): Promise<Buffer> => {
  const decrypter = new Decrypter()
  decrypter.addIdentity(secret)
  try {
    const packed = await decrypter.decrypt(await collect(entry, largestImage))
    const maxOutputLength = Math.min(largestImage, Math.max(alwaysUnpacked, size * mostUnpacked))
    return await decompress(packed, { chunkSize: compression.chunkSize, maxOutputLength })
  } catch (error) {
    if (error instanceof Refused) throw error
    if (error instanceof RangeError) return refuseBackup('tooLarge')
    const forOthers = error instanceof Error && error.message.includes('no identity matched')
    return refuseBackup(forOthers ? 'wrongCode' : 'altered')
  }
}

/** Copies the attachments of a proven backup into a folder; what is there already is left alone. */
export const extractAttachments = async (path: string, files: Files, folder: string): Promise<void> => {
  await walk(path, files, async (name, entry) => {
    const sha256 = attachmentName.exec(name)?.[1]
    if (sha256 === undefined || files.isFile(join(folder, sha256))) return
    const bytes = await collect(entry, largestImage)
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) refuseBackup('altered')
    files.writeDurably(join(folder, sha256), bytes)
  })
}
