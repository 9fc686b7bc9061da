/** The API a page sees, built from call names alone, so that the preload needs no schema library. */

type Invoke = (name: string, input: unknown, job: string | null) => Promise<unknown>

/** What the program tells the page unasked. */
export type DeskEvent =
  | { type: 'touched'; features: string[] }
  | { type: 'progress'; job: string; value: unknown }
  | { type: 'session'; state: 'signedIn' | 'locked' | 'closed' }
  /** The clock jumped: it was set, or the PC slept. */
  | { type: 'clock' }
  /** The archive is being backed up before it closes. */
  | { type: 'closing' }
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
