/** Rules of standing in (B2.5): who is trained on a day, who is free, and who was called least. */
import type { availabilities, Candidate, Qualification, standings } from './contract'

/** How a skill stands on a day. The last day of validity counts; a training to come does not. */
export const standingOn = (
  day: string,
  registered: boolean,
  qualification: Pick<Qualification, 'trainedOn' | 'validUntil'> | null,
): (typeof standings)[number] => {
  if (!qualification) return registered ? 'undated' : 'none'
  if (qualification.trainedOn > day) return 'none'
  return qualification.validUntil !== null && qualification.validUntil < day ? 'expired' : 'valid'
}

/** Whether a person may be moved to a job of a day: turns are those of the day before, the day and the day after. */
export const availabilityOf = (
  day: string,
  turns: readonly { day: string; overnight: boolean }[],
): (typeof availabilities)[number] => {
  if (turns.some(turn => turn.day === day)) return 'onDuty'
  return turns.some(turn => turn.day < day && turn.overnight) ? 'resting' : 'free'
}

/** Free ones first, then those who rest; among them whoever was called least, then has least overtime. */
export const fairly = (candidates: readonly Candidate[]): Candidate[] => {
  const rank = { free: 0, resting: 1, onDuty: 2 } as const
  return [...candidates].sort(
    (a, b) =>
      rank[a.availability] - rank[b.availability] ||
      a.called - b.called ||
      a.minutes - b.minutes ||
      a.name.localeCompare(b.name, 'zh'),
  )
}
