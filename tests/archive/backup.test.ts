import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Encrypter } from 'age-encryption'
import { pack } from 'tar-stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diskFiles } from '../../src-main/archive/files'
import { readClaims } from '../../src-main/archive/backupReader'
import { readPointer } from '../../src-main/archive/pointer'
import { codeOf, valueOf } from '../support/archive'
import { aCustomer } from '../support/customers'
import { administrator, dataFolder, goodPassword, officeFields, testDesk } from '../support/desk'

const everything = {
  text: '',
  area: '',
  division: '',
  standing: null,
  tag: '',
  gap: null,
  sort: 'name',
  descending: false,
  offset: 0,
  limit: 50,
} as const
const licence = new Uint8Array(Buffer.from('%PDF-1.7 营业执照 13800138001'.repeat(5000)))
const newPassword = '暮色 harbour 93 石板路'
const scratch = mkdtempSync(join(tmpdir(), 'watchpost-backup-'))
const place = dataFolder()
let recoveryCode = ''
let backup = ''

const whereIs = (name: string) => join(scratch, name)

/** The members of a backup, changed, as a new file. */
const rebuilt = async (
  name: string,
  change: (
    members: { name: string; bytes: Buffer; type?: 'symlink' }[],
  ) => { name: string; bytes: Buffer; type?: 'symlink' }[],
): Promise<string> => {
  const folder = mkdtempSync(join(scratch, 'members-'))
  execFileSync('tar', ['-xf', backup, '-C', folder])
  const attached = readdirSync(join(folder, 'attachments')).map(name => `attachments/${name}`)
  const members = [
    'manifest.json',
    'manifest.seal',
    'identity.age',
    'keys.json',
    'archive.sqlite.gz.age',
    ...attached,
  ].map(member => ({
    name: member,
    bytes: readFileSync(join(folder, member)),
  }))
  const tar = pack()
  for (const member of change(members))
    if (member.type) tar.entry({ name: member.name, type: member.type, linkname: '/etc/passwd' })
    else tar.entry({ name: member.name }, member.bytes)
  tar.finalize()
  const parts: Buffer[] = []
  for await (const part of tar as AsyncIterable<Buffer>) parts.push(part)
  writeFileSync(whereIs(name), Buffer.concat(parts))
  return whereIs(name)
}

beforeAll(async () => {
  const { api, desk, faults } = testDesk(place.folder)
  const made = await valueOf(api.access.setUp({ office: officeFields, administrator, sample: false }))
  recoveryCode = made.recoveryCode
  await valueOf(api.access.addUser({ signInName: '李雷', displayName: '李雷', role: 'clerk' }))
  for (const code of ['K001', 'K002', 'K003'])
    await valueOf(
      api.customers.add(aCustomer({ code, name: `丰州${code}机械有限公司`, phones: `1380013800${code.at(-1)}` })),
    )
  const [first] = (await valueOf(api.customers.page(everything))).rows
  await valueOf(
    api.files.add({ ownerKind: 'customer', ownerId: first?.id ?? '', name: '营业执照.pdf', content: licence }),
  )
  const written = await valueOf(api.backups.create({ folder: scratch }))
  backup = join(scratch, written.name)
  expect(faults).toEqual([])
  await desk.leave()
}, 60_000)

afterAll(() => {
  place.remove()
  rmSync(scratch, { recursive: true, force: true })
})

