// npm run release [-- <folder of the release key>]: builds what offices install, from a tagged commit, signs the feed where the key is
// given, and refuses whatever an office must not get.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { prepare } from './prepare.mjs'
import { projectFolder, say } from './project.mjs'
import { build, runTool } from './tool.mjs'

const environment = await prepare({ forTests: false })
const { editionOf } = await import('./packaging/edition.mjs')
const { refusals, signingOf } = await import('./packaging/refusals.mjs')
const { packageFolder } = await import('./packaging/configuration.mjs')
const { buildPackages } = await import('./packaging/builder.mjs')
const { describeShipped } = await import('./packaging/describe.mjs')
const { verifyPackage } = await import('./verify-package.mjs')

const feedSigner = join(projectFolder, 'scripts/sign-feed.mjs')
const edition = editionOf(environment)
const signing = signingOf(process.env)
const reasons = refusals({
  testBuild: edition.testBuild,
  changes: git('status', '--porcelain'),
  tag: git('tag', '--points-at', 'HEAD', `v${edition.version}`),
  version: edition.version,
  platform: process.platform,
  signing,
  feedSigner: existsSync(feedSigner),
})
if (reasons.length > 0) {
  say(`no release:\n${reasons.map(reason => `- ${reason}`).join('\n')}`)
  process.exit(1)
}

rmSync(packageFolder, { recursive: true, force: true })
build(environment)
describeShipped(edition)
const choices = signing === undefined ? {} : { signing }
const folder = process.platform === 'win32' ? await buildForWindows() : await buildPackages(edition, ['dir', 'deb'])
if ((await verifyPackage(folder, edition, environment)) !== 0) process.exit(1)
const [keyFolder] = process.argv.slice(2)
if (keyFolder !== undefined) runTool(feedSigner, [packageFolder, keyFolder])
else if (process.platform === 'win32')
  say(`no feed takes it before it is signed: npm run sign-feed -- ${packageFolder} <folder of the key>`)
say(`the release stands in ${packageFolder}`)

/** The portable form first: the installed program carries a copy, to lay beside backups. */
async function buildForWindows() {
  await buildPackages(edition, ['portable'], choices)
  const portable = join(packageFolder, 'portable')
  mkdirSync(portable)
  for (const name of readdirSync(packageFolder).filter(entry => entry.endsWith('.exe')))
    renameSync(join(packageFolder, name), join(portable, name))
  return buildPackages(edition, ['nsis'], { ...choices, portable })
}

/** @param {string[]} words */
function git(...words) {
  return execFileSync('git', words, { cwd: projectFolder, encoding: 'utf8' }).trim()
}
