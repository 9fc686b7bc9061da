/** Fuzz of the backup reader: a real backup with its bytes, its tar, its manifest or its encrypted image made wrong by somebody who knows the format. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { extract, pack } from 'tar-stream'
import {
  extractAttachments,
  openBackup,
  proveImage,
  readClaims,
  unlockIdentity,
} from '../../src-main/archive/backupReader'
import { diskFiles } from '../../src-main/archive/files'
import { digestTables, sameTables } from '../../src-main/archive/manifest'
import { archiveKey } from '../../src-main/archive/open'
import { readRecoveryCode } from '../../src-main/archive/recoveryCode'
import { restoreImage } from '../../src-main/archive/restore'
import { countTreesHere } from '../../src-main/archive/trees'
import { Refused } from '../../src-main/contract/call'
import { valueOf } from '../support/archive'
import { aCustomer } from '../support/customers'
import { administrator, officeFields, testDesk } from '../support/desk'
import type { Attack, Told } from './attack'
import type { Random } from './random'
import { spoilt, spoiltBytes } from './spoiling'

type Member = { name: string; bytes: Buffer; type?: 'symlink' | 'link' | 'directory' | 'fifo' | 'character-device' }
const block = 512

const membersOf = async (whole: Buffer): Promise<Member[]> => {
  const members: Member[] = []
  const reader = extract()
  reader.end(whole)
  for await (const entry of reader) {
    const parts: Buffer[] = []
    for await (const part of entry as AsyncIterable<Buffer>) parts.push(part)
    members.push({ name: entry.header.name, bytes: Buffer.concat(parts) })
  }
  return members
}

const tarOf = async (members: readonly Member[]): Promise<Buffer> => {
  const tar = pack()
  for (const { name, bytes, type } of members) {
    if (type !== undefined) tar.entry({ name, type, linkname: '/etc/passwd' })
    else tar.entry({ name }, bytes)
  }
  tar.finalize()
  const parts: Buffer[] = []
  for await (const part of tar as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}

/** A header with one field changed and its checksum made right again. */
const spoiltHeader = (whole: Buffer, random: Random): Buffer => {
  const bytes = Buffer.from(whole)
  const heads: number[] = []
  for (let at = 0; at + block <= bytes.length; at += block)
    if (bytes.toString('latin1', at + 257, at + 262) === 'ustar') heads.push(at)
  const at = random.oneOf(heads, 0)
  const put = (offset: number, length: number, text: string): void => {
    bytes.fill(0, at + offset, at + offset + length)
    bytes.write(text.slice(0, length), at + offset, 'latin1')
  }
  const changes: (() => void)[] = [
    () => {
      put(124, 12, random.oneOf(['77777777777', '00000000000', '-0000000001', 'x', '00000001000', ' '], ''))
    },
    // Sizes of base 256, as GNU tar writes them beyond 8 GB: huge, and negative.
    () => {
      bytes.fill(random.oneOf([0x80, 0xff, 0x7f], 0x80), at + 124, at + 136)
    },
    () => {
      put(156, 1, random.oneOf(['0', '1', '2', '5', '7', 'L', 'K', 'S', 'x', 'g', 'V', '\u0000', 'Z'], '0'))
    },
    () => {
      put(
        0,
        100,
        random.oneOf(['../../evil', '/etc/passwd', 'C:\\evil', 'manifest.json', 'attachments/..', 'x'.repeat(100)], ''),
      )
    },
    () => {
      put(345, 155, random.oneOf(['..', '/', 'attachments', 'x'.repeat(155)], ''))
    },
    () => {
      put(257, 8, random.oneOf(['ustar  \u0000', 'xstar\u000000', ''], ''))
    },
  ]
  random.oneOf(changes, () => undefined)()
  bytes.fill(0x20, at + 148, at + 156)
  let sum = 0
  for (const byte of bytes.subarray(at, at + block)) sum += byte
  bytes.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, at + 148, 'latin1')
  return bytes
}

const otherName = (name: string, random: Random): string =>
  random.oneOf(
    [
      '../' + name,
      '/' + name,
      name.toUpperCase(),
      `./${name}`,
      `attachments/${'a'.repeat(64)}`,
      'x'.repeat(300),
      '文',
      '',
    ],
    '',
  )

const spoiltMembers = (members: readonly Member[], random: Random): Member[] => {
  const at = random.below(members.length)
  const member = members[at]
  if (!member) return []
  const doing = random.next()
  if (doing < 0.2) return members.filter((_one, index) => index !== at)
  if (doing < 0.4) return [...members.slice(0, at), member, ...members.slice(at)]
  if (doing < 0.55) return [...members.slice(at), ...members.slice(0, at)]
  const changed: Member =
    doing < 0.7
      ? { ...member, name: otherName(member.name, random) }
      : doing < 0.8
        ? {
            ...member,
            type: random.oneOf(['symlink', 'link', 'directory', 'fifo', 'character-device'] as const, 'symlink'),
          }
        : { ...member, bytes: spoiltBytes(member.bytes, random) }
  return members.map((one, index) => (index === at ? changed : one))
}

