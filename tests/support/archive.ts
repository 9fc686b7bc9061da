/** A real encrypted archive in a folder of its own, with a fixed clock and fixed ids, called as the page calls it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { diskFiles, diskRefusal } from '../../src-main/archive/files'
import { journalledWrites } from '../../src-main/archive/journal'
import { migrate } from '../../src-main/archive/migrate'
import type { Db } from '../../src-main/archive/open'
import { archiveKey, createArchive } from '../../src-main/archive/open'
import type { Actor, Outcome, Role } from '../../src-main/contract/call'
import { Refused } from '../../src-main/contract/call'
import { contract } from '../../src-main/contract'
import type { DeskApi } from '../../src-main/contract'
import { buildApi } from '../../src-main/contract/api'
import { callNames, dispatch, findCall } from '../../src-main/contract/wire'
import { furtherHere } from '../../src-main/features/further'
import { may } from '../../src-main/features/access/rules'
import type { Deliver } from '../../src-main/features/messages/service'
import type { FetchWeather } from '../../src-main/features/weather/service'
import { shippedPlans } from '../../src-main/features/shipped'
import { joinFeatures } from '../../src-main/features/join'
import { officeStore } from '../../src-main/features/office/store'
import { standardDepartments } from '../../src-main/features/staff/rules'
import { staffStore } from '../../src-main/features/staff/store'

export const startOfTests = '2026-11-23T06:00:00.000Z'
export const fixedKey = archiveKey(Buffer.alloc(32, 7))

/** Ids that count up, in the form of a UUID v7. */
export const countedIds = () => {
  let count = 0
  return () => `01900000-0000-7000-8000-${String((count += 1)).padStart(12, '0')}`
}

export type TestArchive = {
  db: Db
  folder: string
  file: string
  clock: { now: () => string; set: (instant: string) => void; advance: (milliseconds: number) => void }
  newId: () => string
  /** The page's API as an administrator, checked on the way in and out. */
  api: DeskApi
  as: (role: Role) => DeskApi
  /** Cancels jobs from the moment this holds. */
  cancelWhen: (holds: () => boolean) => void
  /** Puts the shipped plans into the library, as a new office has them. */
  takePlans: () => void
  /** How messages leave from now on; before, everything is unreachable. */
  sendBy: (deliver: Deliver) => void
  /** How weather services answer from now on; before, they cannot be reached. */
  askBy: (fetchWeather: FetchWeather) => void
  /** What the desk does first when somebody signs in after the program ended. */
  restart: () => void
  /** Calls that the program would make by itself now. */
  due: () => string[]
  /** What the desk does when an archive opens. */
  catchUp: () => Promise<boolean>
  /** Progress values of jobs, in order. */
  progress: unknown[]
  /** Faults that were not refusals; a test that expects none asserts this is empty. */
  faults: unknown[]
  close: () => void
}

export const actorOf = (role: Role): Actor => ({
  id: `01900000-0000-7000-9000-00000000000${['auditor', 'clerk', 'keeper', 'manager', 'administrator'].indexOf(role)}`,
  name: role,
  role,
})

/** Opens a fresh office "丰州办事处" with one user per role. `upTo` stops at an older schema. */
export const testArchive = (options: { upTo?: number } = {}): TestArchive => {
  const folder = mkdtempSync(join(tmpdir(), 'watchpost-test-'))
  const file = join(folder, 'archive-1.db')
  const db = createArchive(file, fixedKey)
  migrate(db, options.upTo)
  let at = startOfTests
  const clock = {
    now: () => at,
    set: (instant: string) => {
      at = instant
    },
    advance: (milliseconds: number) => {
      at = new Date(Date.parse(at) + milliseconds).toISOString()
    },
  }
  const newId = countedIds()
  const addUser = db.prepare(
    `INSERT INTO user (id, sign_in_name, display_name, role, active, must_change_password, version, created_at, created_by, updated_at, updated_by)
     VALUES (?, ?, ?, ?, 1, 0, 1, ?, 'set-up', ?, 'set-up')`,
  )
  for (const role of ['auditor', 'clerk', 'keeper', 'manager', 'administrator'] as const)
    addUser.run(actorOf(role).id, role, role, role, at, at)
  officeStore(db).add(
    {
      id: newId(),
      name: '丰州办事处',
      outletCode: 'FZ',
      address: '丰州市人民路 1 号',
      phone: '0591-87654321',
      timeZone: 'Asia/Shanghai',
      sample: false,
    },
    at,
    actorOf('administrator').id,
  )
  for (const department of standardDepartments)
    staffStore(db).addDepartment({ ...department, id: newId() }, at, actorOf('administrator').id)
  const deliver: Deliver = (settings, message) => sending(settings, message)
  let sending: Deliver = () => Promise.resolve('unreachable')
  let asking: FetchWeather = () => Promise.resolve({ ok: false, failure: 'unreachable' })
  const { handlers, completions, catchUp, response, due } = joinFeatures(db, {
    dataFolder: folder,
    files: diskFiles,
    program: 'test',
    now: clock.now,
    newId,
    ticks: () => 0,
    further: furtherHere,
    volumes: { list: () => Promise.resolve([]), signature: () => Promise.resolve('') },
    portable: null,
    deliver,
    fetchWeather: (...asked) => asking(...asked),
  })
  const writes = journalledWrites(db)
  let cancelled = (): boolean => false
  const progress: unknown[] = []
  const faults: unknown[] = []
  const as = (role: Role): DeskApi => {
    const answer = dispatch(contract, handlers, {
      now: clock.now,
      authorise: call => {
        const actor = actorOf(role)
        if (!may(actor.role, call.role)) throw new Refused('core.roleTooLow')
        return actor
      },
      transaction: (name, actor, input, work) =>
        findCall(contract, name)?.quiet
          ? db.transaction(() => work(() => undefined)).immediate()
          : writes({ at: clock.now(), actorId: actor.id, actorName: actor.name, call: name, input }, work),
      aside: async (asked, context, here) => {
        const value = await here()
        const complete = completions[asked.name]
        return context.write(() => (complete ? complete(value, context, asked.input) : value))
      },
      diskRefusal,
      unexpected: (_name, error) => {
        faults.push(error)
        return 'test'
      },
      checkOutput: true,
    })
    const control = { progress: (value: unknown) => progress.push(value), cancelled: () => cancelled() }
    return buildApi(
      callNames(contract),
      (name, input) => answer(name, input, control),
      () => Promise.resolve(),
      () => () => undefined,
    ) as unknown as DeskApi
  }
  return {
    db,
    folder,
    file,
    clock,
    newId,
    api: as('administrator'),
    as,
    cancelWhen: holds => {
      cancelled = holds
    },
    takePlans: () => {
      response.plans.take(shippedPlans, { at: clock.now(), actor: actorOf('administrator') })
    },
    sendBy: next => {
      sending = next
    },
    askBy: next => {
      asking = next
    },
    due,
    restart: () => {
      response.messages.doubt()
    },
    catchUp: () => catchUp(clock.now(), 'desk', () => true),
    progress,
    faults,
    close: () => {
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The value of an outcome; fails the test with the code when it was refused. */
export const valueOf = async <T>(outcome: Promise<Outcome<T>>): Promise<T> => {
  const answer = await outcome
  if (!answer.ok) throw new Error(`refused: ${answer.code} ${JSON.stringify(answer.params)}`)
  return answer.value
}

/** The code of a refusal; fails the test when the call went through. */
export const codeOf = async (outcome: Promise<Outcome<unknown>>): Promise<string> => {
  const answer = await outcome
  if (answer.ok) throw new Error('was not refused')
  return answer.code
}
