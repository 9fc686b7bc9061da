// npm run fuzz [-- --calls N] [--seed S] [--json] [--check]: sends made-up inputs to every call of the contract over a real archive.
import { spawnSync } from 'node:child_process'
import { ensureDependencies } from './dependencies.mjs'

ensureDependencies()
const { buildForNode } = await import('./build-for-node.mjs')
const fuzz = await buildForNode('tests/fuzz/fuzz.ts', 'fuzz')
const done = spawnSync(process.execPath, [fuzz, ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = done.status ?? 1
