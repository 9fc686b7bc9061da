// Runs the command of an installed package on this Node, on every system alike.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './project.mjs'

/**
 * @param {string} packageName
 * @param {string} [command] where it differs from the package's name
 */
export function toolEntry(packageName, command = packageName) {
  const folder = join(projectFolder, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}

/**
 * Ends this process with the tool's exit code when it fails.
 * @param {string} entry
 * @param {string[]} parameters
 * @param {NodeJS.ProcessEnv} [environment]
 * @param {'quiet'} [quiet] shows only what goes wrong
 */
export function runTool(entry, parameters, environment = process.env, quiet) {
  const done = spawnSync(process.execPath, [entry, ...parameters], {
    cwd: projectFolder,
    stdio: ['inherit', quiet ? 'ignore' : 'inherit', 'inherit'],
    env: environment,
  })
  if (done.status !== 0) process.exit(done.status ?? 1)
}

/** @param {NodeJS.ProcessEnv} environment */
export function build(environment) {
  runTool(toolEntry('electron-vite'), ['build', '--logLevel', 'warn'], environment)
}

/** @param {string[]} parameters */
export function playwrightCommand(parameters) {
  return [
    process.execPath,
    toolEntry('@playwright/test', 'playwright'),
    'test',
    '-c',
    'tests/playwright.config.ts',
    ...parameters,
  ]
}
