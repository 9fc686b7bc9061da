/** Rules of service decisions: when a period is one, what closing lacks (A2.2), which areas stand how. */
import { Refused } from '../../contract/call'
import type { Decision, Held, SuspensionLack } from './contract'

/** A period that ends before it begins, or has ended already, suspends nothing. */
export const refuseWrongPeriod = (from: string, until: string | null, now: string): void => {
  if (until !== null && (until <= from || until <= now)) throw new Refused('suspensions.wrongPeriod')
}

/** A held delivery without a fate; delivered or cancelled by another way it needs none. */
export const isUndecided = ({ extra, fate, state }: Pick<Held, 'extra' | 'fate' | 'state'>): boolean =>
  !extra && fate === null && state === 'planned'

/** To be delivered, and not yet: what replenishment means after a suspension (A2.2). */
export const isToReplenish = ({ extra, fate, state }: Pick<Held, 'extra' | 'fate' | 'state'>): boolean =>
  (extra || fate === 'later' || fate === 'elsewhere') && (state === 'planned' || state === 'out')

/** What has to be settled before a decision is closed: every one named. */
export const lacksOf = (held: readonly Held[], decisions: readonly Decision[]): SuspensionLack[] => [
  ...held.filter(isUndecided).map(({ number, customer }) => ({ kind: 'fate' as const, name: `${number} ${customer}` })),
  ...held
    .filter(isToReplenish)
    .map(({ number, customer }) => ({ kind: 'replenish' as const, name: `${number} ${customer}` })),
  ...decisions
    .filter(({ calloutOpen }) => calloutOpen)
    .map(({ callout }) => ({ kind: 'callout' as const, name: callout })),
]

type InForce = {
  id: string
  number: string
  state: string
  areas: readonly string[]
  fromAt: string
  untilAt: string | null
}

/** How service stands in an area at an instant: suspended before changed, of several the one that lasts longest. */
export const standingOf = (area: string, inForce: readonly InForce[], at: string): InForce | null => {
  const lasting = inForce
    .filter(({ areas, fromAt, untilAt }) => areas.includes(area) && fromAt <= at && (untilAt === null || untilAt > at))
    .sort((a, b) => (b.untilAt ?? '9').localeCompare(a.untilAt ?? '9'))
  return lasting.find(({ state }) => state === 'suspended') ?? lasting[0] ?? null
}
