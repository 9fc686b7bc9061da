// npm run package: packages the program for this machine with whatever Electron is at hand, and proves the result.
import { prepare } from './prepare.mjs'
import { say } from './project.mjs'
import { build } from './tool.mjs'

const environment = await prepare({ forTests: false })
// Only now are the packages certainly there that these import.
const { editionOf } = await import('./packaging/edition.mjs')
const { describeShipped } = await import('./packaging/describe.mjs')
const { buildDeb, buildPackages, ownPlatform } = await import('./packaging/builder.mjs')
const { packageFolder } = await import('./packaging/configuration.mjs')
const { verifyPackage } = await import('./verify-package.mjs')

const edition = editionOf(environment)
say('building')
build(environment)
say('checking the licences of what ships; writing the notices and the bill of materials')
describeShipped(edition)
const what = edition.testBuild ? 'a test build' : 'the program'
say(`packaging ${what}, ${edition.version}, around Electron ${edition.electronVersion}`)
const folder = await buildPackages(edition, ['dir'])
say('verifying the package')
if ((await verifyPackage(folder, edition, environment)) !== 0) process.exit(1)
if (ownPlatform === 'linux') {
  const reason = await buildDeb(folder, edition)
  say(reason === null ? `a Debian package stands in ${packageFolder}` : `no Debian package: ${reason}`)
}
