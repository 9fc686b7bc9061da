/** Writes backup files: an ordinary tar that standard tools can open, under a temporary name until it is proven. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { pack } from 'tar-stream'
import { chunk, members, padded, readMembers, refuseBackup, wholeChunk } from './backupReader'
import type { BackupFault, OpenedBackup, Work } from './backupReader'
import type { Files } from './files'
import type { Manifest } from './manifest'
import { backupFormat, digestTables, isSound, sealManifest } from './manifest'
import { checkChain } from './journal'
import { schemaOf } from './migrate'
import { openImage } from './open'
import type { Db } from './open'

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

/** Level 1 costs a twentieth more room and half the time. */
const compress = promisify(gzip)
const compression = { level: 1, chunkSize: wholeChunk }

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

/** The archive in the clear. Only headquarters' command asks for it, on the wish of whoever holds its key. */
export const plainOf = ({ image }: OpenedBackup): Buffer => image.serialize()
