/** Attachment files: each encrypted under a key of its own and named by the hash of its encrypted bytes. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Files } from './files'

const nonceLength = 12
const tagLength = 16

export type Sealed = { sha256: string; bytes: number; key: Buffer }

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export const attachmentFiles = (folder: string, files: Files) => ({
  /** Encrypts and writes durably. The caller keeps the key; without it the file is noise. */
  put: (plain: Uint8Array): Sealed => {
    const key = randomBytes(32)
    const nonce = randomBytes(nonceLength)
    const cipher = createCipheriv('aes-256-gcm', key, nonce)
    const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    const sha256 = hashOf(sealed)
    mkdirSync(folder, { recursive: true })
    files.writeDurably(join(folder, sha256), sealed)
    return { sha256, bytes: sealed.length, key }
  },
  /** Null when the file is missing or not what it was. */
  get: (sha256: string, key: Buffer): Buffer | null => {
    const sealed = files.read(join(folder, sha256))
    if (!sealed || hashOf(sealed) !== sha256) return null
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength))
    decipher.setAuthTag(sealed.subarray(sealed.length - tagLength))
    return Buffer.concat([decipher.update(sealed.subarray(nonceLength, sealed.length - tagLength)), decipher.final()])
  },
  /** Removes files that no row names: what a removal or a broken-off write left. */
  sweep: (named: ReadonlySet<string>): void => {
    for (const name of files.list(folder)) if (!named.has(name)) files.remove(join(folder, name))
  },
})

export type AttachmentFiles = ReturnType<typeof attachmentFiles>
