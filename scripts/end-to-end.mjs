// npm run test:e2e and npm run tour: builds the program and drives it with one of Playwright's projects; further
// arguments go to Playwright.
import { cpSync, existsSync } from 'node:fs'
import { runOnDesktop } from './desktop.mjs'
import { prepare } from './prepare.mjs'
import { say } from './project.mjs'
import { build, playwrightCommand } from './tool.mjs'

const [project = 'e2e', ...parameters] = process.argv.slice(2)
const environment = await prepare({ forTests: true })
say('building')
build(environment)
process.exitCode = await runOnDesktop(playwrightCommand([`--project=${project}`, ...parameters]), environment)
// The guide's pictures are part of the program; they change only where the tour ran to its end.
if (project === 'tour' && process.exitCode === 0 && existsSync('out/guide'))
  cpSync('out/guide', 'resources/guide/pictures', { recursive: true })
