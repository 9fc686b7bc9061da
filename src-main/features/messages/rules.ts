/** Rules of sending: when to try again, and what a template may say. */
import type { Failure } from './contract'

/** After so many attempts a person has to look. */
export const mostAttempts = 8
const minute = 60_000

/** Failures that another attempt cannot mend. */
const hopeless: ReadonlySet<Failure> = new Set(['refused', 'signedWrongly', 'tooLong'])

/** Milliseconds until the next attempt, doubling from one minute to two hours; null when a person has to look. */
export const waitAfter = (failure: Failure, attempts: number): number | null =>
  hopeless.has(failure) || attempts >= mostAttempts ? null : Math.min(minute * 2 ** (attempts - 1), 120 * minute)

/** Names in braces become what they stand for; unknown ones stay as written. Nothing else of an incident gets in. */
export const filledIn = (template: string, words: Readonly<Record<string, string>>): string =>
  template.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(words, name) ? (words[name] ?? '') : whole,
  )

/** What an escalation says until the office writes its own: no names, no numbers but the case's own. */
export const standardTemplate = '【{office}】事件 {number}「{kind}」：{step} {state}，时限 {due}。'
