// Runs electron-builder for this machine.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Arch, build, Platform } from 'electron-builder'
import { projectFolder } from '../project.mjs'
import { configurationFor, packageFolder } from './configuration.mjs'

/** Where electron-builder leaves the program unpacked. @param {NodeJS.Platform} platform */
export const unpackedFolder = platform => join(packageFolder, platform === 'win32' ? 'win-unpacked' : 'linux-unpacked')

/**
 * @param {import('./edition.mjs').Edition} edition
 * @param {string[]} targets such as `dir`, `deb`, `nsis`, `portable`
 * @param {Parameters<typeof configurationFor>[2]} [choices]
 * @param {'win32' | 'linux'} [platform]
 * @returns {Promise<string>} the folder of the unpacked program
 */
export async function buildPackages(edition, targets, choices = {}, platform = process.platform === 'win32' ? 'win32' : 'linux') {
  const folder = unpackedFolder(platform)
  rmSync(folder, { recursive: true, force: true })
  await build({
    projectDir: projectFolder,
    targets: (platform === 'win32' ? Platform.WINDOWS : Platform.LINUX).createTarget(targets, Arch.x64),
    config: configurationFor(edition, platform, choices),
    publish: 'never',
  })
  if (!existsSync(folder)) throw new Error(`electron-builder left nothing in ${folder}`)
  return folder
}
