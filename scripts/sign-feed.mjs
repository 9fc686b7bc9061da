// npm run sign-feed -- <folder of a release> <folder of the key>: checks every described file, signs each description, and proves the
// signatures with the key that is built into the program. What it leaves is what the office's server serves.
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js'
import { say } from './project.mjs'
import { keyName, passphrase, publicKeyFile } from './release-signature.mjs'

const [folder, keyFolder, publicFile = publicKeyFile] = process.argv.slice(2)
const faults = signAll()
for (const fault of faults) say(fault)
if (faults.length > 0) process.exitCode = 1

/** @returns {string[]} what stands in the way; nothing is signed then */
function signAll() {
  if (folder === undefined || keyFolder === undefined)
    return ['name both folders: npm run sign-feed -- dist /media/release-key']
  const descriptions = readdirSync(folder).filter(name => /^latest.*\.yml$/.test(name))
  if (descriptions.length === 0) return [`${folder} holds no latest.yml`]
  const secret = passphrase()
  if (secret === null) return ['WATCHPOST_KEY_PASSPHRASE must hold the passphrase of the key']
  const described = descriptions.flatMap(name => faultsOf(folder, name))
  if (described.length > 0) return described
  const key = createPrivateKey({ key: readFileSync(join(keyFolder, keyName)), passphrase: secret })
  const known = createPublicKey(readFileSync(publicFile))
  for (const name of descriptions) {
    const bytes = readFileSync(join(folder, name))
    const signature = sign(null, bytes, key)
    if (!verify(null, bytes, known, signature)) return [`${publicFile} is not the public half of this key`]
    writeFileSync(join(folder, `${name}.sig`), `${signature.toString('base64')}\n`)
    say(`signed ${name}`)
  }
  return []
}

/**
 * Whether the files are as the description says: a release that every office would refuse must not leave the house.
 * @param {string} place
 * @param {string} name
 * @returns {string[]}
 */
function faultsOf(place, name) {
  const { version, files = [] } = parseUpdateInfo(readFileSync(join(place, name), 'utf8'), name, new URL('file:///'))
  if (files.length === 0) return [`${name} describes no file`]
  return files.flatMap(({ url, size, sha512 }) => {
    const file = join(place, url)
    const found = statSync(file, { throwIfNoEntry: false })
    if (!found) return [`${name} describes ${url}, which is not there`]
    if (found.size !== size) return [`${url} has ${found.size} bytes, ${name} says ${size}`]
    const hash = createHash('sha512').update(readFileSync(file)).digest('base64')
    if (hash !== sha512) return [`${url} is not the file that ${name} describes`]
    return version.includes('-') ? [`${name} describes ${version}; only releases such as 1.2.3 are served`] : []
  })
}
