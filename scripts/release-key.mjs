// npm run release-key -- <folder outside the project>: makes the pair that updates are signed with. The private half goes into that
// folder, encrypted; the public half into the program. WATCHPOST_KEY_PASSPHRASE holds the passphrase.
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { projectFolder, say } from './project.mjs'
import { keyName, passphrase, publicKeyFile } from './release-signature.mjs'

const [folder, publicFile = publicKeyFile] = process.argv.slice(2)
const fault = makePair()
if (fault !== null) {
  say(fault)
  process.exitCode = 1
}

/** @returns {string | null} what stands in the way */
function makePair() {
  if (folder === undefined) return 'name a folder outside the project: npm run release-key -- /media/release-key'
  const place = resolve(folder)
  // A key that can be committed will be.
  if (!relative(projectFolder, place).startsWith('..')) return `${place} lies in the project; the private key must not`
  const file = join(place, keyName)
  // Whoever has this one could no longer update the programs that know its public half.
  if (existsSync(file)) return `${file} exists and is kept`
  const secret = passphrase()
  if (secret === null) return 'WATCHPOST_KEY_PASSPHRASE must hold a passphrase of 12 characters or more'
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  mkdirSync(place, { recursive: true })
  const encrypted = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: secret }
  writeFileSync(file, privateKey.export(/** @type {import('node:crypto').KeyExportOptions<'pem'>} */ (encrypted)), {
    mode: 0o600,
    flag: 'wx',
  })
  writeFileSync(publicFile, publicKey.export({ type: 'spki', format: 'pem' }))
  say(`private key: ${file} (keep it and its passphrase apart, and a copy of both elsewhere)`)
  say(`public key: ${publicFile} (commit it; it is built into every later program)`)
  return null
}