describe('a backup', () => {
  it('is named by outlet and office time, and leaves nothing half-written', () => {
    expect(backup).toBe(join(scratch, 'Watchpost-FZ-2026-11-23-140000.watchpost'))
    expect(readdirSync(scratch).filter(name => name.endsWith('.writing'))).toEqual([])
  })

  it('says what it holds without naming anybody', async () => {
    const { manifest, manifestText } = await readClaims(backup, diskFiles)
    expect(manifest.tables['customer']?.rows).toBe(3)
    expect(manifestText).not.toMatch(/恒力|13800138|王芳|李雷|刘晓东/)
    expect(readFileSync(backup).includes(Buffer.from('13800138'))).toBe(false)
  })

  it('opens with standard tools alone', () => {
    const folder = mkdtempSync(join(scratch, 'standard-'))
    execFileSync('tar', ['-xf', backup, '-C', folder])
    // age asks for the passphrase at a terminal; `script` gives it one.
    const decrypt = `age --decrypt -o ${folder}/identity.txt ${folder}/identity.age`
    execFileSync('script', ['-qec', decrypt, '/dev/null'], { input: `${recoveryCode}\n`, timeout: 20_000 })
    execFileSync('bash', ['-c', 'age --decrypt -i identity.txt archive.sqlite.gz.age | gunzip > archive.sqlite'], {
      cwd: folder,
    })
    const ask = (sql: string) =>
      execFileSync('sqlite3', [join(folder, 'archive.sqlite'), sql])
        .toString()
        .trim()
    expect(ask('SELECT group_concat(code) FROM customer')).toBe('K001,K002,K003')
    expect(ask('PRAGMA integrity_check')).toBe('ok')
  })

  it('is listed once it stands, with who wrote it', async () => {
    const { api, desk } = testDesk(place.folder)
    await valueOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))
    const { rows } = await valueOf(api.backups.list({ placeId: null, offset: 0, limit: 10 }))
    expect(rows).toMatchObject([{ records: 3, byName: '王芳', olderCode: false, folder: scratch }])
    await desk.leave()
  })

  it('refuses a folder that is not there, and leaves nothing', async () => {
    const { api, desk } = testDesk(place.folder)
    await valueOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))
    expect(await codeOf(api.backups.create({ folder: join(scratch, 'none') }))).toBe('backups.notWritable')
    expect(await codeOf(api.backups.create({ folder: join(scratch, '备'.repeat(300)) }))).toBe('backups.placeGone')
    // A file where a folder should be.
    expect(await codeOf(api.backups.create({ folder: backup }))).toBe('backups.placeGone')
    expect(await valueOf(api.backups.list({ placeId: null, offset: 0, limit: 10 }))).toMatchObject({ total: 1 })
    await desk.leave()
  })
})

describe('restoring on an empty machine', () => {
  it('needs the file and the code, and everybody gets in again', async () => {
    const fresh = dataFolder()
    const { api, desk, faults } = testDesk(fresh.folder)
    expect(await valueOf(api.backups.inspect({ path: backup }))).toMatchObject({
      office: '丰州办事处',
      counts: { customers: 3, users: 2 },
    })
    const typed = recoveryCode.toLowerCase().replaceAll('-', ' ')
    const checked = await valueOf(api.backups.check({ path: backup, recoveryCode: typed }))
    expect(checked.administrators).toEqual([{ signInName: '王芳', displayName: '王芳' }])
    const restored = await valueOf(
      api.backups.restore({ path: backup, recoveryCode, administrator: { signInName: '王芳', password: newPassword } }),
    )
    expect(restored.colleagues).toMatchObject([{ signInName: '李雷' }])
    expect(await valueOf(api.customers.page(everything))).toMatchObject({ total: 3 })
    expect((await valueOf(api.customers.search({ text: '3802', limit: 10 }))).map(hit => hit.code)).toEqual([])
    expect((await valueOf(api.customers.search({ text: '8002', limit: 10 }))).map(hit => hit.code)).toEqual(['K002'])
    const [first] = (await valueOf(api.customers.page(everything))).rows
    const [file] = await valueOf(api.files.list({ ownerKind: 'customer', ownerId: first?.id ?? '' }))
    expect((await valueOf(api.files.content({ id: file?.id ?? '' }))).content).toEqual(licence)
    expect(await valueOf(api.access.checkJournal({}))).toMatchObject({ broken: null })
    // The restored office backs up again under the same code.
    await valueOf(api.backups.create({ folder: fresh.folder }))
    await valueOf(api.access.signOut({}))
    expect(await codeOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))).toBe('access.wrongPassword')
    await valueOf(api.access.signIn({ signInName: '李雷', password: restored.colleagues[0]?.password ?? '' }))
    expect(await valueOf(api.access.state({}))).toMatchObject({ mustChangePassword: true })
    expect(faults).toEqual([])
    await desk.leave()
    fresh.remove()
  }, 60_000)

  it('leaves an empty machine empty when it is broken off', async () => {
    const fresh = dataFolder()
    const weak = testDesk(fresh.folder)
    expect(
      await codeOf(
        weak.api.backups.restore({
          path: backup,
          recoveryCode,
          administrator: { signInName: '王芳', password: '123' },
        }),
      ),
    ).toBe('access.weakPassword')
    expect(await valueOf(weak.api.access.state({}))).toMatchObject({ phase: 'empty', obstacle: null })
    await weak.desk.leave()
    // A power cut in the middle: the marker and a half-made file.
    writeFileSync(join(fresh.folder, 'unfinished'), '1')
    writeFileSync(join(fresh.folder, 'archive-1.db'), 'half')
    const again = testDesk(fresh.folder)
    expect(await valueOf(again.api.access.state({}))).toMatchObject({ phase: 'empty', obstacle: null })
    await again.desk.leave()
    fresh.remove()
  }, 30_000)

  it('takes the room of the archive and its attachments, and says before it begins when there is less', async () => {
    const { image, attachments } = (await readClaims(backup, diskFiles)).manifest
    expect(attachments).toHaveLength(1)
    const room = 2 * image.bytes + (attachments[0]?.bytes ?? 0)
    const fresh = dataFolder()
    const restored = async (free: number): Promise<string> => {
      const { api, desk } = testDesk(fresh.folder, { files: { ...diskFiles, free: () => free } })
      const checked = await api.backups.check({ path: backup, recoveryCode })
      const outcome = await api.backups.restore({
        path: backup,
        recoveryCode,
        administrator: { signInName: '王芳', password: newPassword },
      })
      await desk.leave()
      // It is said before anybody chooses a password, too.
      expect(checked.ok).toBe(outcome.ok)
      return outcome.ok ? 'restored' : outcome.code
    }
    expect(await restored(room - 1)).toBe('backups.noRoom')
    expect(readdirSync(fresh.folder).filter(name => name.startsWith('archive'))).toEqual([])
    expect(await restored(room)).toBe('restored')
    fresh.remove()
  }, 30_000)
})

