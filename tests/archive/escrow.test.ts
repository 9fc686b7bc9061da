/** Headquarters' key: opens every backup once it is set, by the guide, by the command, and with standard tools alone. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { diskFiles } from '../../src-main/archive/files'
import { recoverTo } from '../../src-main/archive/recover'
import { codeOf, valueOf } from '../support/archive'
import { aCustomer } from '../support/customers'
import { administrator, dataFolder, goodPassword, officeFields, testDesk } from '../support/desk'

const scratch = mkdtempSync(join(tmpdir(), 'watchpost-escrow-'))
const place = dataFolder()
const paper = new Uint8Array(Buffer.from('%PDF 营业执照'))
let headquarters = ''
let withEscrow = ''
let without = ''

beforeAll(async () => {
  headquarters = await generateX25519Identity()
  const { api, desk } = testDesk(place.folder)
  await valueOf(api.access.setUp({ office: officeFields, administrator, sample: false }))
  const { id } = await valueOf(api.customers.add(aCustomer({})))
  await valueOf(api.files.add({ ownerKind: 'customer', ownerId: id, name: '../../执照.pdf', content: paper }))
  const write = async (): Promise<string> => {
    const { folder, name } = await valueOf(api.backups.create({ folder: scratch }))
    return join(folder, name)
  }
  without = await write()
  expect(await codeOf(api.office.changeSettings({ escrowRecipient: 'age1notakey' }))).toBe('office.notARecipient')
  await valueOf(api.office.changeSettings({ escrowRecipient: await identityToRecipient(headquarters) }))
  withEscrow = await write()
  await desk.leave()
}, 60_000)
afterAll(() => {
  place.remove()
  rmSync(scratch, { recursive: true, force: true })
})

it('restores through the guide, and the archive gets a recovery code of its own', async () => {
  const fresh = dataFolder()
  const { api, desk, faults } = testDesk(fresh.folder)
  const chosen = { path: withEscrow, recoveryCode: `# key\n${headquarters}` }
  expect((await valueOf(api.backups.check(chosen))).administrators).toHaveLength(1)
  const restored = await valueOf(
    api.backups.restore({ ...chosen, administrator: { signInName: '王芳', password: goodPassword } }),
  )
  expect(restored.restored).toEqual(restored.claims.counts)
  expect(restored.recoveryCode).toMatch(/^([0-9A-Z]{4}-){8}[0-9A-Z]{4}$/)
  expect(await valueOf(api.access.state({}))).toMatchObject({ phase: 'open', recoveryConfirmed: false })
  // The new code opens what is written from now on.
  const { folder, name } = await valueOf(api.backups.create({ folder: fresh.folder }))
  const code = restored.recoveryCode ?? ''
  expect(await valueOf(api.backups.check({ path: join(folder, name), recoveryCode: code }))).toMatchObject({
    claims: { counts: { customers: 1 } },
  })
  expect(await codeOf(api.backups.check({ path: withEscrow, recoveryCode: code }))).toBe('backups.wrongCode')
  expect(faults).toEqual([])
  await desk.leave()
  fresh.remove()
}, 60_000)

it('does not open what was written before it was set', async () => {
  const fresh = dataFolder()
  const { api, desk } = testDesk(fresh.folder)
  expect(await codeOf(api.backups.check({ path: without, recoveryCode: headquarters }))).toBe('backups.wrongCode')
  await desk.leave()
  fresh.remove()
})

it('opens a backup to plain files, and no name in it leads elsewhere', async () => {
  const out = join(scratch, 'out')
  const { tables, attachments } = await recoverTo(withEscrow, headquarters, out, diskFiles)
  expect({ customers: tables['customer'], attachments }).toEqual({ customers: 1, attachments: 1 })
  const [file = ''] = readdirSync(join(out, 'attachments'))
  expect(file).toMatch(/^[0-9a-f]{8} _.*执照\.pdf$/)
  expect(new Uint8Array(readFileSync(join(out, 'attachments', file)))).toEqual(paper)
  const told = execFileSync('sqlite3', [
    join(out, 'archive.sqlite'),
    'SELECT name FROM customer; PRAGMA integrity_check',
  ])
  expect(told.toString()).toBe('丰州恒力机械有限公司\nok\n')
  // Never over something, and nothing at all when it is refused.
  await expect(recoverTo(withEscrow, headquarters, out, diskFiles)).rejects.toMatchObject({ code: 'backups.notEmpty' })
  const none = join(scratch, 'none')
  await expect(recoverTo(without, headquarters, none, diskFiles)).rejects.toMatchObject({ code: 'backups.wrongCode' })
  expect(existsSync(join(none, 'archive.sqlite'))).toBe(false)
})

it('opens with tar, age, gunzip and sqlite3 alone', () => {
  const folder = mkdtempSync(join(scratch, 'standard-'))
  writeFileSync(join(folder, 'key.txt'), `${headquarters}\n`)
  execFileSync(
    'bash',
    ['-ec', `tar -xf '${withEscrow}'; age -d -i key.txt archive.sqlite.gz.age | gunzip > a.sqlite`],
    {
      cwd: folder,
    },
  )
  expect(
    execFileSync('sqlite3', [join(folder, 'a.sqlite'), 'SELECT count(*) FROM customer'])
      .toString()
      .trim(),
  ).toBe('1')
})
