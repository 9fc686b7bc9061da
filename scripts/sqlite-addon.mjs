// Builds the database addon for the fallback Electron, whose Node-API is one version older than the shipped prebuild needs.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cached, projectFolder } from './project.mjs'

const driverFolder = join(projectFolder, 'node_modules', 'better-sqlite3')

/** Raise the last number whenever the build below changes. */
export function addonName() {
  const { version } = JSON.parse(readFileSync(join(driverFolder, 'package.json'), 'utf8'))
  return `better-sqlite3-${version}-1`
}

/** Answers the file that WATCHPOST_SQLITE_BINDING must name. */
export async function buildAddon() {
  const folder = await cached(addonName(), stage => {
    const source = join(stage, 'source')
    mkdirSync(source)
    for (const entry of ['deps', 'lib', 'src', 'binding.gyp', 'package.json']) {
      cpSync(join(driverFolder, entry), join(source, entry), { recursive: true })
    }
    // binding.gyp asks for node-addon-api, which stands among the project's packages.
    symlinkSync(join(projectFolder, 'node_modules'), join(source, 'node_modules'))
    lowerNodeApi(join(source, 'binding.gyp'))
    compile(source)
    renameSync(join(source, 'build', 'Release', 'better_sqlite3.node'), join(stage, 'better_sqlite3.node'))
    rmSync(source, { recursive: true })
  })
  return join(folder, 'better_sqlite3.node')
}

/**
 * Node-API 10 is what the driver uses of the experimental level that older runtimes offer; asking for that level
 * gives one addon that runs in Electron 33, Node 20 and Node 24.
 * @param {string} file
 */
function lowerNodeApi(file) {
  const asked = "'NAPI_VERSION=10'"
  const offered = "'NAPI_VERSION=2147483647', 'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'"
  const text = readFileSync(file, 'utf8')
  if (!text.includes(asked)) throw new Error(`${file} no longer asks for ${asked}`)
  writeFileSync(file, text.replace(asked, offered))
}

/** @param {string} source */
function compile(source) {
  const nodeFolder = dirname(dirname(process.execPath))
  const gyp = join(projectFolder, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js')
  const built = spawnSync(
    process.execPath,
    [gyp, 'rebuild', '--release', '--force_build=1', `--nodedir=${nodeFolder}`, '-j', 'max'],
    {
      cwd: source,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    },
  )
  if (built.status !== 0) throw new Error(`node-gyp failed:\n${built.stdout}\n${built.stderr}`.slice(-8000))
  // Debug information makes up most of the file and is of no use here.
  execFileSync('strip', ['--strip-debug', join(source, 'build', 'Release', 'better_sqlite3.node')])
}
