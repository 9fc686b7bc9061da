/** The desk: who works at it, what they may call, and every call answered over the one open archive. */
import { randomBytes } from 'node:crypto'
import { journalledWrites } from '../archive/journal'
import { newBackupIdentity } from '../archive/backupIdentity'
import { diskRefusal } from '../archive/files'
import { addSlot, newKeyFile, openRecovery, openSlot, withoutSlots, withRecovery } from '../archive/keys'
import type { KeyFile, Seal } from '../archive/keys'
import { archiveKey } from '../archive/open'
import type { ArchiveKey, Db } from '../archive/open'
import { newRecoveryCode, readRecoveryCode } from '../archive/recoveryCode'
import { contract } from '../contract'
import type { Actor, Call, Outcome } from '../contract/call'
import { nobody, Refused } from '../contract/call'
import { dispatch, findCall } from '../contract/wire'
import type { DeskEvent } from '../contract/api'
import type { AsideJob, Environment, JobControl } from '../contract/wire'
import { may } from './access/rules'
import { accessService, oneTimePassword, refuseWeak } from './access/service'
import type { Gate } from './access/service'
import { accessStore } from './access/store'
import { makeCaretaker } from './caretaker'
import { attachmentFolder, joinFeatures } from './join'
import type { Surroundings } from './join'
import { businessDay, startOfDay } from './office/rules'
import { officeStore } from './office/store'
import { restoreService } from './backups/restore.service'
import { codeIsUnproved, undoableUntil } from './backups/rules'
import { backupsStore } from './backups/store'
import { standardDepartments } from './staff/rules'
import { staffStore } from './staff/store'
import { shippedPlans } from './shipped'
import { sampleLists, sampleWarehouse } from './sample'
import { makeVault } from './vault'
import type { Vault } from './vault'

export type DeskOptions = Surroundings & {
  seal: Seal
  announce: (event: DeskEvent) => void
  unexpected: Environment['unexpected']
  checkOutput: boolean
  /** The archive's doors, where somebody stands at them already. */
  vault?: Vault
  /** Runs a job in a second worker over the same archive; without it, jobs run here. */
  aside?: (archive: { file: string; key: Buffer }, asked: AsideJob) => Promise<unknown>
}

/** Wall and monotonic clock apart by more than this: somebody set the clock, or the PC slept. Milliseconds. */
const noticedJump = 60_000

/** The program itself: clocks and backups, also while the screen is locked. */
const system: Actor = { id: 'system', name: '', role: 'administrator' }
const unhurried: JobControl = { progress: () => undefined, cancelled: () => false }

