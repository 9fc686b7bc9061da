// npm run chaos [-- --rounds N] [--json]: kills the archive at every step and proves that nothing is lost.
import { ensureDependencies } from './dependencies.mjs'

ensureDependencies()
const { buildForNode, runForNode } = await import('./build-for-node.mjs')
const child = await buildForNode('tests/chaos/child.ts', 'chaos')
await runForNode('tests/chaos/chaos.ts', 'chaos', { WATCHPOST_CHILD: child })
