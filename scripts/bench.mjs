// npm run bench -- <name> [options]: measures tests/bench/<name>.ts in plain Node; the options are the bench's own.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDependencies } from './dependencies.mjs'
import { projectFolder } from './project.mjs'

ensureDependencies()
const { buildForNode } = await import('./build-for-node.mjs')

const benches = readdirSync(join(projectFolder, 'tests/bench'))
  .filter(file => file.endsWith('.ts'))
  .map(file => file.slice(0, -'.ts'.length))
const [name = '', ...parameters] = process.argv.slice(2)
if (!benches.includes(name)) {
  console.error(`Usage: npm run bench -- <name> [options]. Names: ${benches.join(', ')}`)
  process.exit(2)
}
const worker = await buildForNode('src-main/archive.worker.ts', 'bench')
const bench = await buildForNode(`tests/bench/${name}.ts`, 'bench')
const done = spawnSync(process.execPath, [bench, ...parameters], {
  stdio: 'inherit',
  env: { ...process.env, WATCHPOST_WORKER: worker },
})
process.exitCode = done.status ?? 1
