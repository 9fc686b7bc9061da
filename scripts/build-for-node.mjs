// Bundles one TypeScript entry for plain Node, as main and the worker are bundled: for commands, benches, and tests that
// start the real archive worker.
import { spawnSync } from 'node:child_process'
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

/**
 * Bundles a command and runs it with the arguments of this process, which ends as it does.
 * @param {string} entry relative to the project
 * @param {string} folder name of a folder below out/
 * @param {Record<string, string>} [environment] beside this process's own
 */
export async function runForNode(entry, folder, environment = {}) {
  const file = await buildForNode(entry, folder)
  const options = { stdio: /** @type {const} */ ('inherit'), env: { ...process.env, ...environment } }
  process.exitCode = spawnSync(process.execPath, [file, ...process.argv.slice(2)], options).status ?? 1
}
