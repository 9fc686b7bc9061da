// npm run check: everything that can be found without running the program. All checks run, so that one run shows all.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureDependencies } from './dependencies.mjs'
import { projectFolder, say } from './project.mjs'
import { toolEntry } from './tool.mjs'

ensureDependencies()

/** The two slowest come first, because two run at a time. @type {[string, string, string[]][]} */
const checks = [
  ['lint', toolEntry('eslint'), ['-c', 'scripts/eslint.config.mjs', '--max-warnings', '0', '.']],
  ['types', toolEntry('typescript', 'tsc'), []],
  [
    'import rules',
    toolEntry('dependency-cruiser', 'depcruise'),
    ['src-main', 'src-renderer', 'tests', 'scripts', '--no-progress'],
  ],
  ['format', toolEntry('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['dead code', toolEntry('knip'), ['-c', '.knip.json', '--no-progress']],
  ['locale parity', join(projectFolder, 'scripts/check-locales.mjs'), []],
]

const waiting = [...checks]
/** @type {string[]} */
const failed = []
await Promise.all([work(), work()])
if (failed.length > 0) {
  say(`failed: ${failed.join(', ')}`)
  process.exitCode = 1
}

async function work() {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    const [name, entry, parameters] = check
    const started = performance.now()
    const { code, printed } = await run(entry, parameters)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    say(`${name}: ${code === 0 ? 'passed' : 'FAILED'} (${seconds} s)`)
    if (code === 0) continue
    failed.push(name)
    console.error(printed)
  }
}

/**
 * @param {string} entry
 * @param {string[]} parameters
 * @returns {Promise<{ code: number, printed: string }>}
 */
function run(entry, parameters) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [entry, ...parameters], {
      cwd: projectFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let printed = ''
    child.stdout.on('data', part => (printed += part))
    child.stderr.on('data', part => (printed += part))
    child.once('error', reject)
    child.once('close', code => resolve({ code: code ?? 1, printed }))
  })
}
