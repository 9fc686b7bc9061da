// Says what ships, before it is packed: licences checked, notices and bill of materials written.
import { mkdirSync } from 'node:fs'
import { writeBillOfMaterials } from './bill-of-materials.mjs'
import { packageFolder } from './configuration.mjs'
import { checkLicences, writeNotices } from './licences.mjs'
import { shippedPackages } from './shipped.mjs'

/** @param {import('./edition.mjs').Edition} edition */
export function describeShipped(edition) {
  mkdirSync(packageFolder, { recursive: true })
  const packages = shippedPackages()
  writeNotices(checkLicences(packages))
  writeBillOfMaterials(packages, edition)
}
