#!/usr/bin/env node
// Stands in for Electron's executable where electron-vite, running as root, starts the program itself.
import { runOnDesktop } from './desktop.mjs'
import { toolEntry } from './tool.mjs'

process.exitCode = await runOnDesktop([process.execPath, toolEntry('electron'), ...process.argv.slice(2)], process.env)
