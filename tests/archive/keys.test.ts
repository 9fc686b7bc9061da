import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diskFiles } from '../../src-main/archive/files'
import {
  addSlot,
  newKeyFile,
  openRecovery,
  openSlot,
  readKeyFile,
  withoutSlots,
  writeKeyFile,
} from '../../src-main/archive/keys'
import type { KeyFile, Seal } from '../../src-main/archive/keys'
import { archiveKey } from '../../src-main/archive/open'
import { newRecoveryCode, readRecoveryCode } from '../../src-main/archive/recoveryCode'

/** A key store as an operating system keeps one: bound to an account. */
const storeOf = (account: string): Seal => {
  const key = createHash('sha256').update(account).digest()
  return {
    available: true,
    seal: bytes => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      return Promise.resolve(Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]))
    },
    unseal: bytes => {
      try {
        const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(-16))
        return Promise.resolve(Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()]))
      } catch {
        return Promise.resolve(null)
      }
    },
  }
}
const none: Seal = { available: false, seal: bytes => Promise.resolve(bytes), unseal: bytes => Promise.resolve(bytes) }

const raw = Buffer.alloc(32, 5)
const code = newRecoveryCode(Buffer.alloc(20, 3))
let folder: string
let file: KeyFile
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'watchpost-test-'))
  const key = archiveKey(raw)
  file = await addSlot(await newKeyFile('archive-id', key, code), '王芳', '一个足够长的口令', key, storeOf('one'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

const bytesOf = (answer: Awaited<ReturnType<typeof openSlot>>) =>
  typeof answer === 'string' ? answer : answer.key.bytes().toString('hex')

test('a slot opens with its password under the account that sealed it, and not otherwise', async () => {
  expect(bytesOf(await openSlot(file, '王芳', '一个足够长的口令', storeOf('one')))).toBe(raw.toString('hex'))
  expect(await openSlot(file, '王芳', '另一个口令', storeOf('one'))).toBe('wrong')
  expect(await openSlot(file, '李雷', '一个足够长的口令', storeOf('one'))).toBe('wrong')
  expect(await openSlot(file, '王芳', '一个足够长的口令', storeOf('two'))).toBe('otherAccount')
})

test('another account gets a slot of its own beside the first', async () => {
  const key = await openRecovery(file, code)
  expect(key?.bytes().toString('hex')).toBe(raw.toString('hex'))
  const kept = await withoutSlots(file, '王芳', storeOf('two'))
  const both = await addSlot(kept, '王芳', '第二个账户的口令', archiveKey(raw), storeOf('two'))
  expect(both.slots).toHaveLength(2)
  expect(bytesOf(await openSlot(both, '王芳', '第二个账户的口令', storeOf('two')))).toBe(raw.toString('hex'))
  expect(bytesOf(await openSlot(both, '王芳', '一个足够长的口令', storeOf('one')))).toBe(raw.toString('hex'))
  expect((await withoutSlots(both, '王芳')).slots).toHaveLength(0)
})

test('full-width and half-width spellings of a password are one', async () => {
  const plain = await addSlot(
    await newKeyFile('a', archiveKey(raw), code),
    'wang',
    'ｐａｓｓ　12',
    archiveKey(raw),
    null,
  )
  expect(bytesOf(await openSlot(plain, 'WANG', 'pass 12', none))).toBe(raw.toString('hex'))
})

test('the file names nobody and holds no key', () => {
  writeKeyFile(diskFiles, folder, file)
  const written = readFileSync(join(folder, 'keys.json'))
  expect(written.includes('王芳')).toBe(false)
  expect(written.includes(raw)).toBe(false)
  expect(written.includes(raw.toString('base64').slice(0, 40))).toBe(false)
  expect(readKeyFile(diskFiles, folder)).toEqual(file)
})

test('a damaged file falls back to its previous generation, and says so when both are gone', () => {
  writeKeyFile(diskFiles, folder, { ...file, slots: [] })
  writeFileSync(join(folder, 'keys.json'), '{"format":"watchpost-ke')
  expect(readKeyFile(diskFiles, folder)).toEqual(file)
  writeFileSync(join(folder, 'keys.previous.json'), '')
  expect(readKeyFile(diskFiles, folder)).toBe('damaged')
  rmSync(join(folder, 'keys.json'))
  rmSync(join(folder, 'keys.previous.json'))
  expect(readKeyFile(diskFiles, folder)).toBe('missing')
})

test('a recovery code is read however it is typed, and a slip is noticed', () => {
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(readRecoveryCode(code.toLowerCase().replaceAll('-', ' '))).toBe(code)
  expect(readRecoveryCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code)
  const slip = (code.startsWith('A') ? 'B' : 'A') + code.slice(1)
  expect(readRecoveryCode(slip)).toBeNull()
  expect(readRecoveryCode(code.slice(0, -1))).toBeNull()
  expect(readRecoveryCode('')).toBeNull()
  expect(newRecoveryCode()).not.toBe(newRecoveryCode())
})
