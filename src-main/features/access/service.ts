/** Answers the access calls: set-up, sign-in, lock, recovery, people and the journal. */
import { randomInt } from 'node:crypto'
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import type { OfficeEntry } from '../office/contract'
import type { access, AccessState, Person, User } from './contract'
import { leastStrength, signInNameOf, waitAfter } from './rules'
import type { AccessStore } from './store'

/** How a person's slot answered. */
export type Opened = 'opened' | 'wrong' | 'otherAccount'

/** What access needs of the desk: the archive's doors and its key slots, as verbs. */
export type Gate = {
  state: () => Pick<AccessState, 'phase' | 'obstacle' | 'obstacleParams' | 'sealing'>
  /** The open archive's people and journal. Throws Refused('core.notSignedIn') when closed. */
  people: () => AccessStore
  session: () => { person: Person; locked: boolean; mustChangePassword: boolean } | null
  begin: (user: User) => void
  setLocked: (locked: boolean) => void
  /** Backs up what no backup holds yet. */
  beforeClosing: () => Promise<void>
  close: () => void
  /** Throws Refused with the obstacle when there is one. */
  openWithPassword: (signInName: string, password: string) => Promise<Opened>
  /** Whether it is this archive's code; opens the archive. */
  openWithRecoveryCode: (recoveryCode: string) => Promise<boolean>
  create: (office: OfficeFields, administrator: NewAdministrator, sample: boolean) => Promise<string>
  checkPassword: (signInName: string, password: string) => Promise<boolean>
  /** From 0, guessed at once, to 4, given what everybody knows of the password's owner. */
  strengthOf: (password: string, known: readonly string[]) => Promise<number>
  checkRecoveryCode: (recoveryCode: string) => Promise<boolean>
  /** Replaces a person's slots. One-time slots are never sealed: the person may work under another Windows account. */
  giveSlot: (
    signInName: string,
    password: string,
    options: { oneTime: boolean; keepSealedElsewhere: boolean },
  ) => Promise<void>
  dropSlots: (signInName: string) => Promise<void>
  journal: <T>(call: string, actor: { id: string; name: string }, input: unknown, work: () => T) => T
  recoveryConfirmed: () => boolean
  confirmRecovery: () => void
  /** Puts a new recovery code in the place of the old one. */
  reissueRecovery: () => Promise<string>
  unconfirmRecovery: () => void
  lockAfterMinutes: () => number
  office: () => OfficeEntry
  /** Milliseconds that only go forward, for the delay after wrong passwords. */
  ticks: () => number
  /** The UTC instant at which a business day begins in the office's time zone. */
  startOfDay: (day: string, plusDays: number) => string
  now: () => string
  newId: () => string
}

type OfficeFields = { name: string; outletCode: string; address: string; phone: string; timeZone: string }
export type NewAdministrator = { signInName: string; displayName: string; password: string }

const personOf = (user: User): Person => ({ id: user.id, name: user.displayName, role: user.role })

// No letters that are read wrongly aloud or on paper; 12 of 31 are 59 bits, for one sign-in.
const oneTimeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
/** A password made by the program, shown once, changed at the first sign-in. */
export const oneTimePassword = (): string =>
  Array.from({ length: 3 }, () =>
    Array.from({ length: 4 }, () => oneTimeLetters[randomInt(oneTimeLetters.length)]).join(''),
  ).join('-')

/** Refuses a password that a guesser would find, by the strength it was judged to have. */
export const refuseWeak = (score: number): void => {
  if (score < leastStrength) throw new Refused('access.weakPassword', { score })
}

