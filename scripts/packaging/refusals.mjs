// Says why a release may not be cut.

/**
 * @typedef {object} Circumstances
 * @property {boolean} testBuild
 * @property {string} changes what git says is not committed
 * @property {string} tag what the commit is called; a release is cut from the tag of its version
 * @property {string} version
 * @property {NodeJS.Platform} platform
 * @property {import('electron-builder').WindowsConfiguration['signtoolOptions'] | undefined} signing
 * @property {boolean} feedSigner whether the script that signs the update feed is there
 */

/** @param {Circumstances} circumstances @returns {string[]} empty where nothing stands against it */
export function refusals({ testBuild, changes, tag, version, platform, signing, feedSigner }) {
  const reasons = []
  if (testBuild) reasons.push('only a test build can be made here, because the official Electron is not at hand')
  if (changes !== '') reasons.push(`there are changes that are not committed:\n${changes}`)
  if (tag !== `v${version}`) reasons.push(`this commit is not tagged v${version}`)
  if (version.includes('-')) reasons.push(`${version} is not a version for offices`)
  if (platform === 'win32' && signing === undefined)
    reasons.push(
      'no certificate is named: set WATCHPOST_CERTIFICATE to its subject and WATCHPOST_PUBLISHER to its publisher',
    )
  if (!feedSigner) reasons.push('the update feed cannot be signed: scripts/sign-feed.mjs is missing')
  return reasons
}

/**
 * The certificate lies on a token or in the machine's store and is named, never a file with a password.
 * @param {NodeJS.ProcessEnv} environment
 */
export function signingOf({ WATCHPOST_CERTIFICATE: certificateSubjectName, WATCHPOST_PUBLISHER: publisher }) {
  if (!certificateSubjectName || !publisher) return undefined
  return {
    certificateSubjectName,
    publisherName: [publisher],
    signingHashAlgorithms: [/** @type {const} */ ('sha256')],
  }
}
