// npm run fuzz [-- --target T] [--calls N] [--seed S] [--json] [--check]: sends made-up inputs to every call of the contract
// and to every reader of foreign files and texts, over real archives.
import { spawnSync } from 'node:child_process'
import { ensureDependencies } from './dependencies.mjs'

ensureDependencies()
const { buildForNode } = await import('./build-for-node.mjs')
const fuzz = await buildForNode('tests/fuzz/fuzz.ts', 'fuzz')
const done = spawnSync(process.execPath, [fuzz, ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = done.status ?? 1
