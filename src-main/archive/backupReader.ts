/** Reads backup files: what they claim, whether they are whole, who wrote them, and whether every row is as it was. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Decrypter, identityToRecipient } from 'age-encryption'
import { extract } from 'tar-stream'
import { z } from 'zod'
import { Refused } from '../contract/call'
import { isDiskFull, systemCode } from './files'
import type { Files } from './files'
import type { Manifest } from './manifest'
import { backupFormat, digestTables, isSealed, isSound, manifestSchema, sameJournal, sameTables } from './manifest'
import { newestSchema, schemaOf } from './migrate'
import { openImage } from './open'
import type { Db } from './open'
import { ahead, gathered, letGo, partsOf, shortened, streamOf, through } from './byteStreams'
import { sameTrees, treesOf } from './trees'

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
  | 'unreadable'
  | 'notWritable'
  | 'unsound'
  | 'placeGone'
  | 'notEmpty'
  | 'companionsMissing'

/** Refuses with a fault that has a text of its own. */
export const refuseBackup = (fault: BackupFault): never => {
  throw new Refused(`backups.${fault}`)
}

export type Progress = { fraction: number; step: 'copying' | 'checking' | 'restoring' }
export type Work = { progress: (value: Progress) => void; breathe: () => Promise<void> }

export const members = {
  manifest: 'manifest.json',
  seal: 'manifest.seal',
  identity: 'identity.age',
  keys: 'keys.json',
  payload: 'archive.sqlite.gz.age',
} as const
const attachmentName = /^attachments\/([0-9a-f]{64})$/
/** A decrypted snapshot is held in memory; more than this would not fit an office's PC. */
const largestImage = 1_500_000_000
/** An office's archive packs to about a third; what unpacks to so much more is a bomb. */
const mostUnpacked = 100
const alwaysUnpacked = 64 * 1024 * 1024
const largestSmallMember = 16 * 1024 * 1024
/** Bytes of a tar's header, and what its members are filled up to. */
export const block = 512
/** Bytes handed on at once: small steps cost more than what is done in them. */
export const chunk = 4 * 1024 * 1024

/** Bytes read from the disk at once: the first are decrypted and unpacked while the next come. */
const readAtOnce = 1024 * 1024
/** Packed bytes handed at once to the thread that unpacks them; it goes far ahead of this one, which it must never wait for. */
const packedPart = 1024 * 1024
const unpacking = { chunkSize: chunk, readableHighWaterMark: 4 * chunk, ...ahead }

export const padded = (bytes: number): number => block + Math.ceil(bytes / block) * block

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

/** What a file says of itself, before anybody has proven it. */
export type Claims = { manifest: Manifest; manifestText: string; seal: string; wrapped: Buffer; bytes: number }

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

/** What a reader throws that comes to the end of the file too early. */
const isCut = (error: unknown): boolean => error instanceof Error && error.message.includes('end of data')

/**
 * Walks the members in their fixed order; a member of any other name, kind or place is refused. With `until` it ends
 * before that member. Answers how many bytes a file has that ends with the last member it came to.
 */
const walk = async (
  path: string,
  files: Files,
  visit: (name: string, entry: AsyncIterable<Uint8Array>, size: number) => Promise<void>,
  until: string | null = null,
): Promise<number> => {
  const bytes = files.isFile(path) ? files.size(path) : refuseBackup('fileMissing')
  const order = Object.values(members)
  let expected = 1024
  let seen = 0
  const reader = extract()
  const read = pipeline(createReadStream(path, { highWaterMark: readAtOnce }), reader)
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
      if (name === until) return expected
      // The library leaves the kind of its chunks open; they are the bytes of the file read above.
      await visit(name, entry as AsyncIterable<unknown> as AsyncIterable<Uint8Array>, size)
      entry.resume()
    }
    await read
  } catch (error) {
    reader.destroy()
    if (error instanceof Refused) throw error
    const code = systemCode(error)
    if (code !== null) return refuseBackup(code === 'ENOENT' ? 'fileMissing' : 'unreadable')
    if (bytes < block || seen === 0) return refuseBackup('foreign')
    return refuseBackup(isCut(error) ? 'truncated' : 'altered')
  }
  if (seen === 0) refuseBackup('foreign')
  // The end marker of a tar carries nothing, so no reader misses it; the length says whether it is there.
  if (bytes < expected || seen < order.length) refuseBackup('truncated')
  return bytes > expected ? refuseBackup('altered') : expected
}

/** Reads what stands before the payload, which needs no secret; and how long the file is with the payload. */
const headOf = async (path: string, files: Files): Promise<{ claims: Claims; withPayload: number }> => {
  const small = new Map<string, Buffer>()
  const keep = async (name: string, entry: AsyncIterable<Uint8Array>, size: number): Promise<void> => {
    if (size > largestSmallMember) refuseBackup('tooLarge')
    const bytes = await collect(entry, largestSmallMember)
    small.set(name, bytes)
    // What is no backup is refused before the rest of it is read.
    if (name === members.manifest) readManifest(bytes)
  }
  const withPayload = await walk(path, files, keep, members.payload)
  const read = (name: string): Buffer => small.get(name) ?? refuseBackup('foreign')
  const manifest = readManifest(read(members.manifest))
  if (manifest.schema > newestSchema) refuseBackup('newerSchema')
  const claims = {
    manifest,
    manifestText: read(members.manifest).toString('utf8'),
    seal: read(members.seal).toString('latin1'),
    wrapped: read(members.identity),
    bytes: files.size(path),
  }
  return { claims, withPayload }
}

