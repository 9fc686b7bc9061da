/** The executable's switches: every one decided, set, read back; one that nobody decided fails the build. */
import { appendFileSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FuseV1Options } from '@electron/fuses'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fuses, readFuses, setFuses } from '../../scripts/packaging/fuses.mjs'

/** What @electron/fuses looks for in an executable; the wire follows: its version, its length, one byte per fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const inherited = '1'.charCodeAt(0)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchpost-fuses-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const executableWith = (count: number): string => {
  const file = join(folder, 'program')
  writeFileSync(file, 'before')
  appendFileSync(
    file,
    Buffer.concat([Buffer.from(sentinel), Buffer.from([1, count, ...Array<number>(count).fill(inherited)])]),
  )
  return file
}
const known = Object.keys(fuses).length

test('every fuse that @electron/fuses knows is decided', () => {
  const named = Object.values(FuseV1Options).filter(value => typeof value === 'number')
  expect(Object.keys(fuses).map(Number).sort()).toEqual(named.sort())
})

test('what is set is read back, and an untouched executable does not pass', async () => {
  const file = executableWith(known)
  copyFileSync(file, `${file}.untouched`)
  await setFuses(file)
  expect((await readFuses(file)).filter(({ agrees }) => !agrees)).toEqual([])
  const untouched = (await readFuses(`${file}.untouched`)).filter(({ agrees }) => !agrees).map(({ name }) => name)
  expect(untouched).toContain('RunAsNode')
  expect(untouched).toContain('EnableNodeCliInspectArguments')
})

test('a fuse that a newer Electron brings fails the build until it is decided', async () => {
  const file = executableWith(known + 1)
  await expect(setFuses(file)).rejects.toThrow('strictlyRequireAllFuses')
  expect((await readFuses(file)).at(-1)).toMatchObject({ wanted: 'a decision', agrees: false })
})

test('an older Electron has the last fuse not yet, and is given all the others', async () => {
  const file = executableWith(known - 1)
  await setFuses(file)
  expect(await readFuses(file)).toHaveLength(known - 1)
})
