/** Writes backup files: an ordinary tar that standard tools can open, under a temporary name until it is proven. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Encrypter } from 'age-encryption'
import { pack } from 'tar-stream'
import type { BackupIdentity } from './backupIdentity'
import { block, chunk, members, padded, readMembers, refuseBackup } from './backupReader'
import type { BackupFault, OpenedBackup, Work } from './backupReader'
import type { Examine, Tally } from './examine'
import { isDiskFull, noWriting, systemCode } from './files'
import type { Files } from './files'
import type { Manifest } from './manifest'
import { backupFormat, sealOf, tablesOf } from './manifest'
import { schemaOf } from './migrate'
import { ahead, gathered, letGo, partsOf, streamOf, through } from './byteStreams'
import { keepFewPages } from './open'
import type { Db } from './open'

/** Bytes of the payload made, and written, at once: more of them only wait for each other in memory. */
const packedAtOnce = 512 * 1024

/** A consistent image of an open archive in the clear: in memory only, in bytes that can be handed to a second thread and back. */
const imageOf = (db: Db): Buffer => {
  // Every page is read once and none of it is what is asked for next: the cache stays small over it.
  const cacheSize = Number(db.pragma('cache_size', { simple: true }))
  keepFewPages(db)
  const image = db.serialize()
  db.pragma(`cache_size=${cacheSize}`)
  // A database in memory has no write-ahead log; bytes 18 and 19 say which kind of journal a file wants (SQLite file format 1.3).
  image[18] = 1
  image[19] = 1
  // The driver's own memory stays in its thread.
  const own = Buffer.allocUnsafeSlow(image.length)
  image.copy(own)
  letGo(image)
  return own
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

/** What the system, or the driver, says of a place, as a fault with a text of its own; null for what is no fault of a place. */
export const placeFault = (error: unknown): BackupFault | null => {
  if (isDiskFull(error)) return 'diskFull'
  const code = systemCode(error)
  if (code === null) return null
  // Drives and shares go away in many ways.
  return [...noWriting, 'ENOENT', 'ENOTDIR'].includes(code) ? 'notWritable' : 'placeGone'
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
    const fault = placeFault(error)
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

/** Removes a file; false where the place does not let it go, so that it is tried again another time. */
export const removeWhereAllowed = (path: string, files: Files): boolean => {
  try {
    files.remove(path)
    return true
  } catch (error) {
    if (placeFault(error) === null) throw error
    return false
  }
}

/** Removes what an interrupted backup of this outlet left under its temporary name, unless something still holds it. */
export const sweepTemporary = (folder: string, name: string, files: Files): void => {
  const own = name.slice(0, name.search(/\d{4}-\d\d-\d\d-/))
  for (const left of files.list(folder))
    if (own !== '' && left.startsWith(own) && left.endsWith('.writing')) removeWhereAllowed(join(folder, left), files)
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
 * What is packed goes straight to its place in the file, behind the room for what is said of it: of the archive only the
 * snapshot and the examiner's copy are held in memory.
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
    const room = roomFor(source)
    const start = headSize(source, room)
    const attachments = source.attachments.reduce((sum, { bytes }) => sum + padded(bytes), 0)
    if (files.free(folder) < start + attachments + 1024 * 1024) refuseBackup('diskFull')
    progress({ fraction: 0, step: 'copying' })
    const examination = examine(imageOf(source.db), breathe)
    try {
      const image = await examination.image
      const { length } = image
      const payload = await writePayload(temporary, start, source, image, async part => {
        progress({ fraction: 0.1 + 0.4 * part, step: 'copying' })
        await breathe()
      })
      letGo(image)
      const manifest: Manifest = {
        ...saidBefore(source),
        ...(await examination.tally),
        image: { bytes: length, sha256: payload.sha256 },
      }
      await writeHead(temporary, start, source, textOf(manifest, room), payload.bytes)
      await writeAttachments(temporary, start - block + padded(payload.bytes), source, breathe)
      // What was written is read back and decrypted: the same bytes as the snapshot that is found sound.
      await readMembers(temporary, manifest, files, source.identity.secret, breathe, (_part, offset) => {
        progress({ fraction: 0.6 + (0.4 * offset) / length, step: 'checking' })
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

/** What the manifest says that is known before the archive is packed. */
const saidBefore = (source: BackupSource): Omit<Manifest, keyof Tally | 'image'> => ({
  format: backupFormat,
  schema: schemaOf(source.db),
  program: source.program,
  createdAt: source.createdAt,
  office: source.office,
  recipient: source.identity.recipient,
  attachments: source.attachments,
})

/** The manifest as it stands in the file: filled up with spaces to so many bytes, because what stands behind it is written before it. */
const textOf = (manifest: Manifest, bytes: number): string => {
  const text = JSON.stringify(manifest, null, 1)
  return text + ' '.repeat(bytes - Buffer.byteLength(text))
}

/** The bytes of the manifest where every figure in it is as long as one can be. */
const roomFor = (source: BackupSource): number => {
  const [most, hash] = [Number.MAX_SAFE_INTEGER, '0'.repeat(64)]
  const trees = source.db.prepare<[], { name: string }>('SELECT name FROM sqlite_schema WHERE rootpage > 0').all()
  const longest: Manifest = {
    ...saidBefore(source),
    tables: Object.fromEntries(tablesOf(source.db).map(({ name }) => [name, { rows: most, sha256: hash }])),
    trees: Object.fromEntries(trees.map(({ name }) => [name, most])),
    journal: { rows: most, head: hash },
    image: { bytes: most, sha256: hash },
  }
  return Buffer.byteLength(JSON.stringify(longest, null, 1))
}

/** The members before the payload. */
const smallMembers = (source: BackupSource, text: string): [string, Buffer][] => [
  [members.manifest, Buffer.from(text)],
  [members.seal, Buffer.from(sealOf(text, source.identity.secret))],
  [members.identity, source.identity.wrapped],
  [members.keys, source.keyFile],
]

/** Bytes before the payload's first: the small members, and the payload's own header. */
const headSize = (source: BackupSource, room: number): number =>
  smallMembers(source, ' '.repeat(room)).reduce((sum, [, content]) => sum + padded(content.length), block)

/**
 * Packs and encrypts an image as a stream to its place in a new file; `breathe` is told which part of it is done. Answers
 * how many bytes that were, and the image's hash.
 */
const writePayload = async (
  path: string,
  start: number,
  { identity, escrow }: BackupSource,
  image: Buffer,
  breathe: (part: number) => Promise<void>,
): Promise<{ bytes: number; sha256: string }> => {
  const encrypter = new Encrypter()
  for (const recipient of [identity.recipient, ...escrow]) encrypter.addRecipient(recipient)
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
  const zipped = through(pieces(), createGzip({ level: 1, chunkSize: packedAtOnce, ...ahead }))
  const encrypted = gathered(partsOf(await encrypter.encrypt(streamOf(zipped))), packedAtOnce)
  // With room for nothing it asks for the next part when this one is written.
  const written = createWriteStream(path, { mode: 0o600, start, highWaterMark: 1 })
  async function* once(): AsyncGenerator<Uint8Array> {
    for await (const part of encrypted) {
      yield part
      letGo(part)
    }
  }
  await pipeline(once(), written)
  return { bytes: written.bytesWritten, sha256: hash.digest('hex') }
}

/** Writes the `start` bytes before a payload of so many bytes. */
const writeHead = async (
  path: string,
  start: number,
  source: BackupSource,
  text: string,
  payload: number,
): Promise<void> => {
  const tar = pack()
  for (const [name, content] of smallMembers(source, text)) tar.entry({ name }, content)
  tar.entry({ name: members.payload, size: payload })
  async function* head(): AsyncGenerator<Uint8Array> {
    let bytes = 0
    // The library leaves the kind of its chunks open; they are bytes.
    for await (const part of tar as AsyncIterable<unknown> as AsyncIterable<Uint8Array>) {
      yield part
      bytes += part.length
      // The payload itself stands behind its header already.
      if (bytes >= start) return
    }
  }
  await pipeline(head(), createWriteStream(path, { flags: 'r+' }))
}

/** Writes what stands behind the payload and waits until the disk holds the whole file. */
const writeAttachments = async (
  path: string,
  start: number,
  { attachments, attachmentFolder }: BackupSource,
  breathe: () => Promise<void>,
): Promise<void> => {
  const tar = pack()
  const written = pipeline(tar, createWriteStream(path, { flags: 'r+', start, flush: true }))
  // What waits below reports what goes wrong; until then a failed write must not end the process.
  written.catch(() => undefined)
  for (const { sha256, bytes } of attachments) {
    const content = createReadStream(join(attachmentFolder, sha256))
    await Promise.race([pipeline(content, tar.entry({ name: `attachments/${sha256}`, size: bytes })), written])
    await breathe()
  }
  tar.finalize()
  await written
}

/** The archive in the clear. Only headquarters' command asks for it, on the wish of whoever holds its key. */
export const plainOf = ({ image }: OpenedBackup): Buffer => image.serialize()
