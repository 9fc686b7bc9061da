// Draws the program's icon in every size that a system asks for, from resources/icons/icon.svg; the results are committed.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDebianPackages } from '../debian-packages.mjs'
import { projectFolder } from '../project.mjs'

const folder = join(projectFolder, 'resources/icons')

/** @param {number} size pixels */
const drawn = size =>
  execFileSync('rsvg-convert', ['--width', String(size), '--height', String(size), join(folder, 'icon.svg')])

/** An ICO is a directory of pictures: 6 bytes of head, 16 bytes per entry, then PNG files as they are. @param {number[]} sizes */
function icoOf(sizes) {
  const pictures = sizes.map(size => ({ size, png: drawn(size) }))
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * index
    // 256 does not fit into a byte and is written as 0.
    head.writeUInt8(size % 256, entry)
    head.writeUInt8(size % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(png.length, entry + 8)
    head.writeUInt32LE(offset, entry + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)])
}

if (!ensureDebianPackages(['icons'])) process.exit(1)
writeFileSync(join(folder, 'icon.png'), drawn(512))
writeFileSync(join(folder, 'icon-256.png'), drawn(256))
writeFileSync(join(folder, 'icon.ico'), icoOf([16, 24, 32, 48, 64, 128, 256]))
