/** `--self-check`: proves without a window, and without touching anybody's data, that this program keeps an encrypted archive. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app } from 'electron'
import { startArchive } from '../archive/client'
import type { ArchiveClient } from '../archive/client'
import { contract } from '../contract'
import type { CustomerFields } from '../features/customers/contract'
import { emptyCustomer } from '../features/customers/rules'
import { systemSeal } from './seal'

/** Milliseconds; a machine that takes longer has another fault. */
const patience = 120_000

const office = {
  name: '自检办事处',
  outletCode: 'SC',
  address: '',
  phone: '',
  timeZone: 'Asia/Shanghai',
}
const customer: CustomerFields = { ...emptyCustomer, code: 'SC-1', name: '青石桥自检客户' }

/** What failed, as one word for whoever reads the line. */
class Failure extends Error {}

/** Must run before the program is ready. Ends the program: 0 with `{ ok: true … }` printed, 1 with `{ ok: false, code }`. */
export const checkSelf = (workerFile: string): void => {
  let folder: string
  try {
    folder = mkdtempSync(join(tmpdir(), 'watchpost-self-check-'))
  } catch {
    tell({ ok: false, code: 'noTemporaryFolder' })
    return
  }
  // Chromium's own files go there too, and no lock of a running program is asked for.
  app.setPath('userData', folder)
  app.setPath('sessionData', join(folder, 'desktop'))
  app.on('quit', () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  const overdue = new Promise<never>((_resolve, reject) => {
    setTimeout(() => {
      reject(new Failure('timedOut'))
    }, patience).unref()
  })
  void app
    .whenReady()
    .then(() => Promise.race([checkIn(join(folder, 'archive'), workerFile), overdue]))
    .then(
      facts => ({ ok: true, version: app.getVersion(), electron: process.versions.electron, ...facts }),
      (error: unknown) => ({
        ok: false,
        code: error instanceof Failure ? error.message : 'unexpected',
        kind: error instanceof Error ? error.name : typeof error,
      }),
    )
    .then(tell)
}

/** One line for whoever started the check, and the exit code. */
const tell = (result: { ok: boolean; code?: string }): void => {
  process.stdout.write(`${JSON.stringify(result)}\n`, () => {
    app.exit(result.ok ? 0 : 1)
  })
}

const checkIn = async (folder: string, workerFile: string): Promise<{ sealed: boolean }> => {
  const seal = systemSeal()
  const password = randomBytes(24).toString('base64url')
  const start = (): ArchiveClient =>
    startArchive({
      workerFile,
      folder,
      clockFile: null,
      volumesFile: null,
      portable: null,
      program: app.getVersion(),
      checkOutput: true,
    }).attend({
      seal,
      deliver: () => Promise.resolve('unreachable'),
      fetchWeather: () => Promise.resolve({ ok: false, failure: 'unreachable' }),
      onEvent: () => undefined,
      onFault: () => undefined,
    })

  let archive = start()
  const ask = async (name: string, input: unknown): Promise<unknown> => {
    const answer = await archive.call(name, input, null)
    if (!answer.ok) throw new Failure(`${name} ${answer.code}`)
    return answer.value
  }
  const administrator = { signInName: 'self-check', displayName: 'self-check', password }
  await ask('access.setUp', { office, administrator, sample: false })
  await ask('customers.add', customer)
  assertEncrypted(folder)
  await archive.leave()

  archive = start()
  await ask('access.signIn', { signInName: administrator.signInName, password })
  const asked = { text: '青石', area: '', division: '', standing: null, tag: '', gap: null }
  const found = contract.customers.page.output.parse(
    await ask('customers.page', { ...asked, offset: 0, limit: 10, sort: 'code', descending: false }),
  )
  if (found.rows.map(({ name }) => name).join() !== customer.name) throw new Failure('notReadBack')
  await archive.leave()
  assertEncrypted(folder)
  rmSync(folder, { recursive: true })
  return { sealed: seal.available }
}

/** SECURITY: neither the archive nor anything beside it holds what was written in the clear (tests/e2e/selfCheck.spec.ts). */
const assertEncrypted = (folder: string): void => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  if (!files.some(({ name }) => name.endsWith('.db'))) throw new Failure('noArchive')
  for (const { parentPath, name } of files) {
    const bytes = readFileSync(join(parentPath, name))
    if (bytes.includes('SQLite format 3') || bytes.includes(customer.name)) throw new Failure('notEncrypted')
  }
}
