/** The door: what can be answered before anybody has come, without loading the desk. */
import type { ToWorker } from '../archive/messages'
import { nobody } from '../contract/call'
import type { Outcome } from '../contract/call'
import { findCall } from '../contract/wire'
import { access } from './access/contract'
import type { AccessState } from './access/contract'
import { system } from './system/contract'
import type { Vault } from './vault'

type Parts = {
  vault: Vault
  /** Whether the operating system's key store seals key slots here. */
  sealing: () => boolean
  /** The UTC instant, with milliseconds. */
  now: () => string
}

export const makeDoor = ({ vault, sealing, now }: Parts) => {
  const state = (): AccessState => {
    const { empty, obstacle, params } = vault.look()
    return {
      phase: empty ? 'empty' : 'closed',
      obstacle,
      obstacleParams: params,
      person: null,
      mustChangePassword: false,
      recoveryConfirmed: null,
      sealing: sealing() ? 'on' : 'unavailable',
      waitSeconds: 0,
      lockAfterMinutes: 0,
      timeZone: null,
      now: now(),
    }
  }
  return {
    /** Null where only the desk knows. */
    answer: (asked: Extract<ToWorker, { type: 'call' | 'authorise' }>): Outcome<unknown> | null => {
      if (asked.type === 'authorise')
        return findCall({ system }, asked.name)?.role === 'open' ? { ok: true, value: nobody } : null
      return asked.name === 'access.state' && access.state.input.safeParse(asked.input).success
        ? { ok: true, value: state() }
        : null
    },
  }
}