export const attackBackups = async (): Promise<Attack> => {
  const scratch = mkdtempSync(join(tmpdir(), 'watchpost-fuzz-'))
  const { api, desk } = testDesk(join(scratch, 'office'))
  const made = await valueOf(api.access.setUp({ office: officeFields, administrator, sample: false }))
  const code = readRecoveryCode(made.recoveryCode) ?? ''
  const { id } = await valueOf(api.customers.add(aCustomer({})))
  const content = new Uint8Array(Buffer.from('%PDF 营业执照'))
  await valueOf(api.files.add({ ownerKind: 'customer', ownerId: id, name: '执照.pdf', content }))
  const { name } = await valueOf(api.backups.create({ folder: scratch }))
  await desk.leave()
  const whole = readFileSync(join(scratch, name))
  const members = await membersOf(whole)
  const path = join(scratch, 'judged.watchpost')
  writeFileSync(path, whole)
  const claims = await readClaims(path, diskFiles)
  const secret = await unlockIdentity(claims, code)
  const decrypter = new Decrypter()
  decrypter.addIdentity(secret)
  const sealed = members.find(member => member.name.endsWith('.gz.age'))?.bytes ?? Buffer.alloc(0)
  const image = gunzipSync(await decrypter.decrypt(sealed))
  const work = { progress: () => undefined, breathe: () => Promise.resolve() }
  const key = archiveKey(Buffer.alloc(32, 9))

  /** Whoever has the recipient, which every backup shows, can encrypt; nobody without the identity can seal. */
  const repacked = async (plain: Buffer): Promise<Buffer> => {
    const encrypter = new Encrypter()
    encrypter.addRecipient(claims.manifest.recipient)
    const bytes = Buffer.from(await encrypter.encrypt(gzipSync(plain, { level: 1 })))
    return tarOf(members.map(member => (member.name.endsWith('.gz.age') ? { ...member, bytes } : member)))
  }
  const spoiltImage = (random: Random): Buffer => {
    const doing = random.next()
    if (doing < 0.1) return Buffer.alloc(random.oneOf([0, 1, 100, 90_000_000], 0))
    const bytes = spoiltBytes(image, random)
    // The head of the file: page size, schema format, encoding, free list.
    if (doing < 0.4) bytes[random.below(Math.min(100, bytes.length))] = random.below(256)
    return bytes
  }
  const make = async (random: Random): Promise<{ how: string; bytes: Buffer }> => {
    const doing = random.next()
    if (doing < 0.02) return { how: 'whole', bytes: whole }
    if (doing < 0.25) return { how: 'bytes', bytes: spoiltBytes(whole, random) }
    if (doing < 0.45) return { how: 'header', bytes: spoiltHeader(whole, random) }
    if (doing < 0.65) return { how: 'members', bytes: await tarOf(spoiltMembers(members, random)) }
    if (doing < 0.8) {
      const manifest = spoilt(JSON.parse(claims.manifestText), random)
      const text = JSON.stringify(manifest, (_key, part: unknown) => (typeof part === 'bigint' ? `${part}` : part)) as
        string | undefined
      const bytes = Buffer.from(text ?? '')
      return {
        how: 'manifest',
        bytes: await tarOf(members.map((one, index) => (index === 0 ? { ...one, bytes } : one))),
      }
    }
    return { how: 'image', bytes: await repacked(spoiltImage(random)) }
  }

  const restoreAside = async (opened: Awaited<ReturnType<typeof openBackup>>): Promise<void> => {
    const folder = mkdtempSync(join(scratch, 'restored-'))
    try {
      await extractAttachments(path, diskFiles, folder)
      await restoreImage(opened, join(folder, 'archive-1.db'), key, diskFiles, countTreesHere, work)
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  return {
    calls: 4,
    send: async (random, show): Promise<Told> => {
      const { how, bytes } = await make(random)
      show('backup', `${how}, ${bytes.length} bytes`)
      writeFileSync(path, bytes)
      try {
        const read = await readClaims(path, diskFiles)
        const opened = await openBackup(path, read, diskFiles, await unlockIdentity(read, code), work)
        try {
          // A restore proves by the hashes of what it restored; a check proves the image itself.
          await (random.chance(0.5) ? proveImage(opened, work) : restoreAside(opened))
          const same = sameTables(await digestTables(opened.image, work.breathe), claims.manifest.tables)
          return same ? { kind: 'accepted' } : { kind: 'unexpected', what: 'another content was taken for proven' }
        } finally {
          opened.image.close()
        }
      } catch (error) {
        if (error instanceof Refused) return { kind: 'refused' }
        throw error
      }
    },
    close: () => {
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}
