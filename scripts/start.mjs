// npm start: makes the checkout ready, builds and opens the program.
import { prepare } from './prepare.mjs'
import { runOnDesktop } from './desktop.mjs'
import { projectFolder, say } from './project.mjs'
import { build, toolEntry } from './tool.mjs'

const environment = await prepare({ forTests: false })
say('building')
build(environment)
say('opening the program')
process.exitCode = await runOnDesktop(
  [process.execPath, toolEntry('electron'), projectFolder, ...process.argv.slice(2)],
  environment,
)
