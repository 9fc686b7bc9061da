// npm run restore -- <backup> --identity <file> --out <folder>: opens a backup to plain files without the program.
import { ensureDependencies } from './dependencies.mjs'

ensureDependencies()
const { runForNode } = await import('./build-for-node.mjs')
await runForNode('src-main/restore.command.ts', 'restore')
