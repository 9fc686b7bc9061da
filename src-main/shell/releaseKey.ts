/** Reads the public half of the key that releases are signed with. */
import { createPublicKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** The key that releases are signed with; null when the text holds none. */
export const releaseKey = (text: string): KeyObject | null => {
  try {
    const key = createPublicKey(text)
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}
