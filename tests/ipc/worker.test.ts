/** The archive worker as the real thread it is, asked through main's own client. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { startArchive } from '../../src-main/archive/client'
import type { ArchiveClient } from '../../src-main/archive/client'
import type { Seal } from '../../src-main/archive/keys'
import type { DeskEvent } from '../../src-main/contract/api'
import { administrator, dataFolder, goodPassword, officeFields } from '../support/desk'
import { noSeal } from '../support/noSeal'

const workerFile = process.env['WATCHPOST_WORKER'] ?? ''
let place: ReturnType<typeof dataFolder>
let events: DeskEvent[]
let client: ArchiveClient

const start = (seal: Seal = noSeal, file = workerFile): ArchiveClient =>
  startArchive({
    workerFile: file,
    folder: place.folder,
    clockFile: null,
    volumesFile: null,
    portable: null,
    program: 'test',
    checkOutput: true,
  }).attend({
    deliver: () => Promise.resolve('unreachable'),
    fetchWeather: () => Promise.resolve({ ok: false, failure: 'unreachable' }),
    seal,
    onEvent: event => events.push(event),
    onFault: fault => events.push({ type: 'touched', features: [JSON.stringify(fault)] }),
  })

beforeEach(() => {
  place = dataFolder()
  events = []
  client = start()
})
afterEach(async () => {
  await client.leave()
  place.remove()
})

const setUp = { office: officeFields, administrator, sample: false }

test('answers, authorises, announces, and closes its folder on leaving', async () => {
  expect(await client.authorise('system.openFile')).toEqual({ ok: false, code: 'core.notSignedIn', params: {} })
  expect(await client.call('access.setUp', setUp, 'job-1')).toMatchObject({ ok: true })
  expect(events).toContainEqual({ type: 'progress', job: 'job-1', value: { fraction: 0.2 } })
  expect(await client.authorise('system.openFile')).toMatchObject({ ok: true, value: { role: 'administrator' } })
  expect(await client.call('office.changeSettings', { lockAfterMinutes: 5 }, null)).toMatchObject({ ok: true })
  expect(events).toContainEqual({ type: 'touched', features: ['office'] })
  await client.leave()
  client = start()
  expect(await client.call('access.state', {}, null)).toMatchObject({
    ok: true,
    value: { phase: 'closed', obstacle: null },
  })
})

test('a job aside runs in a second thread on its own connection', async () => {
  await client.call('access.setUp', setUp, null)
  const checked = await client.call('access.checkJournal', {}, null)
  // Set up, plans taken; by the time of day the program has prepared a briefing too.
  expect(checked).toMatchObject({ ok: true, value: { broken: null } })
  expect(checked).not.toMatchObject({ value: { rows: 1 } })
})

test('what was begun over an archive that was closed since is not noted in the one that is open now', async () => {
  await client.call('access.setUp', setUp, null)
  // The second thread takes longer to begin than the archive to be closed.
  const checking = client.call('access.checkJournal', {}, 'job-1')
  expect(await client.call('access.signOut', {}, null)).toMatchObject({ ok: true })
  expect(await client.call('access.signIn', { signInName: '王芳', password: goodPassword }, null)).toMatchObject({
    ok: true,
  })
  expect(await checking).toMatchObject({ ok: false, code: 'core.archiveStopped' })
})

test('a backup is examined in a further thread while it is packed, and opens again', async () => {
  const made = z
    .object({ ok: z.literal(true), value: z.object({ recoveryCode: z.string() }) })
    .parse(await client.call('access.setUp', setUp, null))
  const { recoveryCode } = made.value
  const written = z
    .object({ ok: z.literal(true), value: z.object({ name: z.string() }) })
    .parse(await client.call('backups.create', { folder: place.folder }, 'job-1'))
  const path = join(place.folder, written.value.name)
  expect(await client.call('backups.check', { path, recoveryCode }, 'job-2')).toMatchObject({
    ok: true,
    value: { claims: { office: officeFields.name, counts: { users: 1 } } },
  })
})

test('a restore judges the password and reads its copy back in further threads; a weak one leaves all as it was', async () => {
  const { value } = z
    .object({ ok: z.literal(true), value: z.object({ recoveryCode: z.string() }) })
    .parse(await client.call('access.setUp', setUp, null))
  const written = z
    .object({ ok: z.literal(true), value: z.object({ name: z.string() }) })
    .parse(await client.call('backups.create', { folder: place.folder }, 'job-1'))
  const before = readFileSync(join(place.folder, 'archive.pointer'))
  const restore = (password: string) =>
    client.call(
      'backups.restore',
      {
        path: join(place.folder, written.value.name),
        recoveryCode: value.recoveryCode,
        administrator: { signInName: administrator.signInName, password },
      },
      'job-2',
    )
  expect(await restore('password1234')).toMatchObject({ ok: false, code: 'access.weakPassword' })
  expect(readFileSync(join(place.folder, 'archive.pointer'))).toEqual(before)
  expect(readdirSync(place.folder).filter(name => name.startsWith('archive-2'))).toEqual([])
  expect(await restore(goodPassword)).toMatchObject({ ok: true, value: { restored: { users: 1 } } })
  expect(readFileSync(join(place.folder, 'archive.pointer'))).not.toEqual(before)
})

test('what cannot be copied between threads is refused, not thrown', async () => {
  expect(await client.call('access.state', { run: () => 1 }, null)).toEqual({
    ok: false,
    code: 'core.invalidInput',
    params: { path: '', reason: 'uncopyable' },
  })
})

test('one that cannot begin is not begun again and again; who asks is told, and the program can be left', async () => {
  await client.leave()
  const broken = join(place.folder, 'worker.cjs')
  writeFileSync(broken, "throw new TypeError('no driver')")
  client = start(noSeal, broken)
  expect(await client.call('access.state', {}, null)).toEqual({ ok: false, code: 'core.archiveStopped', params: {} })
  await setTimeout(300)
  expect(await client.call('access.state', {}, null)).toMatchObject({ code: 'core.archiveStopped' })
  expect(events).toHaveLength(1)
  expect(JSON.stringify(events)).toContain('TypeError')
})

test('the key store of the operating system is asked through main', async () => {
  await client.leave()
  const verbs: string[] = []
  const seal: Seal = {
    available: true,
    seal: bytes => {
      verbs.push('seal')
      return Promise.resolve(Buffer.from(bytes).reverse())
    },
    unseal: bytes => {
      verbs.push('unseal')
      return Promise.resolve(Buffer.from(bytes).reverse())
    },
  }
  client = start(seal)
  await client.call('access.setUp', setUp, null)
  await client.call('access.signOut', {}, null)
  expect(await client.call('access.signIn', { signInName: '王芳', password: goodPassword }, null)).toMatchObject({
    ok: true,
  })
  expect(verbs).toEqual(['seal', 'unseal'])
})
