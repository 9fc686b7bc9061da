// npm run limits [-- --only name,name] [--small]: tries what is far beyond an office and what goes wrong around a program.
import { ensureDependencies } from './dependencies.mjs'

ensureDependencies()
const { buildForNode, runForNode } = await import('./build-for-node.mjs')
const worker = await buildForNode('src-main/archive.worker.ts', 'limits')
const benches = []
for (const name of ['incidents', 'stock']) benches.push(await buildForNode(`tests/bench/${name}.ts`, 'limits'))
await runForNode('tests/limits/limits.ts', 'limits', { WATCHPOST_WORKER: worker, WATCHPOST_BENCHES: benches.join(',') })
