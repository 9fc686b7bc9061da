// Bundles the archive worker and the child that tests put under limits once per run, so that both are started as what they are.
import { buildForNode } from '../../scripts/build-for-node.mjs'

export default async function setup(): Promise<void> {
  process.env['WATCHPOST_WORKER'] = await buildForNode('src-main/archive.worker.ts', 'test')
  process.env['WATCHPOST_LIMITED'] = await buildForNode('tests/chaos/limited.ts', 'test')
}
