/** The API a page sees, built from call names alone, so that the preload needs no schema library. */

type Invoke = (name: string, input: unknown, job: string | null) => Promise<unknown>

/** One clock that makes itself heard; the same shape as the contract's, without its schema. */
export type Ringing = {
  /** Null: no clock of an incident, but the daily check of the weather. */
  incidentId: string | null
  number: string
  title: string
  step: { zh: string; en: string }
  dueAt: string
  stage: 'before' | 'at' | 'after'
  drill: boolean
}

/** What the program tells the page unasked. */
export type DeskEvent =
  | { type: 'touched'; features: string[] }
  | { type: 'progress'; job: string; value: unknown }
  | { type: 'session'; state: 'signedIn' | 'locked' | 'closed' }
  /** The clock jumped: it was set, or the PC slept. */
  | { type: 'clock' }
  /** The archive is being backed up before it closes, and where `quitting` the program ends with it. */
  | { type: 'closing'; quitting: boolean }
  /** Clocks that have something to say; without their names while the screen is locked. */
  | { type: 'alarm'; alarms: Ringing[] }
  /** How many clocks run, and how many are over. */
  | { type: 'clocks'; running: number; over: number }
  /** A backup file was double-clicked: the guide opens, nothing is restored. */
  | { type: 'openedBackup' }

/** Builds the page's API from names alone, so that the preload needs no schema library. */
export const buildApi = (
  names: readonly string[],
  invoke: Invoke,
  cancel: (job: string) => Promise<unknown>,
  subscribe: (listener: (event: DeskEvent) => void) => () => void,
): Record<string, Record<string, unknown>> => {
  const api: Record<string, Record<string, unknown>> = { desk: { cancel, subscribe } }
  for (const name of names) {
    const [feature = '', call = ''] = name.split('.')
    api[feature] = { ...api[feature], [call]: (input: unknown, job?: string) => invoke(name, input, job ?? null) }
  }
  return api
}
