// Bundles one TypeScript entry for plain Node, as main and the worker are bundled: for benches and for tests that
// start the real archive worker.
import { readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'vite'
import { outFolder, projectFolder } from './project.mjs'

/**
 * @param {string} entry relative to the project
 * @param {string} folder name of a folder below out/
 * @returns {Promise<string>} the path of the bundle's entry, what it loads later beside it
 */
export async function buildForNode(entry, folder) {
  const file = `${basename(entry, '.ts')}.cjs`
  const stage = join(outFolder, folder, String(process.pid))
  await build({
    root: projectFolder,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { external: ['better-sqlite3'], noExternal: true },
    build: {
      ssr: entry,
      outDir: stage,
      target: 'node20.18',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: file, chunkFileNames: '[name]-[hash].cjs' } },
    },
  })
  // Renamed when complete, the entry last, so that a run at the same time never loads half a program.
  for (const part of [...readdirSync(stage).filter(name => name !== file), file])
    renameSync(join(stage, part), join(outFolder, folder, part))
  rmSync(stage, { recursive: true })
  return join(outFolder, folder, file)
}
