// npm test: everything, stopping at the first failure.
import { join } from 'node:path'
import { prepare } from './prepare.mjs'
import { runOnDesktop } from './desktop.mjs'
import { projectFolder, say } from './project.mjs'
import { build, playwrightCommand, runTool, toolEntry } from './tool.mjs'

const environment = await prepare({ forTests: true })
runTool(join(projectFolder, 'scripts/check.mjs'), [], environment)
say('running the unit, archive and screen tests')
runTool(toolEntry('vitest'), ['run', '-c', 'tests/vitest.config.mts'], environment)
say('sending made-up inputs to every call')
runTool(join(projectFolder, 'scripts/fuzz.mjs'), ['--calls', '5000', '--check'], environment)
say('building')
build(environment)
say('running the end-to-end tests')
const exitCode = await runOnDesktop(playwrightCommand(['--project=e2e']), environment)
say(exitCode === 0 ? 'everything passed' : 'the end-to-end tests failed')
process.exitCode = exitCode
