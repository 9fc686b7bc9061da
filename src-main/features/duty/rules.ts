/** Rules of duty: when a shift runs, which turns clash, who is on duty at an instant. */
import { dayAfter, instantAt } from '../office/calendar.rules'
import type { clashes, Shift } from './contract'

/** What an office works until it says otherwise. */
export const standardShifts = [
  { name: '白班', from: 8 * 60 + 30, to: 17 * 60 + 30 },
  { name: '夜班', from: 17 * 60 + 30, to: 8 * 60 + 30 },
] as const

/** Hours off between two shifts. The labour law knows no figure for rosters; the office's usual practice is eight. */
export const restHours = 8

export type Turn = { day: string; colleagueId: string; employed: boolean; fromAt: string; toAt: string }

/** The instants between which a shift of a day runs, the last not included. */
export const spanOf = (
  day: string,
  { from, to }: Pick<Shift, 'from' | 'to'>,
  timeZone: string,
): { fromAt: string; toAt: string } => ({
  fromAt: instantAt(day, from, timeZone),
  toAt: instantAt(to <= from ? dayAfter(day) : day, to, timeZone),
})

/** What speaks against a turn, among all turns of the same person; the worst first. */
export const clashOf = (turn: Turn, all: readonly Turn[]): (typeof clashes)[number] | null => {
  if (!turn.employed) return 'left'
  const others = all.filter(
    other => other.colleagueId === turn.colleagueId && !(other.fromAt === turn.fromAt && other.toAt === turn.toAt),
  )
  if (others.some(({ fromAt, toAt }) => fromAt < turn.toAt && toAt > turn.fromAt)) return 'overlap'
  const rested = new Date(Date.parse(turn.fromAt) - restHours * 3_600_000).toISOString()
  return others.some(({ toAt }) => toAt > rested && toAt <= turn.fromAt) ? 'noRest' : null
}

/** Whose turn each day is when colleagues take it one after the other. */
export const inTurn = (
  days: readonly string[],
  colleagueIds: readonly string[],
): { day: string; colleagueId: string }[] =>
  days.flatMap((day, index) => {
    const colleagueId = colleagueIds[index % colleagueIds.length]
    return colleagueId === undefined ? [] : [{ day, colleagueId }]
  })
