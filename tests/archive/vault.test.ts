/** The archive's doors where its tables have to change: a copy stands beside it, and what the disk refuses changes nothing. */
import { existsSync, readdirSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { diskFiles } from '../../src-main/archive/files'
import { newKeyFile, writeKeyFile } from '../../src-main/archive/keys'
import { migrate, newestSchema, schemaOf } from '../../src-main/archive/migrate'
import { archiveKey, createArchive, openArchive } from '../../src-main/archive/open'
import { switchTo } from '../../src-main/archive/pointer'
import { newRecoveryCode } from '../../src-main/archive/recoveryCode'
import { makeVault } from '../../src-main/features/vault'
import { dataFolder } from '../support/desk'

const key = () => archiveKey(Buffer.alloc(32, 7))
const copy = `before-schema-${newestSchema}-archive-1.db`
let place = dataFolder()
let vault = makeVault(place.folder, diskFiles)
const file = () => join(place.folder, 'archive-1.db')
const nothing = () => Promise.resolve()

beforeEach(async () => {
  place = dataFolder()
  vault = makeVault(place.folder, diskFiles)
  // As the program before this one left it.
  const db = createArchive(file(), key())
  migrate(db, newestSchema - 1)
  db.close()
  writeKeyFile(diskFiles, place.folder, await newKeyFile('office', key(), newRecoveryCode()))
  switchTo(diskFiles, place.folder, 1)
})
afterEach(() => {
  vault.close()
  vault.leave()
  place.remove()
})

it('the older archive is copied beside it before its tables change, and the copy goes when nobody wants it back', async () => {
  const schemas: number[] = []
  await vault.openWith(key(), db => {
    schemas.push(schemaOf(db))
    expect(existsSync(join(place.folder, copy))).toBe(true)
    return Promise.resolve()
  })
  const db = vault.db()
  expect([...schemas, db && schemaOf(db)]).toEqual([newestSchema - 1, newestSchema])
  const made = new Date('2026-11-01T00:00:00.000Z')
  utimesSync(join(place.folder, copy), made, made)
  const asked: string[] = []
  const over = (answer: boolean) => (at: string) => {
    asked.push(at)
    return answer
  }
  vault.forgetCopies(over(false))
  expect(readdirSync(place.folder)).toContain(copy)
  vault.forgetCopies(over(true))
  expect(readdirSync(place.folder)).not.toContain(copy)
  expect(asked).toEqual([made.toISOString(), made.toISOString()])
})

it('a disk without room for the copy is heard of; the archive stays as it was and opens once there is room', async () => {
  vault.leave()
  const full = () => {
    throw Object.assign(new Error('full'), { code: 'ENOSPC' })
  }
  vault = makeVault(place.folder, { ...diskFiles, copyDurably: full })
  await expect(vault.openWith(key(), nothing)).rejects.toMatchObject({ code: 'ENOSPC' })
  expect(vault.db()).toBeNull()
  const db = openArchive(file(), key())
  expect(schemaOf(db)).toBe(newestSchema - 1)
  db.close()
  vault.leave()
  vault = makeVault(place.folder, diskFiles)
  await vault.openWith(key(), nothing)
  expect(existsSync(join(place.folder, copy))).toBe(true)
})

it('a copy that fails leaves nothing behind', () => {
  // A file cannot be copied onto this device.
  symlinkSync('/dev/full', join(place.folder, `${copy}.writing`))
  expect(() => {
    diskFiles.copyDurably(file(), join(place.folder, copy))
  }).toThrow()
  expect(readdirSync(place.folder).filter(name => name.startsWith(copy))).toEqual([])
})

it('opened twice, the first is closed', async () => {
  await vault.openWith(key(), nothing)
  const first = vault.db()
  await vault.openWith(key(), nothing)
  expect([first?.open, vault.db()?.open]).toEqual([false, true])
})
