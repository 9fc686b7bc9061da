// Runs electron-builder.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Arch, build, Platform } from 'electron-builder'
import { projectFolder } from '../project.mjs'
import { configurationFor, packageFolder } from './configuration.mjs'

/** The system that this machine's packages are for. */
export const ownPlatform = process.platform === 'win32' ? 'win32' : 'linux'

/**
 * @param {import('./edition.mjs').Edition} edition
 * @param {string[]} targets such as `dir`, `deb`, `nsis`, `portable`
 * @param {Parameters<typeof configurationFor>[2]} [choices]
 * @param {'win32' | 'linux'} [platform]
 * @returns {Promise<string>} the folder of the unpacked program
 */
export async function buildPackages(edition, targets, choices = {}, platform = ownPlatform) {
  const windows = platform === 'win32'
  const folder = join(choices.output ?? packageFolder, windows ? 'win-unpacked' : 'linux-unpacked')
  rmSync(folder, { recursive: true, force: true })
  await build({
    projectDir: projectFolder,
    targets: (windows ? Platform.WINDOWS : Platform.LINUX).createTarget(targets, Arch.x64),
    config: configurationFor(edition, platform, choices),
    publish: 'never',
  })
  if (!existsSync(folder)) throw new Error(`electron-builder left nothing in ${folder}`)
  return folder
}

/**
 * Wraps the unpacked program into a Debian package. Its tool (fpm) is downloaded by electron-builder, so that a machine
 * without internet cannot make one.
 * @param {string} folder
 * @param {import('./edition.mjs').Edition} edition
 * @returns {Promise<string | null>} why there is none
 */
export async function buildDeb(folder, edition) {
  if (edition.testBuild)
    return 'its tool would have to be downloaded, and this machine has not even got Electron that way'
  try {
    await build({
      projectDir: projectFolder,
      prepackaged: folder,
      targets: Platform.LINUX.createTarget(['deb'], Arch.x64),
      config: configurationFor(edition, 'linux'),
      publish: 'never',
    })
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
