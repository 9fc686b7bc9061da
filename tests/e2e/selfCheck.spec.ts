/** `--self-check` in the real program: an encrypted archive made, read back and gone, with no window and nobody's data touched. */
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '../support/launch'

const electron = createRequire(__filename)('electron') as unknown as string

type Ended = { code: number | null; line: string }

/** Ends by itself, or is ended with the test. */
const selfCheck = (environment: Record<string, string>): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(electron, ['.', '--self-check'], { env: { ...process.env, ...environment } })
    let printed = ''
    child.stdout.on('data', part => (printed += String(part)))
    child.once('error', reject)
    child.once('exit', code => {
      resolve({ code, line: printed.split('\n').find(each => each.startsWith('{')) ?? '' })
    })
  })

const inTemporary = async (work: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'watchpost-temporary-'))
  await work(folder)
  await rm(folder, { recursive: true })
}

test('passes beside a running program and leaves nothing behind', async ({ desk, dataFolder }) => {
  await expect(desk.page.getByRole('heading', { level: 1 })).toBeVisible()
  const before = await readdir(dataFolder)
  await inTemporary(async folder => {
    const { code, line } = await selfCheck({ TMPDIR: folder, WATCHPOST_DATA: dataFolder })
    expect(JSON.parse(line)).toMatchObject({ ok: true })
    expect(code).toBe(0)
    expect(await readdir(folder)).toEqual([])
  })
  expect(await readdir(dataFolder)).toEqual(before)
  // Had it taken the program's lock, or been taken for a second start, the window would be gone or a new one there.
  expect(desk.app.windows()).toHaveLength(1)
})

test('fails with a code where no archive can be made', async () => {
  const { code, line } = await selfCheck({ TMPDIR: join(tmpdir(), 'watchpost-no-such-folder') })
  expect(code).toBe(1)
  expect(JSON.parse(line)).toEqual({ ok: false, code: 'noTemporaryFolder' })
})

test('fails with a code when the database driver does not load', async () => {
  await inTemporary(async folder => {
    const { code, line } = await selfCheck({ TMPDIR: folder, WATCHPOST_SQLITE_BINDING: join(folder, 'none.node') })
    expect(code).toBe(1)
    expect(JSON.parse(line)).toMatchObject({ ok: false, code: expect.stringContaining('access.setUp') })
  })
})
