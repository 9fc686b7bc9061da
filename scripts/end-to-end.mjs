// npm run test:e2e and npm run tour: builds the program and drives it with one of Playwright's projects; further
// arguments go to Playwright.
import { runOnDesktop } from './desktop.mjs'
import { prepare } from './prepare.mjs'
import { say } from './project.mjs'
import { build, playwrightCommand } from './tool.mjs'

const [project = 'e2e', ...parameters] = process.argv.slice(2)
const environment = await prepare({ forTests: true })
say('building')
build(environment)
process.exitCode = await runOnDesktop(playwrightCommand([`--project=${project}`, ...parameters]), environment)
