/** A Windows executable that does nothing: it stands in for Electron's, so that the Windows package can be made anywhere. */
import { createRequire } from 'node:module'
import { join } from 'node:path'

type Entry = { type: string | number; id: string | number; lang: number; codepage: number; bin: ArrayBuffer | Buffer }
type Executable = { generate: () => ArrayBuffer }
type Resources = { entries: Entry[]; outputResource: (executable: Executable) => void }
type Version = {
  setStringValues: (language: { lang: number; codepage: number }, values: Record<string, string>) => void
  outputToResourceEntries: (entries: Entry[]) => void
}
/** The part of the editor of Windows executables that electron-builder brings. */
type Editor = {
  NtExecutable: { createEmpty: (is32Bit: boolean, isDll: boolean) => Executable; from: (bytes: Buffer) => Executable }
  NtExecutableResource: { from: (executable: Executable) => Resources }
  Resource: { VersionInfo: { createEmpty: () => Version } }
}
const require = createRequire(join(import.meta.dirname, '../../node_modules/app-builder-lib/package.json'))
const { NtExecutable, NtExecutableResource, Resource } = require('resedit') as Editor

const english = { lang: 1033, codepage: 1200 }
const on = '1'.charCodeAt(0)

/** With a wire of so many fuses, all on. */
export const standInExecutable = (fuses: number): Buffer => {
  const executable = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(executable)
  const version = Resource.VersionInfo.createEmpty()
  version.setStringValues(english, { FileDescription: 'stand-in' })
  version.outputToResourceEntries(resources.entries)
  const wire = Buffer.from([1, fuses, ...Array<number>(fuses).fill(on)])
  const bin = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), wire])
  resources.entries.push({ type: 'FUSES', id: 1, ...english, bin })
  resources.outputResource(executable)
  return Buffer.from(executable.generate())
}

/** The resources of one kind in an executable; 3 is a picture of its icon. */
export const resourcesOf = (executable: Buffer, type: string | number): Buffer[] =>
  NtExecutableResource.from(NtExecutable.from(executable))
    .entries.filter(entry => entry.type === type)
    .map(({ bin }) => Buffer.from(bin as ArrayBuffer))
