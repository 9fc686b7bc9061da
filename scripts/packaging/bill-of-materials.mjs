// Writes the bill of materials (CycloneDX): every package whose code ships, the Electron around it, the database in it.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../project.mjs'
import { runTool, toolEntry } from '../tool.mjs'
import { billOfMaterialsFile } from './configuration.mjs'

/**
 * @typedef {object} Component
 * @property {string} type
 * @property {string} name
 * @property {string} version
 * @property {string} bom-ref
 * @property {string} [group]
 * @property {string} [purl]
 * @property {unknown[]} [licenses]
 * @property {{ name: string, value: string }[]} [properties]
 */

/** @typedef {{ metadata: { component: Component }, components: Component[], dependencies: { ref: string, dependsOn?: string[] }[] }} Bill */

const placeProperty = 'cdx:npm:package:path'
const developmentProperty = 'cdx:npm:package:development'

/** @param {Component} component */
const folderOf = ({ properties = [] }) => properties.find(({ name }) => name === placeProperty)?.value ?? ''

/** @param {import('./edition.mjs').Edition} edition @returns {Component[]} */
function nativeParts({ electronVersion }) {
  const source = readFileSync(join(projectFolder, 'node_modules/better-sqlite3/deps/sqlite3/sqlite3.c'), 'latin1')
  const version = /** @param {RegExp} pattern */ pattern => pattern.exec(source)?.[1] ?? 'unknown'
  const sqlite = version(/#define SQLITE_VERSION\s+"([\d.]+)"/)
  const ciphers = version(/#define SQLITE3MC_VERSION_STRING\s+"SQLite3 Multiple Ciphers ([\d.]+)"/)
  const mit = [{ license: { id: 'MIT' } }]
  return [
    {
      type: 'framework',
      name: 'electron',
      version: electronVersion,
      'bom-ref': 'electron',
      purl: `pkg:npm/electron@${electronVersion}`,
      licenses: mit,
    },
    {
      type: 'library',
      name: 'SQLite',
      version: sqlite,
      'bom-ref': 'sqlite',
      licenses: [{ license: { id: 'blessing' } }],
    },
    { type: 'library', name: 'SQLite3 Multiple Ciphers', version: ciphers, 'bom-ref': 'sqlite3mc', licenses: mit },
  ]
}

/**
 * @param {import('./shipped.mjs').ShippedPackage[]} packages
 * @param {import('./edition.mjs').Edition} edition
 */
export function writeBillOfMaterials(packages, edition) {
  // The whole tree first: what npm calls a development dependency may be bundled, and what it calls one may not be.
  runTool(toolEntry('@cyclonedx/cyclonedx-npm', 'cyclonedx-npm'), [
    ...['--output-format', 'JSON', '--output-reproducible', '--flatten-components', '--validate'],
    ...['--output-file', billOfMaterialsFile, join(projectFolder, 'package.json')],
  ])
  /** @type {Bill} */
  const bill = JSON.parse(readFileSync(billOfMaterialsFile, 'utf8'))
  const shipped = new Set(packages.map(({ folder }) => folder))
  const components = bill.components
    .filter(component => shipped.has(folderOf(component)))
    .map(({ properties = [], ...component }) => ({
      ...component,
      properties: properties.filter(({ name }) => name !== developmentProperty),
    }))
  const named = new Set(components.map(folderOf))
  const missing = [...shipped].filter(folder => !named.has(folder))
  if (missing.length > 0) throw new Error(`the bill of materials does not name ${missing.join(', ')}`)

  bill.metadata.component.version = edition.version
  bill.components = [...components, ...nativeParts(edition)]
  const kept = new Set([bill.metadata.component, ...bill.components].map(each => each['bom-ref']))
  bill.dependencies = bill.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(other => kept.has(other)) }))
  writeFileSync(billOfMaterialsFile, `${JSON.stringify(bill, null, 1)}\n`)
}
