/** Looks after what falls due by itself while an archive is open: reports are written, backups made and drilled, one after another. */
import { schemaOf } from '../archive/migrate'
import type { Db } from '../archive/open'
import { contract } from '../contract'
import type { DeskEvent } from '../contract/api'
import type { Actor, JobContext, Outcome } from '../contract/call'
import { undoableUntil } from './backups/rules'
import { joinBackups } from './join'
import type { Surroundings } from './join'
import type { Vault } from './vault'

/** Archives before this schema know no places; the copy beside them is their backup. */
const firstSchemaWithPlaces = 10

type Parts = {
  options: Surroundings & {
    announce: (event: DeskEvent) => void
    unexpected: (call: string, error: unknown) => string
  }
  vault: Vault
  /** The backups of the open archive. */
  backups: () => ReturnType<typeof joinBackups>
  backUpOnClosing: () => boolean
  /** Calls that have fallen due by the clock. */
  due: () => string[]
  /** Makes a call as the program itself. */
  call: (name: string, input: unknown) => Promise<Outcome<unknown>>
  /** How many clocks run, and how many are over. */
  clocks: () => { running: number; over: number }
  /** The office's business day. */
  today: () => string
  actor: Actor
}

export const makeCaretaker = ({ options, vault, backups, backUpOnClosing, due, call, clocks, today, actor }: Parts) => {
  const { now, announce } = options
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let tending = false
  let leaving = false
  let said = ''
  let day = ''
  const underway = new Set<string>()

  /** One call that fell due. What takes long, a slow network above all, holds up neither the others nor the next look. */
  const answerDue = async (name: string): Promise<void> => {
    if (underway.has(name)) return
    underway.add(name)
    try {
      const outcome = await call(name, name === 'weather.fetch' ? { now: false } : {})
      if (!outcome.ok) return
      if (name === 'incidents.sound')
        announce({ type: 'alarm', alarms: contract.incidents.sound.output.parse(outcome.value) })
      if (name === 'weather.remind')
        announce({ type: 'alarm', alarms: contract.weather.remind.output.parse(outcome.value) })
    } finally {
      underway.delete(name)
    }
  }

  const announceClocks = (): void => {
    const standing = clocks()
    if (JSON.stringify(standing) !== said) announce({ type: 'clocks', ...standing })
    said = JSON.stringify(standing)
  }

  /** Much of what is shown holds for today: once that is another day, everything is read anew. */
  const announceDay = (): void => {
    const before = day
    day = today()
    if (before !== '' && before !== day) announce({ type: 'clock' })
  }

  /** Calls that fell due by the clock, side by side: alarms wait for no backup and for no network. */
  const lookAtClocks = (): Promise<unknown> => {
    const db = vault.db()
    if (!db) return Promise.resolve()
    const guarded = (work: () => Promise<void> | void): Promise<void> =>
      Promise.resolve()
        .then(work)
        .catch((error: unknown) => {
          if (vault.db() === db) options.unexpected('desk.due', error)
        })
    return guarded(async () => {
      announceDay()
      announceClocks()
      await Promise.all(due().map(name => guarded(() => answerDue(name))))
      if (vault.db() === db) announceClocks()
    })
  }

  return {
    /** Backups and drills wait for one another: two at once would write under one name. */
    oneByOne: (work: () => Promise<unknown>): Promise<unknown> => {
      waiting += 1
      const mine = last.then(work, work).finally(() => {
        waiting -= 1
      })
      last = mine.catch(() => undefined)
      return mine
    },

    lookAtClocks,

    tend: async (): Promise<void> => {
      const db = vault.db()
      if (!db || tending || waiting > 0 || leaving) return
      tending = true
      try {
        const replacedAt = vault.replacedAt()
        if (replacedAt !== null && undoableUntil(replacedAt, now()) === null) vault.forgetReplaced()
        vault.forgetCopies(at => undoableUntil(at, now()) === null)
        if (await backups().look()) announce({ type: 'touched', features: ['backups'] })
        // Once the program is being left, what is begun now would be cut off.
        const goesOn = (): boolean => vault.db() === db && !leaving
        for (const run of goesOn() ? backups().due() : []) if (goesOn()) await call('backups.run', run)
        const places = goesOn() ? backups().drillsDue() : []
        if (places.length > 0) await call('backups.rehearse', { places })
      } catch (error) {
        if (vault.db() === db) options.unexpected('backups.tend', error)
      } finally {
        tending = false
      }
    },

    /**
     * What no backup holds yet is backed up wherever that can be done, and what is under way comes to its end; null when
     * there is nothing to wait for. `quitting`: the program ends with it.
     */
    beforeClosing: (quitting: boolean): Promise<unknown> | null => {
      leaving ||= quitting
      const places = vault.db() && backUpOnClosing() ? backups().unsaved() : []
      if (places.length === 0 && waiting === 0) return null
      announce({ type: 'closing', quitting })
      return places.length > 0 ? call('backups.run', { reason: 'closing', places }) : last
    },

    /** The older archive goes to every place that can be reached before its tables change. */
    beforeMigration: async (db: Db): Promise<void> => {
      if (schemaOf(db) < firstSchemaWithPlaces) return
      try {
        const older = joinBackups(db, options)
        const context: JobContext<unknown> = {
          actor,
          at: now(),
          touch: () => undefined,
          progress: () => undefined,
          breathe: () => Promise.resolve(),
          write: work => work(() => undefined),
        }
        const results = await older.handlers.run({ reason: 'migration', places: null }, context)
        db.transaction(() => {
          older.recordRun(results, 'migration', context)
        }).immediate()
      } catch (error) {
        // The tables of that time may not fit; the copy beside the archive stands all the same.
        options.unexpected('backups.beforeMigration', error)
      }
    },
  }
}
