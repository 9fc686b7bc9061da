/** A PC without a key store of the operating system. */
import type { Seal } from '../../src-main/archive/keys'

export const noSeal: Seal = {
  available: false,
  seal: bytes => Promise.resolve(bytes),
  unseal: bytes => Promise.resolve(bytes),
}
