// npm run fuzz [-- --target T] [--calls N] [--seed S] [--json] [--check]: sends made-up inputs to every call of the contract
// and to every reader of foreign files and texts, over real archives.
import { ensureDependencies } from './dependencies.mjs'

ensureDependencies()
const { runForNode } = await import('./build-for-node.mjs')
await runForNode('tests/fuzz/fuzz.ts', 'fuzz')
