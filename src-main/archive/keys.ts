/** Key slots: the file beside the archive that wraps its key under each person's password and under the recovery code. */
import { createCipheriv, createDecipheriv, randomBytes, scrypt, scryptSync } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Files } from './files'
import { archiveKey } from './open'
import type { ArchiveKey } from './open'

/** The operating system's key store, as the program's edge offers it. */
export type Seal = {
  available: boolean
  seal: (bytes: Buffer) => Promise<Buffer>
  /** Null when this account or machine did not seal it. */
  unseal: (bytes: Buffer) => Promise<Buffer | null>
}

type Box = { salt: string; nonce: string; box: string }
type Slot = Box & { id: string; handle: string; sealed: boolean }
export type KeyFile = {
  format: 'watchpost-keys-1'
  archive: string
  nameSalt: string
  recovery: Box
  slots: Slot[]
}

// OWASP's stronger scrypt setting: 128 MiB and about half a second for one guess.
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }
// The recovery code has 160 random bits: nobody guesses it at any speed, and whoever restores does not wait.
const codeCost = { ...cost, N: 2 ** 12 }
const derive = promisify<string, Buffer, number, typeof cost, Buffer>(scrypt)

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const unbase64 = (text: string): Buffer => Buffer.from(text, 'base64')

const wrap = async (key: ArchiveKey, secret: string, label: string, how = cost): Promise<Box> => {
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const wrapping = await derive(secret.normalize('NFKC'), salt, 32, how)
  const cipher = createCipheriv('aes-256-gcm', wrapping, nonce).setAAD(Buffer.from(label))
  const box = Buffer.concat([cipher.update(key.bytes()), cipher.final(), cipher.getAuthTag()])
  wrapping.fill(0)
  return { salt: base64(salt), nonce: base64(nonce), box: base64(box) }
}

const unwrap = async (
  box: Box,
  bytes: Buffer,
  secret: string,
  label: string,
  how = cost,
): Promise<ArchiveKey | null> => {
  const wrapping = await derive(secret.normalize('NFKC'), unbase64(box.salt), 32, how)
  try {
    const cipher = createDecipheriv('aes-256-gcm', wrapping, unbase64(box.nonce)).setAAD(Buffer.from(label))
    cipher.setAuthTag(bytes.subarray(32))
    const raw = Buffer.concat([cipher.update(bytes.subarray(0, 32)), cipher.final()])
    const key = archiveKey(raw)
    raw.fill(0)
    return key
  } catch {
    return null
  } finally {
    wrapping.fill(0)
  }
}

// SECURITY: sign-in names stand in the file only as a slow hash, so that the file names nobody (tests/e2e/canary.spec.ts).
const handleOf = (file: KeyFile, signInName: string): string =>
  scryptSync(signInName.normalize('NFKC').toLowerCase(), unbase64(file.nameSalt), 16, {
    N: 2 ** 14,
    r: 8,
    p: 1,
  }).toString('hex')

const recoveryLabel = (archive: string): string => `${archive}/recovery`
const slotLabel = (file: KeyFile, slot: { id: string; handle: string }): string =>
  `${file.archive}/${slot.id}/${slot.handle}`

/** A key file with the recovery slot alone. `archive` is the archive's id. */
export const newKeyFile = async (archive: string, key: ArchiveKey, recoveryCode: string): Promise<KeyFile> => ({
  format: 'watchpost-keys-1',
  archive,
  nameSalt: base64(randomBytes(16)),
  recovery: await wrap(key, recoveryCode, recoveryLabel(archive), codeCost),
  slots: [],
})

/** The same slots under another recovery code. */
export const withRecovery = async (file: KeyFile, key: ArchiveKey, recoveryCode: string): Promise<KeyFile> => ({
  ...file,
  recovery: await wrap(key, recoveryCode, recoveryLabel(file.archive), codeCost),
})

/** Adds a slot. With `seal` it opens only under the operating system's account that made it. */
export const addSlot = async (
  file: KeyFile,
  signInName: string,
  password: string,
  key: ArchiveKey,
  seal: Seal | null,
): Promise<KeyFile> => {
  const slot = { id: randomBytes(8).toString('hex'), handle: handleOf(file, signInName) }
  const box = await wrap(key, password, slotLabel(file, slot))
  const sealed = seal?.available === true
  const bytes = sealed ? base64(await seal.seal(unbase64(box.box))) : box.box
  return { ...file, slots: [...file.slots, { ...box, ...slot, box: bytes, sealed }] }
}