/** All but the chain check, which runs aside (features/join.ts). */
export const accessService = (gate: Gate): Omit<Handlers<typeof access>, 'checkJournal'> => {
  let failures = 0
  let listenAt = 0

  const waitSeconds = (): number => Math.max(0, Math.ceil((listenAt - gate.ticks()) / 1000))
  const refuseEarly = (): void => {
    const seconds = waitSeconds()
    if (seconds > 0) throw new Refused('access.waitFirst', { seconds })
  }
  const failed = (code: 'access.wrongPassword' | 'access.wrongRecoveryCode'): never => {
    failures += 1
    const seconds = waitAfter(failures)
    listenAt = gate.ticks() + seconds * 1000
    throw new Refused(code, { seconds })
  }
  const succeeded = (): number => {
    const before = failures
    failures = 0
    listenAt = 0
    return before
  }

  const admit = (user: User | null, call: string): Person => {
    if (!user?.active) {
      gate.close()
      throw new Refused('access.inactive')
    }
    const wrongBefore = succeeded()
    const person = personOf(user)
    gate.journal(call, person, { wrongBefore }, () => undefined)
    gate.begin(user)
    return person
  }

  const known = (user: { signInName: string; displayName: string }, officeName: string): string[] => [
    user.signInName,
    user.displayName,
    officeName,
  ]
  const self = ({ actor }: CallContext): User => {
    const user = gate.people().byId(actor.id)
    if (!user) throw new Refused('core.notSignedIn')
    return user
  }
  const found = (id: string): User => {
    const user = gate.people().byId(id)
    if (!user) throw new Refused('access.userNotFound')
    return user
  }

  return {
    state: () => {
      const session = gate.session()
      return {
        ...gate.state(),
        person: session?.person ?? null,
        mustChangePassword: session?.mustChangePassword ?? false,
        recoveryConfirmed: session ? gate.recoveryConfirmed() : null,
        waitSeconds: waitSeconds(),
        lockAfterMinutes: session ? gate.lockAfterMinutes() : 0,
        timeZone: session ? gate.office().timeZone : null,
        now: gate.now(),
      }
    },

    approach: () => ({}),

    setUp: async ({ office, administrator, sample }, { progress }) => {
      const { phase } = gate.state()
      if (phase !== 'empty') throw new Refused('access.alreadySetUp')
      const signInName = signInNameOf(administrator.signInName)
      refuseWeak(await gate.strengthOf(administrator.password, known(administrator, office.name)))
      progress({ fraction: 0.2 })
      const recoveryCode = await gate.create(office, { ...administrator, signInName }, sample)
      admit(gate.people().byName(signInName), 'access.setUp')
      return { recoveryCode }
    },

    confirmRecoveryCode: async ({ recoveryCode }, { write }) => {
      refuseEarly()
      if (!(await gate.checkRecoveryCode(recoveryCode))) return failed('access.wrongRecoveryCode')
      succeeded()
      write(() => {
        gate.confirmRecovery()
      })
      return {}
    },

    reissueRecoveryCode: async ({ password }, context) => {
      refuseEarly()
      if (!(await gate.checkPassword(self(context).signInName, password))) return failed('access.wrongPassword')
      succeeded()
      const recoveryCode = await gate.reissueRecovery()
      context.write(() => {
        gate.unconfirmRecovery()
      }, {})
      return { recoveryCode }
    },

    signIn: async ({ signInName, password }) => {
      refuseEarly()
      if (gate.session()) throw new Refused('access.someoneSignedIn')
      const name = signInNameOf(signInName)
      const opened = await gate.openWithPassword(name, password)
      if (opened === 'otherAccount') throw new Refused('access.otherAccount')
      if (opened === 'wrong') return failed('access.wrongPassword')
      return admit(gate.people().byName(name), 'access.signIn')
    },

    lock: (_input, { actor }) => {
      const session = gate.session()
      if (session && !session.locked) {
        gate.journal('access.lock', actor, {}, () => undefined)
        gate.setLocked(true)
      }
      return Promise.resolve({})
    },

    unlock: async ({ password }) => {
      refuseEarly()
      const session = gate.session()
      if (!session) throw new Refused('core.notSignedIn')
      const user = found(session.person.id)
      if (!(await gate.checkPassword(user.signInName, password))) return failed('access.wrongPassword')
      const wrongBefore = succeeded()
      gate.journal('access.unlock', session.person, { wrongBefore }, () => undefined)
      gate.setLocked(false)
      return session.person
    },

    signOut: async (_input, { actor }) => {
      if (gate.session()) gate.journal('access.signOut', actor, {}, () => undefined)
      await gate.beforeClosing()
      gate.close()
      return {}
    },

    recover: async ({ recoveryCode, signInName, password }) => {
      refuseEarly()
      if (gate.session()) throw new Refused('access.someoneSignedIn')
      if (!(await gate.openWithRecoveryCode(recoveryCode))) return failed('access.wrongRecoveryCode')
      try {
        const user = gate.people().byName(signInNameOf(signInName))
        if (!user) throw new Refused('access.userNotFound')
        if (!user.active) throw new Refused('access.inactive')
        refuseWeak(await gate.strengthOf(password, known(user, gate.office().name)))
        await gate.giveSlot(user.signInName, password, { oneTime: false, keepSealedElsewhere: true })
        gate.people().setMustChange(user.id, false, gate.now(), user.id)
        return admit(gate.people().byId(user.id), 'access.recover')
      } catch (error) {
        gate.close()
        throw error
      }
    },

    changePassword: async ({ current, password }, context) => {
      refuseEarly()
      const user = self(context)
      if (!(await gate.checkPassword(user.signInName, current))) return failed('access.wrongPassword')
      succeeded()
      if (current === password) throw new Refused('access.samePassword')
      refuseWeak(await gate.strengthOf(password, known(user, gate.office().name)))
      await gate.giveSlot(user.signInName, password, { oneTime: false, keepSealedElsewhere: false })
      context.write(() => {
        gate.people().setMustChange(user.id, false, context.at, user.id)
      }, {})
      gate.begin(found(user.id))
      return {}
    },

    users: ({ offset, limit }) => gate.people().page(limit, offset),

    addUser: async ({ signInName, displayName, role }, { actor, at, write }) => {
      const name = signInNameOf(signInName)
      if (gate.people().byName(name)) throw new Refused('access.signInNameTaken', { signInName: name })
      const id = gate.newId()
      const password = oneTimePassword()
      await gate.giveSlot(name, password, { oneTime: true, keepSealedElsewhere: false })
      write(touch => {
        gate.people().add({ id, signInName: name, displayName, role, mustChangePassword: true }, at, actor.id)
        touch(id)
      })
      return { user: found(id), password }
    },

    correctUser: async (input, { actor, at, write }) => {
      const before = found(input.id)
      const staysAdministrator = input.role === 'administrator' && input.active
      if (before.role === 'administrator' && before.active && !staysAdministrator)
        if (gate.people().otherAdministrators(input.id) === 0) throw new Refused('access.lastAdministrator')
      write(() => {
        if (!gate.people().correct(input, at, actor.id)) throw new Refused('core.conflict')
      })
      if (before.active && !input.active) await gate.dropSlots(before.signInName)
      if (input.id === actor.id) gate.begin(found(input.id))
      return found(input.id)
    },

    resetPassword: async ({ id }, { actor, at, write }) => {
      const user = found(id)
      if (!user.active) throw new Refused('access.inactive')
      if (id === actor.id) throw new Refused('access.resetSelf')
      const password = oneTimePassword()
      await gate.giveSlot(user.signInName, password, { oneTime: true, keepSealedElsewhere: false })
      write(() => {
        gate.people().setMustChange(id, true, at, actor.id)
      })
      return { password }
    },

    journal: ({ from, to, actorId, call, entity, offset, limit }) =>
      gate.people().journal(
        {
          from: from && gate.startOfDay(from, 0),
          to: to && gate.startOfDay(to, 1),
          actorId,
          call,
          entity,
        },
        limit,
        offset,
      ),
    journalFilters: () => gate.people().journalFilters(),
  }
}
