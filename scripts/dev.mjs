// npm run dev: the program with hot reload.
import { join } from 'node:path'
import { runOnDesktop } from './desktop.mjs'
import { prepare } from './prepare.mjs'
import { projectFolder } from './project.mjs'
import { runTool, toolEntry } from './tool.mjs'

const environment = await prepare({ forTests: false })
const electronVite = toolEntry('electron-vite')
const parameters = ['dev', '--watch', ...process.argv.slice(2)]
if (process.getuid?.() === 0) {
  // The sources are watched where they are; only the program itself runs as somebody else, perhaps from a copy.
  const stand = join(projectFolder, 'scripts/electron-on-desktop.mjs')
  runTool(electronVite, parameters, { ...environment, ELECTRON_EXEC_PATH: stand })
} else {
  process.exitCode = await runOnDesktop([process.execPath, electronVite, ...parameters], environment)
}
