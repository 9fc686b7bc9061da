import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkChain, withoutSecrets } from '../../src-main/archive/journal'
import { testArchive, valueOf } from '../support/archive'
import type { TestArchive } from '../support/archive'

let archive: TestArchive
beforeEach(() => {
  archive = testArchive()
})
afterEach(() => {
  archive.close()
})

const lockAfter = (minutes: number) => archive.api.office.changeSettings({ lockAfterMinutes: minutes })

test('every write leaves one row that names who, what and which entity', async () => {
  const entry = await valueOf(archive.api.office.entry({}))
  await valueOf(
    archive.api.office.correct({
      id: entry.id,
      version: entry.version,
      name: '丰州办事处',
      outletCode: 'FZ',
      address: '新址',
      phone: '0591-87654321',
      timeZone: 'Asia/Shanghai',
    }),
  )
  const rows = archive.db.prepare('SELECT sequence, at, actor_id, call, entities FROM journal').all()
  expect(rows).toEqual([
    {
      sequence: 1,
      at: '2026-11-23T06:00:00.000Z',
      actor_id: '01900000-0000-7000-9000-000000000004',
      call: 'office.correct',
      entities: `["${entry.id}"]`,
    },
  ])
})

test('a refused write leaves no row', async () => {
  await archive.api.office.changeSettings({ lockAfterMinutes: -1 })
  await archive.as('clerk').office.changeSettings({ lockAfterMinutes: 5 })
  expect(checkChain(archive.db)).toEqual({ rows: 0, broken: null, head: '0'.repeat(64) })
})

test('rows cannot be edited or removed through the program’s own connection', async () => {
  await lockAfter(5)
  expect(() => archive.db.prepare("UPDATE journal SET call = 'x'").run()).toThrow(/append-only/)
  expect(() => archive.db.prepare('DELETE FROM journal').run()).toThrow(/append-only/)
})

test.each([
  ['a changed row', "UPDATE journal SET actor_id = 'somebody else' WHERE sequence = 2", 2],
  ['a changed time', "UPDATE journal SET at = '2020-01-01T00:00:00.000Z' WHERE sequence = 3", 3],
  ['a removed row', 'DELETE FROM journal WHERE sequence = 2', 3],
  ['an altered input', 'UPDATE journal_input SET input = \'{"lockAfterMinutes":99}\' WHERE sequence = 1', 1],
])('%s breaks the chain where it happened', async (_name, sql, broken) => {
  for (const minutes of [1, 2, 3]) await lockAfter(minutes)
  archive.db.exec('DROP TRIGGER journal_is_never_edited; DROP TRIGGER journal_is_never_cut')
  archive.db.pragma('foreign_keys=OFF')
  archive.db.exec(sql)
  expect(checkChain(archive.db).broken).toBe(broken)
})

test('an erased input leaves the chain whole', async () => {
  for (const minutes of [1, 2, 3]) await lockAfter(minutes)
  archive.db.exec('DELETE FROM journal_input WHERE sequence = 2')
  expect(checkChain(archive.db)).toMatchObject({ rows: 3, broken: null })
})

test('a clock set back keeps the order and is noted', async () => {
  await lockAfter(1)
  archive.clock.advance(-3_600_000)
  await lockAfter(2)
  const rows = archive.db.prepare('SELECT sequence, note FROM journal ORDER BY sequence').all()
  expect(rows).toEqual([
    { sequence: 1, note: null },
    { sequence: 2, note: 'clock back from 2026-11-23T06:00:00.000Z' },
  ])
  expect(checkChain(archive.db).broken).toBeNull()
})

test('secrets are left out of what is kept, at any depth', () => {
  expect(
    withoutSecrets({
      name: 'a',
      password: 'b',
      nested: [{ recoveryCode: 'c', newPassword: 'd', kept: 1 }],
      bytes: new Uint8Array(3),
    }),
  ).toEqual({ name: 'a', nested: [{ kept: 1 }], bytes: { bytes: 3 } })
})