describe('restoring over a working archive', () => {
  it('is for its administrator, keeps the replaced archive and can be undone', async () => {
    const copy = dataFolder()
    for (const name of readdirSync(place.folder))
      if (name !== 'desk.lock' && name !== 'attachments')
        copyFileSync(join(place.folder, name), join(copy.folder, name))
    const { api, desk } = testDesk(copy.folder)
    const restore = { path: backup, recoveryCode, administrator: { signInName: '王芳', password: newPassword } }
    expect(await codeOf(api.backups.restore(restore))).toBe('core.notSignedIn')
    await valueOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))
    expect(await valueOf(api.backups.undoable({}))).toEqual({ until: null })
    const everybody = { offset: 0, limit: 1, from: null, to: null, actorId: null, call: null, entity: null }
    const { total: written } = await valueOf(api.access.journal(everybody))
    expect(await codeOf(api.backups.undoRestore({}))).toBe('backups.nothingToUndo')
    expect(await valueOf(api.access.journal(everybody))).toMatchObject({ total: written })
    await valueOf(api.customers.add(aCustomer({ code: 'K999', name: '后来登记的客户', phones: '13900139000' })))
    await valueOf(api.backups.restore(restore))
    expect(await valueOf(api.customers.page(everything))).toMatchObject({ total: 3 })
    expect(await valueOf(api.backups.undoable({}))).toEqual({ until: '2026-11-30T06:00:00.000Z' })
    await valueOf(api.backups.undoRestore({}))
    expect(await valueOf(api.access.state({}))).toMatchObject({ phase: 'closed', obstacle: null })
    await valueOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))
    expect(await valueOf(api.customers.page(everything))).toMatchObject({ total: 4 })
    expect(await valueOf(api.backups.undoable({}))).toEqual({ until: null })
    await desk.leave()
    copy.remove()
  }, 60_000)

  it('serves where the archive is damaged and nobody can sign in', async () => {
    const broken = dataFolder()
    copyFileSync(join(place.folder, 'archive.pointer'), join(broken.folder, 'archive.pointer'))
    copyFileSync(join(place.folder, 'keys.json'), join(broken.folder, 'keys.json'))
    const { api, desk } = testDesk(broken.folder)
    expect(await valueOf(api.access.state({}))).toMatchObject({ obstacle: 'archiveMissing' })
    await valueOf(
      api.backups.restore({ path: backup, recoveryCode, administrator: { signInName: '王芳', password: newPassword } }),
    )
    expect(readPointer(diskFiles, broken.folder)).toMatchObject({ current: 2, replaced: { generation: 1 } })
    expect(await valueOf(api.customers.page(everything))).toMatchObject({ total: 3 })
    await desk.leave()
    broken.remove()
  }, 60_000)

  it('refuses the backup of another office', async () => {
    const other = dataFolder()
    const { api, desk } = testDesk(other.folder)
    await valueOf(api.access.setUp({ office: { ...officeFields, name: '别处办事处' }, administrator, sample: false }))
    // Test ids count up, so this office happens to have the same id as the first; give it another.
    const offices = await valueOf(api.office.entry({}))
    const file = await rebuiltAsOffice(`${offices.id.slice(0, -1)}f`)
    expect(
      await codeOf(
        api.backups.restore({ path: file, recoveryCode, administrator: { signInName: '王芳', password: newPassword } }),
      ),
    ).toBe('backups.forged')
    expect(await valueOf(api.office.entry({}))).toMatchObject({ name: '别处办事处' })
    await desk.leave()
    other.remove()
  }, 60_000)
})

