/** Writes backup files: an ordinary tar that standard tools can open, under a temporary name until it is proven. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { pack } from 'tar-stream'
import { chunk, members, padded, readMembers, refuseBackup } from './backupReader'
import type { BackupFault, OpenedBackup, Work } from './backupReader'
import type { Examine } from './examine'
import { noRoom, noWriting } from './files'
import type { Files } from './files'
import type { Manifest } from './manifest'
import { backupFormat, sealOf } from './manifest'
import { schemaOf } from './migrate'
import { letGo, partsOf, streamOf, through } from './byteStreams'
import type { Db } from './open'

/** The backup identity: its secret opens backups, its recipient closes them; `wrapped` is the secret under the recovery code. */
export type BackupIdentity = { secret: string; recipient: string; wrapped: Buffer }

// The code has 160 random bits, so a costly derivation would protect nothing; it would only slow down the standard tool.
const codeWorkFactor = 6

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

/** A consistent image of an open archive in the clear: in memory only, where a second thread can read it too. */
const imageOf = (db: Db): Buffer => {
  // Every page is read once and none of it is what is asked for next: the cache stays small over it.
  const cacheSize = Number(db.pragma('cache_size', { simple: true }))
  db.pragma('cache_size=-2048')
  const image = db.serialize()
  db.pragma(`cache_size=${cacheSize}`)
  // A database in memory has no write-ahead log; bytes 18 and 19 say which kind of journal a file wants (SQLite file format 1.3).
  image[18] = 1
  image[19] = 1
  const shared = Buffer.from(new SharedArrayBuffer(image.length))
  image.copy(shared)
  letGo(image)
  return shared
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

/** What the system's code says of a place, where that is a fault with a text of its own. */
const faultOf = (code: string): BackupFault | null => {
  if (noRoom.includes(code)) return 'diskFull'
  if ([...noWriting, 'ENOENT', 'ENOTDIR'].includes(code)) return 'notWritable'
  return ['EIO', 'ENODEV', 'ENXIO'].includes(code) ? 'placeGone' : null
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
    const fault = faultOf(code)
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

/**
 * Writes one backup into a folder and proves it by reading it back. Nothing stands under its name until it is proven.
 * The snapshot is examined while it is packed: an archive that is not sound must not push out the last backup that was.
 */
export const writeBackup = async (
  source: BackupSource,
  folder: string,
  name: string,
  files: Files,
  { progress, breathe }: Work,
  examine: Examine,
): Promise<WrittenBackup> => {
  const target = join(folder, freeName(folder, name, files))
  const manifest = await underTemporaryName(target, files, async temporary => {
    progress({ fraction: 0, step: 'copying' })
    const image = imageOf(source.db)
    const examination = examine(image, breathe)
    try {
      const { payload, sha256 } = await packed(image, [source.identity.recipient, ...source.escrow], async part => {
        progress({ fraction: 0.1 + 0.4 * part, step: 'copying' })
        await breathe()
      })
      const manifest: Manifest = {
        format: backupFormat,
        schema: schemaOf(source.db),
        program: source.program,
        createdAt: source.createdAt,
        office: source.office,
        recipient: source.identity.recipient,
        ...(await examination.tally),
        image: { bytes: image.length, sha256 },
        attachments: source.attachments,
      }
      await writeTar(temporary, source, manifest, payload, files.free(folder), breathe)
      payload.parts.forEach(letGo)
      // What was written is read back and decrypted: the same bytes as the snapshot that is found sound.
      await readMembers(temporary, manifest, files, source.identity.secret, breathe, (_part, offset) => {
        progress({ fraction: 0.6 + (0.4 * offset) / image.length, step: 'checking' })
      })
      if (!(await examination.sound)) refuseBackup('unsound')
      progress({ fraction: 1, step: 'checking' })
      return manifest
    } finally {
      examination.stop()
    }
  })
  return { name: basename(target), bytes: files.size(target), manifest }
}

type Payload = { parts: Uint8Array[]; bytes: number }

/** Packs and encrypts an image as a stream; `breathe` is told which part of it is done. */
const packed = async (
  image: Buffer,
  recipients: readonly string[],
  breathe: (part: number) => Promise<void>,
): Promise<{ payload: Payload; sha256: string }> => {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  const hash = createHash('sha256')
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let from = 0; from < image.length; from += chunk) {
      const piece = image.subarray(from, from + chunk)
      hash.update(piece)
      await breathe(from / image.length)
      yield piece
    }
  }
  // Level 1 costs a twentieth more room and half the time; another thread compresses while this one encrypts.
  const zipped = through(pieces(), createGzip({ level: 1, chunkSize: chunk }))
  const payload: Payload = { parts: [], bytes: 0 }
  for await (const part of partsOf(await encrypter.encrypt(streamOf(zipped)))) {
    payload.parts.push(part)
    payload.bytes += part.length
  }
  return { payload, sha256: hash.digest('hex') }
}

/** Writes the members in their order and waits until the disk holds them. */
const writeTar = async (
  path: string,
  source: BackupSource,
  manifest: Manifest,
  payload: Payload,
  free: number,
  breathe: () => Promise<void>,
): Promise<void> => {
  const text = JSON.stringify(manifest, null, 1)
  const expected = manifest.attachments.reduce((sum, { bytes }) => sum + padded(bytes), payload.bytes + 1024 * 1024)
  if (free < expected) refuseBackup('diskFull')
  const tar = pack()
  const written = pipeline(tar, createWriteStream(path, { mode: 0o600, flush: true }))
  // What waits below reports what goes wrong; until then a failed write must not end the process.
  written.catch(() => undefined)
  tar.entry({ name: members.manifest }, text)
  tar.entry({ name: members.seal }, sealOf(text, source.identity.secret))
  tar.entry({ name: members.identity }, source.identity.wrapped)
  tar.entry({ name: members.keys }, source.keyFile)
  const add = (name: string, size: number, content: Readable): Promise<void> =>
    Promise.race([pipeline(content, tar.entry({ name, size })), written])
  await add(members.payload, payload.bytes, Readable.from(payload.parts))
  for (const { sha256, bytes } of manifest.attachments) {
    await add(`attachments/${sha256}`, bytes, createReadStream(join(source.attachmentFolder, sha256)))
    await breathe()
  }
  tar.finalize()
  await written
}

/** The archive in the clear. Only headquarters' command asks for it, on the wish of whoever holds its key. */
export const plainOf = ({ image }: OpenedBackup): Buffer => image.serialize()
