// npm run limits [-- --only name,name] [--small]: tries what is far beyond an office and what goes wrong around a program.
import { spawnSync } from 'node:child_process'
import { ensureDependencies } from './dependencies.mjs'

ensureDependencies()
const { buildForNode } = await import('./build-for-node.mjs')
const worker = await buildForNode('src-main/archive.worker.ts', 'limits')
const limits = await buildForNode('tests/limits/limits.ts', 'limits')
const benches = []
for (const name of ['incidents', 'stock']) benches.push(await buildForNode(`tests/bench/${name}.ts`, 'limits'))
const done = spawnSync(process.execPath, [limits, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, WATCHPOST_WORKER: worker, WATCHPOST_BENCHES: benches.join(',') },
})
process.exitCode = done.status ?? 1
