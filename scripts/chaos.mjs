// npm run chaos [-- --rounds N] [--json]: kills the archive at every step and proves that nothing is lost.
import { spawnSync } from 'node:child_process'
import { ensureDependencies } from './dependencies.mjs'

ensureDependencies()
const { buildForNode } = await import('./build-for-node.mjs')
const child = await buildForNode('tests/chaos/child.ts', 'chaos')
const chaos = await buildForNode('tests/chaos/chaos.ts', 'chaos')
const done = spawnSync(process.execPath, [chaos, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, WATCHPOST_CHILD: child },
})
process.exitCode = done.status ?? 1
