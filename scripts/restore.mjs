// npm run restore -- <backup> --identity <file> --out <folder>: opens a backup to plain files without the program.
import { spawnSync } from 'node:child_process'
import { ensureDependencies } from './dependencies.mjs'

ensureDependencies()
const { buildForNode } = await import('./build-for-node.mjs')
const command = await buildForNode('src-main/restore.command.ts', 'restore')
const done = spawnSync(process.execPath, [command, ...process.argv.slice(2)], { stdio: 'inherit' })
process.exitCode = done.status ?? 1