/**
 * What a file claims that nobody opens yet; refuses one that has not the length it says. Only the head is read: a stick full
 * of backups is looked through at once.
 */
export const readClaims = async (path: string, files: Files): Promise<Claims> => {
  const { claims, withPayload } = await headOf(path, files)
  const whole = claims.manifest.attachments.reduce((sum, { bytes }) => sum + padded(bytes), withPayload)
  if (claims.bytes === whole) return claims
  // Only such a file is read to its end: what is wrong with it can be said.
  await walk(path, files, () => Promise.resolve())
  return refuseBackup('altered')
}

/** What a file claims that is about to be opened: opening finds out whether it is whole, so a stick is read once. */
export const readHead = async (path: string, files: Files): Promise<Claims> => (await headOf(path, files)).claims

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

/**
 * Reads the members that hold something: hands over the decrypted image part by part and proves that it is, byte for
 * byte, the one that the manifest names; hashes every attachment.
 */
export const readMembers = async (
  path: string,
  manifest: Manifest,
  files: Files,
  secret: string,
  breathe: () => Promise<void>,
  take: (part: Uint8Array, offset: number) => void,
): Promise<void> => {
  const attachments = new Map(manifest.attachments.map(({ sha256 }) => [sha256, false]))
  await walk(path, files, async (name, entry, size) => {
    const attachment = attachmentName.exec(name)?.[1]
    if (name === members.payload) {
      const { bytes, sha256 } = manifest.image
      if (bytes > Math.min(largestImage, Math.max(alwaysUnpacked, size * mostUnpacked))) refuseBackup('tooLarge')
      const hash = createHash('sha256')
      let unpacked = 0
      for await (const part of unpack(entry, secret)) {
        if (unpacked + part.length > bytes) refuseBackup('tooLarge')
        hash.update(part)
        take(part, unpacked)
        unpacked += part.length
        letGo(part)
        await breathe()
      }
      // What decrypts and is not what the manifest names was closed to the public recipient by somebody else.
      if (unpacked !== bytes || hash.digest('hex') !== sha256) refuseBackup('forged')
    }
    if (attachment !== undefined) {
      const hash = createHash('sha256')
      for await (const part of entry) hash.update(part)
      if (!attachments.has(attachment) || hash.digest('hex') !== attachment) refuseBackup('altered')
      attachments.set(attachment, true)
    }
    await breathe()
  })
  if ([...attachments.values()].includes(false)) refuseBackup('altered')
}

/** Decrypts and unpacks a payload as it is read: this thread decrypts while another one unpacks. */
async function* unpack(entry: AsyncIterable<Uint8Array>, secret: string): AsyncGenerator<Uint8Array> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(secret)
  try {
    const decrypted = shortened(entry, async parts => partsOf(await decrypter.decrypt(streamOf(parts))))
    yield* through(gathered(decrypted, packedPart), createGunzip(unpacking), letGo)
  } catch (error) {
    if (error instanceof Refused || systemCode(error) !== null) throw error
    if (isCut(error)) refuseBackup('truncated')
    const forOthers = error instanceof Error && error.message.includes('no identity matched')
    refuseBackup(forOthers ? 'wrongCode' : 'altered')
  }
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

/** Decrypts a backup into memory and proves that it is, to the byte, what its own office found sound and sealed. */
export const openBackup = async (
  path: string,
  claims: Claims,
  files: Files,
  secret: string,
  { progress, breathe }: Work,
): Promise<OpenedBackup> => {
  const { manifest, manifestText, seal } = claims
  progress({ fraction: 0, step: 'checking' })
  // SECURITY: a claimed size takes no memory before it was held against the file's (tests/archive/tampering.test.ts).
  let plain = Buffer.alloc(0)
  await readMembers(path, manifest, files, secret, breathe, (part, offset) => {
    if (offset === 0) plain = Buffer.allocUnsafeSlow(manifest.image.bytes)
    plain.set(part, offset)
    progress({ fraction: offset / plain.length, step: 'checking' })
  })
  return reading(async () => {
    const image = openImage(plain)
    // The driver has a copy of its own.
    letGo(plain)
    try {
      image.pragma('trusted_schema=OFF')
      if (!isSealed(manifestText, seal, await sealingSecret(image, claims, secret))) refuseBackup('forged')
      return { claims, image }
    } catch (error) {
      image.close()
      throw error
    }
  })
}

/** Proves every row of an opened backup anew: integrity, references, journal chain, counts and hashes. Refuses `altered`. */
export const proveImage = async ({ claims, image }: OpenedBackup, { progress, breathe }: Work): Promise<void> => {
  const { schema, tables, trees } = claims.manifest
  await reading(async () => {
    if (schemaOf(image) !== schema || !sameJournal(image, claims.manifest)) refuseBackup('altered')
    progress({ fraction: 0.1, step: 'checking' })
    await breathe()
    if (!isSound(image)) refuseBackup('altered')
    progress({ fraction: 0.7, step: 'checking' })
    if (!sameTables(await digestTables(image, breathe), tables)) refuseBackup('altered')
    if (!sameTrees(treesOf(image), trees)) refuseBackup('altered')
  })
  progress({ fraction: 1, step: 'checking' })
}

/** What the driver finds wrong with an image is the file's fault, not the program's; a full disk is nobody's. */
export const reading = async <T>(work: () => T | Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Refused) throw error
    return refuseBackup(isDiskFull(error) ? 'diskFull' : 'altered')
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
