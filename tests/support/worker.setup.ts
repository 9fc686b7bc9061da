// Bundles the archive worker once per run, so that tests can start it as the real thread it is.
import { buildForNode } from '../../scripts/build-for-node.mjs'

export default async function setup(): Promise<void> {
  process.env['WATCHPOST_WORKER'] = await buildForNode('src-main/archive.worker.ts', 'test')
}
