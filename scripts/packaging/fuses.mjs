// The switches burnt into the packaged executable, and how they are set and read back.
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'

/**
 * SECURITY: the program runs as itself only: not as a bare Node, not under a debugger, not from other files than its
 * archive, which Windows checks byte for byte (tests/package/fuses.test.ts, scripts/verify-package.mjs).
 * @type {Record<FuseV1Options, boolean>}
 */
export const fuses = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Electron's own choice: without the handlers WebAssembly is slower, and no safer.
  [FuseV1Options.WasmTrapHandlers]: true,
}

/** An Electron older than a fuse cannot set it. @param {string} executable */
async function settingsFor(executable) {
  const wire = await getCurrentFuseWire(executable)
  return Object.entries(fuses).filter(([index]) => index in wire)
}

/**
 * Sets every fuse; one that this table does not know fails the build, so that a newer Electron is decided upon.
 * @param {string} executable
 */
export async function setFuses(executable) {
  const settings = Object.fromEntries(await settingsFor(executable))
  await flipFuses(executable, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    .../** @type {Record<FuseV1Options, boolean>} */ (settings),
  })
}

/**
 * What the executable says of itself, against the table.
 * @param {string} executable
 * @returns {Promise<{ name: string, wanted: string, found: string, agrees: boolean }[]>}
 */
export async function readFuses(executable) {
  const wire = new Map(Object.entries(await getCurrentFuseWire(executable)).filter(([index]) => index !== 'version'))
  return [...wire].map(([index, found]) => {
    const option = /** @type {FuseV1Options} */ (Number(index))
    const setting = fuses[option]
    const wanted = setting === undefined ? 'a decision' : setting ? 'on' : 'off'
    const state = found === FuseState.ENABLE ? 'on' : found === FuseState.DISABLE ? 'off' : 'unknown'
    return { name: FuseV1Options[option] ?? `fuse ${index}`, wanted, found: state, agrees: wanted === state }
  })
}
