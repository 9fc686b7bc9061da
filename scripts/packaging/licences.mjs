// Checks the licence of every package that ships, and collects their texts into the notices that go with the program.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { projectFolder } from '../project.mjs'
import { runTool, toolEntry } from '../tool.mjs'
import { noticesFile } from './configuration.mjs'

/** SPDX names. All let an office use and pass on the program without giving away its source. */
export const allowedLicences = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'MIT-0',
  'Python-2.0',
]

/** @typedef {{ licenses: string | string[], licenseFile?: string, publisher?: string, repository?: string }} Finding */

const mitText = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`

/** Compiled into the database driver, which does not carry their texts. */
const compiledIn = [
  ['SQLite', 'Public domain: https://www.sqlite.org/copyright.html'],
  ['SQLite3 Multiple Ciphers', `MIT\n\nCopyright (c) 2006-2025 Ulrich Telle\n\n${mitText}`],
]

/** Every part of "MIT AND ISC", one part of "(MIT OR GPL-3.0)". @param {string | string[]} licences */
export function isAllowed(licences) {
  return [licences].flat().every(licence =>
    licence
      .replace(/^\((.*)\)$/, '$1')
      .split(' AND ')
      .every(part => part.split(' OR ').some(choice => allowedLicences.includes(choice.replace(/[()*]/g, '').trim()))),
  )
}

/**
 * Ends this process when a package may not ship.
 * @param {import('./shipped.mjs').ShippedPackage[]} packages
 * @returns {Record<string, Finding>} by name and version
 */
export function checkLicences(packages) {
  const names = [...new Set(packages.map(({ name, version }) => `${name}@${version}`))]
  const list = join(dirname(noticesFile), 'licences.json')
  mkdirSync(dirname(list), { recursive: true })
  runTool(
    toolEntry('license-checker-rseidelsohn'),
    [
      ...['--start', projectFolder, '--json', '--out', list],
      ...['--includePackages', names.join(';'), '--onlyAllow', allowedLicences.join(';')],
    ],
    process.env,
    'quiet',
  )
  /** @type {Record<string, Finding>} */
  const findings = JSON.parse(readFileSync(list, 'utf8'))
  rmSync(list)
  for (const name of names) {
    const finding = findings[name]
    if (finding === undefined) throw new Error(`${name} ships, but its licence was not found`)
    // The tool is content with one allowed word in an expression.
    if (!isAllowed(finding.licenses)) throw new Error(`${name} ships under ${finding.licenses}, which is not allowed`)
  }
  return findings
}

/** @param {string} name @param {Finding} finding */
function noticeOf(name, { licenses, licenseFile, publisher, repository }) {
  const head = [name, [licenses].flat().join(', '), repository].filter(Boolean).join('\n')
  const own = licenseFile !== undefined && /licen|copying|notice/i.test(basename(licenseFile))
  if (own) return `${head}\n\n${readFileSync(licenseFile, 'utf8').trim()}`
  if (licenses !== 'MIT') throw new Error(`${name} brings no text of its licence`)
  return `${head}\n\nCopyright (c) ${publisher ?? 'the authors'}\n\n${mitText}`
}

/** @param {Record<string, Finding>} findings */
export function writeNotices(findings) {
  const rule = `\n\n${'-'.repeat(100)}\n\n`
  const lead =
    '守望台 Watchpost contains the following software of others. 守望台包含下列第三方软件。\n' +
    'Electron and Chromium: see LICENSE.electron.txt and LICENSES.chromium.html beside this file.'
  const notices = Object.entries(findings).map(([name, finding]) => noticeOf(name, finding))
  writeFileSync(noticesFile, [lead, ...compiledIn.map(parts => parts.join('\n')), ...notices].join(rule) + '\n')
}
