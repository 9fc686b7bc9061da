// What making the release key and signing with it share.
import { join } from 'node:path'
import { projectFolder } from './project.mjs'

/** The private half, in a folder outside the project. */
export const keyName = 'watchpost-release-key.pem'
/** The public half, built into the program. */
export const publicKeyFile = join(projectFolder, 'resources/update-key.pub')

/** @returns {string | null} null when there is none worth the name */
export const passphrase = () => {
  const text = process.env['WATCHPOST_KEY_PASSPHRASE'] ?? ''
  return text.length >= 12 ? text : null
}
