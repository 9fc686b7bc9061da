/** Rules of training: what counts as trained on the plan that is in force (A0.4). */
import type { mastery } from './contract'

/** How well a colleague knows a plan: only a passed session on the version in force leaves no gap. */
export const masteryOf = (
  shown: { number: number; passed: boolean } | null,
  inForce: number,
): (typeof mastery)[number] =>
  shown === null ? 'none' : !shown.passed ? 'failed' : shown.number < inForce ? 'older' : 'current'