export const openDesk = (options: DeskOptions) => {
  const { dataFolder: folder, files, seal, now, newId, announce } = options
  const vault = options.vault ?? makeVault(folder, files)
  let session: ReturnType<Gate['session']> = null
  let lockedSince = 0

  const opened = (): Db => {
    const db = vault.db()
    if (!db) throw new Refused('core.notSignedIn')
    return db
  }
  const settings = () => joined().handlers.office.settings({}, { actor: nobody, at: now(), touch: () => undefined })
  const joined = once(opened, db => joinFeatures(db, options))
  const people = once(opened, accessStore)
  const office = once(opened, officeStore)
  const writes = once(opened, journalledWrites)

  /** The seal as the office wants it: sealing is a setting, on by default. */
  const chosenSeal = (): Seal | null => (vault.db() && !settings().sealKeys ? null : seal)

  /** Goes on with what an import left for a quiet moment, in steps that let every call pass. */
  const catchUp = async (): Promise<void> => {
    const db = opened()
    try {
      if (await joined().catchUp(now(), 'desk', () => vault.db() === db))
        announce({ type: 'touched', features: ['customers', 'staff', 'lists'] })
    } catch (error) {
      if (vault.db() === db) options.unexpected('lists.catchUp', error)
    }
  }

  /** A library without plans gets the shipped ones; messages that were leaving when the program ended are doubtful. */
  const takePlans = (): void => {
    const { plans, messages } = joined().response
    messages.doubt()
    if (plans.all().length > 0) return
    gate.journal('plans.add', system, { shipped: shippedPlans.length }, () => {
      plans.take(shippedPlans, { actor: system, at: now() })
    })
  }

  const fillSample = async (actor: Actor): Promise<void> => {
    const context = { actor, at: now(), touch: () => undefined }
    gate.journal('stock.addWarehouse', actor, { name: sampleWarehouse }, () => {
      joined().handlers.stock.addWarehouse({ name: sampleWarehouse }, context)
    })
    for (const [kind, list] of sampleLists)
      await joined().fill(kind, list, {
        actor,
        at: now(),
        touch: () => undefined,
        progress: () => undefined,
        breathe: () => new Promise(resolve => setImmediate(resolve)),
        write: (work, input) =>
          writes()({ at: now(), actorId: actor.id, actorName: actor.name, call: 'lists.commit', input }, work),
      })
  }

  let apart = Date.parse(now()) - options.ticks()
  const clockJump = (): boolean => {
    const before = apart
    apart = Date.parse(now()) - options.ticks()
    return Math.abs(apart - before) > noticedJump
  }

  /** Makes a call as the program itself. A refusal is answered, never thrown. */
  const callAsSystem = (name: string, input: unknown): Promise<Outcome<unknown>> =>
    dispatch(contract, handlers(), { ...environment, authorise: () => system })(name, input, unhurried)

  const caretaker = makeCaretaker({
    options,
    vault,
    backups: () => joined().backups,
    backUpOnClosing: () => settings().backupOnClosing,
    due: () => joined().due(),
    call: callAsSystem,
    clocks: () => joined().response.incidents.clocks(),
    today: () => businessDay(now(), gate.office().timeZone),
    actor: system,
  })

  let closing = false
  /** At once where nothing is to be backed up first; a person who unlocks meanwhile is not thrown out. */
  const closeLocked = (): void => {
    if (closing) return
    const backup = caretaker.beforeClosing(false)
    if (!backup) {
      gate.close()
      return
    }
    closing = true
    void backup.finally(() => {
      closing = false
      if (session?.locked) gate.close()
    })
  }

  const openWith = (key: ArchiveKey): Promise<void> => vault.openWith(key, caretaker.beforeMigration)

  const gate: Gate = {
    state: () => {
      const { empty, obstacle, params } = vault.look()
      const phase = empty ? 'empty' : session ? (session.locked ? 'locked' : 'open') : 'closed'
      const sealing = !seal.available ? 'unavailable' : chosenSeal() ? 'on' : 'off'
      return { phase, obstacle, obstacleParams: params, sealing }
    },
    people,
    session: () => session,
    begin: user => {
      session = {
        person: { id: user.id, name: user.displayName, role: user.role },
        locked: false,
        mustChangePassword: user.mustChangePassword,
      }
      announce({ type: 'session', state: 'signedIn' })
      takePlans()
      void catchUp()
      void caretaker.lookAtClocks()
      void caretaker.tend()
    },
    setLocked: locked => {
      if (session) session = { ...session, locked }
      lockedSince = options.ticks()
      announce({ type: 'session', state: locked ? 'locked' : 'signedIn' })
    },
    beforeClosing: async () => {
      await caretaker.beforeClosing(false)
    },
    close: () => {
      session = null
      vault.close()
      announce({ type: 'session', state: 'closed' })
    },
    openWithPassword: async (signInName, password) => {
      const answer = await openSlot(vault.keys(), signInName, password, seal)
      if (typeof answer === 'string') return answer
      await openWith(answer.key)
      return 'opened'
    },
    openWithRecoveryCode: async typed => {
      const code = readRecoveryCode(typed)
      if (!code) throw new Refused('access.mistypedRecoveryCode')
      const key = await openRecovery(vault.keys(), code)
      if (key) await openWith(key)
      return key !== null
    },
    create: async (fields, administrator, sample) => {
      const key = archiveKey(randomBytes(32))
      const recoveryCode = newRecoveryCode()
      const officeId = newId()
      const empty = await newKeyFile(officeId, key, recoveryCode)
      const keys = await addSlot(empty, administrator.signInName, administrator.password, key, seal)
      const identity = await newBackupIdentity(recoveryCode)
      const administratorId = newId()
      vault.create(
        key,
        db => {
          const at = now()
          accessStore(db).add(
            { ...administrator, id: administratorId, role: 'administrator', mustChangePassword: false },
            at,
            administratorId,
          )
          officeStore(db).add({ ...fields, id: officeId, sample }, at, administratorId)
          backupsStore(db).keepIdentity(identity)
          for (const department of standardDepartments)
            staffStore(db).addDepartment({ ...department, id: newId() }, at, administratorId)
        },
        keys,
      )
      if (sample) await fillSample({ id: administratorId, name: administrator.displayName, role: 'administrator' })
      return recoveryCode
    },
    checkPassword: async (signInName, password) => {
      const answer = await openSlot(vault.keys(), signInName, password, seal)
      if (typeof answer === 'string') return false
      answer.key.forget()
      return true
    },
    strengthOf: options.further.strengthOf,
    checkRecoveryCode: async typed => {
      const code = readRecoveryCode(typed)
      if (!code) throw new Refused('access.mistypedRecoveryCode')
      const key = await openRecovery(vault.keys(), code)
      key?.forget()
      return key !== null
    },
    giveSlot: async (signInName, password, { oneTime, keepSealedElsewhere }) => {
      const key = vault.current()?.key
      if (!key) throw new Refused('core.notSignedIn')
      const others = await withoutSlots(vault.keys(), signInName, keepSealedElsewhere ? seal : null)
      vault.keepKeys(await addSlot(others, signInName, password, key, oneTime ? null : chosenSeal()))
    },
    dropSlots: async signInName => {
      vault.keepKeys(await withoutSlots(vault.keys(), signInName))
    },
    journal: (call, actor, input, work) =>
      writes()({ at: now(), actorId: actor.id, actorName: actor.name, call, input }, work),
    recoveryConfirmed: () => {
      const provedAt = office().settings()['recoveryConfirmedAt']
      return !codeIsUnproved(typeof provedAt === 'string' ? provedAt : null, now())
    },
    confirmRecovery: () => {
      office().putSetting('recoveryConfirmedAt', now())
    },
    reissueRecovery: async () => {
      const key = vault.current()?.key
      if (!key) throw new Refused('core.notSignedIn')
      const recoveryCode = newRecoveryCode()
      // Older backups keep the older identity and need the older code; the list of backups says so.
      const identity = await newBackupIdentity(recoveryCode)
      vault.keepKeys(await withRecovery(vault.keys(), key, recoveryCode))
      backupsStore(opened()).keepIdentity(identity)
      return recoveryCode
    },
    unconfirmRecovery: () => {
      office().dropSetting('recoveryConfirmedAt')
    },
    lockAfterMinutes: () => settings().lockAfterMinutes,
    office: () => {
      const entry = office().entry()
      if (!entry) throw new Refused('office.notSetUp')
      return entry
    },
    ticks: options.ticks,
    startOfDay: (day, plusDays) => startOfDay(day, gate.office().timeZone, plusDays),
    now,
    newId,
  }
  const access = accessService(gate)
  const restore = restoreService({
    files,
    attachmentFolder: attachmentFolder(folder),
    countTrees: options.further.countTrees,
    whereToLook: async () => {
      const roots = (await options.volumes.list()).map(({ root }) => root)
      return [...roots, ...(vault.db() ? joined().backups.folders() : [])]
    },
    gate: {
      mayReplace: () => {
        const { empty, obstacle } = vault.look()
        if (obstacle === 'inUse' || obstacle === 'folderRefused') throw new Refused(`access.${obstacle}`)
        if (empty || obstacle) return
        // A working archive is replaced only by its administrator.
        if (!session) throw new Refused('core.notSignedIn')
        if (!may(session.person.role, 'administrator')) throw new Refused('core.roleTooLow', { role: 'administrator' })
      },
      openOffice: () => (vault.db() ? gate.office().id : null),
      activePeople: image => accessStore(image).active(),
      refuseWeak: async (password, user, officeName) => {
        refuseWeak(await gate.strengthOf(password, [user.signInName, user.displayName, officeName]))
      },
      newOneTimePassword: oneTimePassword,
      newKey: () => archiveKey(randomBytes(32)),
      newRecoveryCode,
      takeRecoveryCode: async code => {
        backupsStore(opened()).keepIdentity(await newBackupIdentity(code))
      },
      counts: () => joined().counts(),
      backUpFirst: async () => {
        const places = vault.db() ? joined().backups.reachable() : []
        if (places.length > 0) await callAsSystem('backups.run', { reason: 'restore', places })
      },
      adopt: async (key, officeId, recoveryCode, slots, fill) => {
        await vault.adopt(now(), async file => {
          const slotted = async (): Promise<KeyFile> => {
            let keys = await newKeyFile(officeId, key, recoveryCode)
            for (const { signInName, password, oneTime } of await slots())
              keys = await addSlot(keys, signInName, password, key, oneTime ? null : seal)
            return keys
          }
          // The keys are derived in other threads while this one copies. Nothing is swept away while either goes on.
          const keys = slotted()
          const [, filled] = await Promise.allSettled([keys, fill(file)])
          if (filled.status === 'rejected') throw filled.reason
          return keys
        })
        session = null
        await openWith(key)
      },
      begin: (administrator, colleagues, createdAt) => {
        const person = { id: administrator.id, name: administrator.displayName, role: administrator.role }
        gate.journal('backups.restore', person, { createdAt }, () => {
          for (const id of colleagues) people().setMustChange(id, true, now(), person.id)
          people().setMustChange(person.id, false, now(), person.id)
        })
        gate.begin({ ...administrator, mustChangePassword: false })
        return person
      },
      undoableUntil: () => undoableUntil(vault.replacedAt(), now()),
      goBack: () => {
        if (vault.replacedAt() === null) throw new Refused('backups.nothingToUndo')
        if (session) gate.journal('backups.undoRestore', session.person, {}, () => undefined)
        vault.goBack()
        gate.close()
      },
    },
  })
  const handlers = () => {
    if (!vault.db()) return { access, backups: restore }
    const features = joined().handlers
    return {
      ...features,
      access: { ...features.access, ...access },
      backups: { ...features.backups, ...restore },
    }
  }

  const authorise = (call: Call): Actor => {
    if (session?.locked && !call.whileLocked) throw new Refused('core.locked')
    if (call.role === 'open') return session ? session.person : nobody
    if (!session) throw new Refused('core.notSignedIn')
    if (session.mustChangePassword && call !== contract.access.changePassword)
      throw new Refused('core.mustChangePassword')
    if (!may(session.person.role, call.role)) throw new Refused('core.roleTooLow', { role: call.role })
    return session.person
  }

  const touched = (name: string, call: Call | null): void => {
    announce({ type: 'touched', features: [name.slice(0, name.indexOf('.')), ...(call?.touches ?? [])] })
  }

  const environment: Environment = {
    now,
    authorise,
    transaction: (name, actor, input, work) => {
      const call = findCall(contract, name)
      const value = call?.quiet
        ? opened()
            .transaction(() => work(() => undefined))
            .immediate()
        : writes()({ at: now(), actorId: actor.id, actorName: actor.name, call: name, input }, work)
      if (!call?.quiet) touched(name, call)
      return value
    },
    aside: async (asked, context, here) => {
      const current = vault.current()
      if (!current) throw new Refused('core.notSignedIn')
      const { file, key } = current
      const work = async (): Promise<unknown> => {
        const value = options.aside ? await options.aside({ file, key: key.bytes() }, asked) : await here()
        // Closed since, perhaps restored: what was found in that archive is not noted in another.
        if (vault.current() !== current) throw new Refused('core.archiveStopped')
        return context.write(() => {
          const complete = joined().completions[asked.name]
          return complete ? complete(value, context, asked.input) : value
        })
      }
      return asked.name.startsWith('backups.') ? caretaker.oneByOne(work) : work()
    },
    diskRefusal,
    unexpected: options.unexpected,
    checkOutput: options.checkOutput,
  }

  return {
    call: (name: string, input: unknown, job: JobControl): Promise<Outcome<unknown>> =>
      dispatch(contract, handlers(), environment)(name, input, job),
    /** Whether the person at the desk may make a call that shell/ answers itself. */
    authorise: (name: string): Outcome<Actor> => {
      const call = findCall(contract, name)
      if (!call) return { ok: false, code: 'core.unknownCall', params: {} }
      try {
        return { ok: true, value: authorise(call) }
      } catch (error) {
        if (error instanceof Refused) return { ok: false, code: error.code, params: error.params }
        throw error
      }
    },
    /** Every half minute: notices a jump of the clock, and closes an archive that was locked for long enough. */
    tick: (): void => {
      const jumped = clockJump()
      // What is shown as today hangs on the clock: everything is read anew.
      if (jumped) announce({ type: 'clock' })
      void caretaker.lookAtClocks()
      void caretaker.tend()
      if (!session?.locked) return
      const minutes = settings().closeAfterMinutes
      if (minutes > 0 && options.ticks() - lockedSince >= minutes * 60_000) closeLocked()
    },
    /** Backs up what no backup holds yet, closes the archive and gives the folder back. */
    leave: async (): Promise<void> => {
      const backup = caretaker.beforeClosing(true)
      // Without one, everything is closed before this returns.
      if (backup) await backup
      session = null
      vault.close()
      vault.leave()
    },
  }
}

/** Builds something once per open archive. */
function once<T>(source: () => Db, build: (db: Db) => T): () => T {
  let built: { db: Db; value: T } | null = null
  return () => {
    const db = source()
    if (built?.db !== db) built = { db, value: build(db) }
    return built.value
  }
}
