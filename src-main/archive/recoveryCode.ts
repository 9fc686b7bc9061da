/** The recovery code: 160 random bits written as nine groups of four, the last group a check against slips of the pen. */
import { createHash, randomBytes } from 'node:crypto'

// Crockford's base 32: no I, L, O or U, so that a handwritten code is read back right.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 32
const checkLength = 4

const spell = (bytes: Uint8Array, length: number): string => {
  let bits = 0n
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
  bits >>= BigInt(bytes.length * 8 - length * 5)
  let spelt = ''
  for (let index = 0; index < length; index += 1) {
    spelt = (alphabet[Number(bits & 31n)] ?? '') + spelt
    bits >>= 5n
  }
  return spelt
}

const checkOf = (code: string): string => spell(createHash('sha256').update(code).digest().subarray(0, 4), checkLength)

const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-')

/** A new code, as it is printed: `XXXX-XXXX-…`, nine groups. */
export const newRecoveryCode = (random: Uint8Array = randomBytes(20)): string => {
  const code = spell(random, codeLength)
  return grouped(code + checkOf(code))
}

/** The code as printed, from whatever a person typed: case, spaces, dashes, full width, O for 0 and I or L for 1 are forgiven. Null when it cannot be a code. */
export const readRecoveryCode = (typed: string): string | null => {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  if (plain.length !== codeLength + checkLength) return null
  const code = plain.slice(0, codeLength)
  return checkOf(code) === plain.slice(codeLength) ? grouped(plain) : null
}
