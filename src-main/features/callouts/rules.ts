/** Rules of call-outs: which number is dialled next, and when a person needs no further call. */
import type { CalledPerson, CallOutcome } from './contract'
import { final } from './contract'

type Phone = CalledPerson['phones'][number]

/** The numbers of a person with the one to dial next first: after a failed number the one behind it. */
export const inOrderToDial = (phones: readonly Phone[], lastDialled: string): Phone[] => {
  const at = phones.findIndex(({ original }) => original === lastDialled)
  return at < 0 ? [...phones] : [...phones.slice(at + 1), ...phones.slice(0, at + 1)]
}

/**
 * How a person stands after an attempt. A wrong number leaves him open while he has another that was not tried;
 * a wish to be called back leaves him open until then.
 */
export const stateAfterCall = (
  outcome: CallOutcome,
  numbersLeft: number,
  callbackAt: string | null,
): CalledPerson['state'] => {
  if (final.includes(outcome)) return outcome
  if (callbackAt !== null) return 'open'
  return outcome === 'wrongNumber' && numbersLeft > 0 ? 'open' : outcome
}