export type SlotAnswer = { key: ArchiveKey; slot: string } | 'wrong' | 'otherAccount'

/** Tries a person's slots. `otherAccount`: there is a slot, but another Windows account sealed it. */
export const openSlot = async (
  file: KeyFile,
  signInName: string,
  password: string,
  seal: Seal,
): Promise<SlotAnswer> => {
  const mine = file.slots.filter(slot => slot.handle === handleOf(file, signInName))
  let sealedElsewhere = false
  for (const slot of mine) {
    const box = slot.sealed ? await seal.unseal(unbase64(slot.box)) : unbase64(slot.box)
    if (!box) {
      sealedElsewhere = true
      continue
    }
    const key = await unwrap(slot, box, password, slotLabel(file, slot))
    if (key) return { key, slot: slot.id }
  }
  // An unknown name takes as long as a wrong password.
  if (mine.length === 0) await derive(password.normalize('NFKC'), randomBytes(16), 32, cost)
  return sealedElsewhere ? 'otherAccount' : 'wrong'
}

/** Without a person's slots; those sealed by another account stay when `keepSealedElsewhere` is given. */
export const withoutSlots = async (
  file: KeyFile,
  signInName: string,
  keepSealedElsewhere: Seal | null = null,
): Promise<KeyFile> => {
  const handle = handleOf(file, signInName)
  const slots: Slot[] = []
  for (const slot of file.slots) {
    const stays =
      slot.handle !== handle ||
      (keepSealedElsewhere !== null && slot.sealed && (await keepSealedElsewhere.unseal(unbase64(slot.box))) === null)
    if (stays) slots.push(slot)
  }
  return { ...file, slots }
}

/** Opens with the recovery code as printed; null when it is not this archive's. */
export const openRecovery = (file: KeyFile, recoveryCode: string): Promise<ArchiveKey | null> =>
  unwrap(file.recovery, unbase64(file.recovery.box), recoveryCode, recoveryLabel(file.archive), codeCost)

const isBox = (value: unknown): value is Box =>
  value !== null &&
  typeof value === 'object' &&
  ['salt', 'nonce', 'box'].every(name => typeof Reflect.get(value, name) === 'string')

const isSlot = (value: unknown): value is Slot =>
  isBox(value) &&
  'id' in value &&
  typeof value.id === 'string' &&
  'handle' in value &&
  typeof value.handle === 'string' &&
  'sealed' in value &&
  typeof value.sealed === 'boolean'

const isKeyFile = (value: unknown): value is KeyFile =>
  value !== null &&
  typeof value === 'object' &&
  'format' in value &&
  value.format === 'watchpost-keys-1' &&
  'archive' in value &&
  typeof value.archive === 'string' &&
  'nameSalt' in value &&
  typeof value.nameSalt === 'string' &&
  'recovery' in value &&
  isBox(value.recovery) &&
  'slots' in value &&
  Array.isArray(value.slots) &&
  value.slots.every(isSlot)

const parse = (bytes: Buffer | null): KeyFile | null => {
  if (!bytes) return null
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    return isKeyFile(value) ? value : null
  } catch {
    return null
  }
}

/** The key file of a generation of the archive; a restored generation brings its own, so that undoing needs no other step. */
export const keysName = (generation: number): string => (generation === 1 ? 'keys.json' : `keys-${generation}.json`)
const previousName = (generation: number): string => keysName(generation).replace('.json', '.previous.json')

/** Reads the key slots; a damaged file falls back to its previous copy. */
export const readKeyFile = (files: Files, folder: string, generation = 1): KeyFile | 'missing' | 'damaged' => {
  const current = files.read(join(folder, keysName(generation)))
  const previous = files.read(join(folder, previousName(generation)))
  const found = parse(current) ?? parse(previous)
  if (found) return found
  return current || previous ? 'damaged' : 'missing'
}

/** Writes the key slots durably; what stood there before stays as the previous copy. */
export const writeKeyFile = (files: Files, folder: string, file: KeyFile, generation = 1): void => {
  const path = join(folder, keysName(generation))
  const before = files.read(path)
  if (parse(before)) files.writeDurably(join(folder, previousName(generation)), before ?? Buffer.alloc(0))
  files.writeDurably(path, Buffer.from(JSON.stringify(file, null, 1)))
}
