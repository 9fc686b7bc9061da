/** The configuration of both systems: accepted by electron-builder's own schema, and saying what an office needs. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import type { Configuration } from 'electron-builder'
import { expect, test } from 'vitest'
import { configurationFor } from '../../scripts/packaging/configuration.mjs'
import { editionOf } from '../../scripts/packaging/edition.mjs'
import { signingOf } from '../../scripts/packaging/refusals.mjs'
import { extension } from '../../src-main/features/backups/file.rules'

const require = createRequire(join(import.meta.dirname, '../../node_modules/app-builder-lib/package.json'))
const { validateConfiguration } = require('app-builder-lib/out/util/config/config') as {
  validateConfiguration: (configuration: Configuration, log: { isEnabled: boolean }) => Promise<void>
}
const validate = (configuration: Configuration): Promise<void> =>
  validateConfiguration(configuration, { isEnabled: false })

const edition = editionOf({})
const signing = signingOf({ WATCHPOST_CERTIFICATE: 'Example Office Co.', WATCHPOST_PUBLISHER: 'CN=Example Office Co.' })
const windows = configurationFor(edition, 'win32', { portable: '/somewhere/portable', ...(signing ? { signing } : {}) })

test('both configurations are valid by the schema, and the schema finds a mistake', async () => {
  await validate(windows)
  await validate(configurationFor(edition, 'linux'))
  const mistaken = { ...windows, nsis: { ...windows.nsis, perMachin: false } }
  await expect(validate(mistaken)).rejects.toThrow('configuration.nsis')
})

test('Windows installs for one account, asks for no administrator, in both languages, and keeps the data', () => {
  expect(windows.win).toMatchObject({
    target: ['nsis', 'portable'],
    requestedExecutionLevel: 'asInvoker',
    forceCodeSigning: true,
    signtoolOptions: { certificateSubjectName: 'Example Office Co.' },
  })
  expect(windows.nsis).toMatchObject({
    oneClick: false,
    perMachine: false,
    allowElevation: false,
    packElevateHelper: false,
    installerLanguages: ['zh_CN', 'en_US'],
    deleteAppDataOnUninstall: false,
  })
  expect(windows.portable).toMatchObject({ requestExecutionLevel: 'user' })
  expect(configurationFor(edition, 'win32').win).toMatchObject({ forceCodeSigning: false })
})

test('the uninstaller says in both languages that the archive stays', () => {
  const script = readFileSync(String(windows.nsis?.include), 'utf8')
  expect(script).toContain('档案、密钥和备份都留在原处')
  expect(script).toContain('The archive, its keys and the backups stay where they are')
  expect(script).not.toContain('RMDir')
})

test('backups open with the program, and the installed program carries its portable form where it looks for it', () => {
  expect(windows.fileAssociations).toMatchObject([
    { ext: extension.slice(1), mimeType: 'application/x-watchpost-backup' },
  ])
  expect(windows.extraResources).toEqual([{ from: '/somewhere/portable', to: 'portable', filter: ['*.exe'] }])
  const places = readFileSync('src-main/shell/places.ts', 'utf8')
  expect(places).toContain("join(process.resourcesPath, 'portable', `Watchpost-${app.getVersion()}.exe`)")
  expect(windows.portable?.artifactName).toBe('Watchpost-${version}.${ext}')
})

test('updates come from no address of ours', () => {
  expect(windows.publish).toMatchObject({ provider: 'generic' })
  expect(new URL((windows.publish as { url: string }).url).hostname).toMatch(/\.invalid$/)
})

test('a test build is named one everywhere, and only it carries another addon', () => {
  const cached = {
    ELECTRON_OVERRIDE_DIST_PATH: '/cache/electron-33.2.1-1',
    WATCHPOST_SQLITE_BINDING: '/cache/addon.node',
  }
  const test = editionOf(cached)
  expect(test).toMatchObject({ testBuild: true, electronVersion: '33.2.1', addon: '/cache/addon.node' })
  expect(test.version).toBe(`${edition.version}-test.33`)
  const productName = 'Watchpost test build'
  expect(configurationFor(test, 'linux')).toMatchObject({
    productName,
    extraMetadata: { version: test.version, productName, testBuild: true },
  })
  expect(edition).toMatchObject({ testBuild: false, productName: 'Watchpost', addon: null })
})

test('the icon holds every size that Windows asks for', () => {
  const ico = readFileSync('resources/icons/icon.ico')
  const count = ico.readUInt16LE(4)
  const sizes = Array.from({ length: count }, (_, index) => ico.readUInt8(6 + 16 * index) || 256)
  expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256])
  for (let index = 0; index < count; index += 1) {
    const offset = ico.readUInt32LE(6 + 16 * index + 12)
    expect(ico.subarray(offset + 1, offset + 4).toString()).toBe('PNG')
  }
  const png = readFileSync(String(configurationFor(edition, 'linux').linux?.icon))
  expect(png.readUInt32BE(16)).toBe(512)
  expect(existsSync(join('resources/icons', basename(String(windows.win?.icon))))).toBe(true)
})