const rebuiltAsOffice = (id: string) =>
  rebuilt('other-office.tar', members =>
    members.map(member =>
      member.name === 'manifest.json'
        ? {
            ...member,
            bytes: Buffer.from(member.bytes.toString('utf8').replace(/"id": "[^"]+"/, `"id": "${id}"`)),
          }
        : member,
    ),
  )

describe('a file that is not what it should be', () => {
  const inspect = async (path: string): Promise<string> => {
    const fresh = dataFolder()
    const { api, desk, faults } = testDesk(fresh.folder)
    const code = await codeOf(api.backups.inspect({ path }))
    expect(faults).toEqual([])
    await desk.leave()
    expect(readdirSync(fresh.folder)).toEqual([])
    fresh.remove()
    return code
  }
  const check = async (path: string, code = recoveryCode): Promise<string> => {
    const fresh = dataFolder()
    const { api, desk, faults } = testDesk(fresh.folder)
    const refused = await codeOf(api.backups.check({ path, recoveryCode: code }))
    expect(faults).toEqual([])
    await desk.leave()
    fresh.remove()
    return refused
  }

  it.each([1, 512, 1024, 1025, 5000])('shortened by %i bytes', async bytes => {
    const file = whereIs('short.tar')
    copyFileSync(backup, file)
    truncateSync(file, readFileSync(backup).length - bytes)
    expect(await inspect(file)).toBe('backups.truncated')
    expect(await check(file)).toBe('backups.truncated')
  })

  it('cut to nothing, missing, or a folder', async () => {
    writeFileSync(whereIs('empty.tar'), '')
    expect(await inspect(whereIs('empty.tar'))).toBe('backups.foreign')
    expect(await inspect(whereIs('none.tar'))).toBe('backups.fileMissing')
    expect(await inspect(scratch)).toBe('backups.fileMissing')
    // Longer than any disk has names.
    expect(await inspect(whereIs('备'.repeat(300)))).toBe('backups.fileMissing')
    // A file that the system does not let be read: its first bytes are nobody's memory.
    symlinkSync('/proc/self/mem', whereIs('broken.watchpost'))
    expect(await inspect(whereIs('broken.watchpost'))).toBe('backups.unreadable')
  })

  it('some other file', async () => {
    writeFileSync(whereIs('photo.jpg'), Buffer.alloc(4000, 0xd8))
    expect(await inspect(whereIs('photo.jpg'))).toBe('backups.foreign')
    const tar = pack()
    tar.entry({ name: 'readme.txt' }, 'hello')
    tar.finalize()
    const parts: Buffer[] = []
    for await (const part of tar as AsyncIterable<Buffer>) parts.push(part)
    writeFileSync(whereIs('other.tar'), Buffer.concat(parts))
    expect(await inspect(whereIs('other.tar'))).toBe('backups.foreign')
  })

  it('with something after its end', async () => {
    writeFileSync(whereIs('long.tar'), Buffer.concat([readFileSync(backup), Buffer.alloc(512)]))
    expect(await inspect(whereIs('long.tar'))).toBe('backups.altered')
  })

  it('under a path that no system has', async () => {
    expect(await inspect('nothing\0.watchpost')).toBe('core.invalidInput')
  })

  it('with members that reach elsewhere', async () => {
    const climbing = await rebuilt('climb.tar', members => [
      ...members,
      { name: '../../evil', bytes: Buffer.from('x') },
    ])
    expect(await inspect(climbing)).toBe('backups.pathTrick')
    const absolute = await rebuilt('root.tar', members => [...members, { name: '/tmp/evil', bytes: Buffer.from('x') }])
    expect(await inspect(absolute)).toBe('backups.pathTrick')
    const link = await rebuilt('link.tar', members => [
      ...members,
      { name: `attachments/${'a'.repeat(64)}`, bytes: Buffer.alloc(0), type: 'symlink' },
    ])
    expect(await inspect(link)).toBe('backups.pathTrick')
  })

  it('of a newer program', async () => {
    const format = await rebuilt('format.tar', ([manifest, ...rest]) => [
      {
        name: 'manifest.json',
        bytes: Buffer.from(manifest?.bytes.toString('utf8').replace('backup-1', 'backup-2') ?? ''),
      },
      ...rest,
    ])
    expect(await inspect(format)).toBe('backups.newerFormat')
    const schema = await rebuilt('schema.tar', ([manifest, ...rest]) => [
      {
        name: 'manifest.json',
        bytes: Buffer.from(manifest?.bytes.toString('utf8').replace(/"schema": \d+/, '"schema": 999') ?? ''),
      },
      ...rest,
    ])
    expect(await inspect(schema)).toBe('backups.newerSchema')
  })

  it('opened with another code, or one written down wrongly', async () => {
    expect(await check(backup, '0000-0000-0000-0000-0000-0000-0000-0000-0000')).toBe('access.mistypedRecoveryCode')
    const { newRecoveryCode } = await import('../../src-main/archive/recoveryCode')
    expect(await check(backup, newRecoveryCode())).toBe('backups.wrongCode')
  })

  it('with one byte of the payload changed', async () => {
    const bytes = Buffer.from(readFileSync(backup))
    const at = bytes.indexOf('age-encryption.org', bytes.indexOf('archive.sqlite.gz.age')) + 3000
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(whereIs('flipped.tar'), bytes)
    expect(await check(whereIs('flipped.tar'))).toBe('backups.altered')
  })

  it('with a changed manifest, or a payload by somebody who knows only the recipient', async () => {
    const counts = await rebuilt('counts.tar', ([manifest, ...rest]) => [
      {
        name: 'manifest.json',
        bytes: Buffer.from(manifest?.bytes.toString('utf8').replace('"name": "丰州', '"name": "风州') ?? ''),
      },
      ...rest,
    ])
    expect(await check(counts)).toBe('backups.forged')
    const { manifest } = await readClaims(backup, diskFiles)
    const encrypter = new Encrypter()
    encrypter.addRecipient(manifest.recipient)
    const forged = await encrypter.encrypt(gzipSync(Buffer.alloc(4096)))
    const payload = await rebuilt('payload.tar', members =>
      members.map(member => (member.name.endsWith('.gz.age') ? { ...member, bytes: Buffer.from(forged) } : member)),
    )
    expect(await check(payload)).toBe('backups.forged')
  })
})

it('names an older code after it was renewed', async () => {
  const copy = dataFolder()
  for (const name of readdirSync(place.folder))
    if (name !== 'desk.lock' && name !== 'attachments') copyFileSync(join(place.folder, name), join(copy.folder, name))
  const { api, desk } = testDesk(copy.folder)
  await valueOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))
  await valueOf(api.access.reissueRecoveryCode({ password: goodPassword }))
  expect((await valueOf(api.backups.list({ placeId: null, offset: 0, limit: 10 }))).rows).toMatchObject([
    { olderCode: true },
  ])
  mkdirSync(join(copy.folder, 'out'))
  // The attachment was not copied along: the rest is backed up all the same, and it is counted.
  const { name, missingAttachments } = await valueOf(api.backups.create({ folder: join(copy.folder, 'out') }))
  expect(missingAttachments).toBe(1)
  expect(existsSync(join(copy.folder, 'out', name))).toBe(true)
  expect(
    (await valueOf(api.backups.list({ placeId: null, offset: 0, limit: 10 }))).rows.map(row => row.olderCode),
  ).toEqual([false, true])
  await desk.leave()
  copy.remove()
}, 60_000)
