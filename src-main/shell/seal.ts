/** The operating system's key store, which seals key slots to one account of one machine. */
import { safeStorage } from 'electron'
import type { Seal } from '../archive/keys'

/** SECURITY: Linux without a keyring offers only plain text dressed up; that counts as none (tests/e2e/access.spec.ts). */
/* eslint-disable @typescript-eslint/no-deprecated -- the asynchronous calls are missing in the Electron that a machine without internet gets */
export const systemSeal = (): Seal => {
  const offered = safeStorage.isEncryptionAvailable()
  const plain = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text'
  return {
    available: offered && !plain,
    seal: bytes => Promise.resolve(safeStorage.encryptString(bytes.toString('base64'))),
    unseal: bytes => {
      try {
        return Promise.resolve(Buffer.from(safeStorage.decryptString(bytes), 'base64'))
      } catch {
        return Promise.resolve(null)
      }
    },
  }
}
