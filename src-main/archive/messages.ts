/** What main and the archive worker say to each other. */
import type { Actor, Outcome } from '../contract/call'
import type { DeskEvent } from '../contract/api'
import type { Tally } from './examine'
import type { Manifest } from './manifest'

/** Where things are, for any worker. */
type Grounds = {
  folder: string
  clockFile: string | null
  /** A test's description of this PC's volumes; null asks the operating system. */
  volumesFile: string | null
  /** The packaged program's portable form, where one is at hand. */
  portable: { name: string; path: string } | null
  /** The program's own version. */
  program: string
}
export type DeskWorkerData = Grounds & {
  mode: 'desk'
  checkOutput: boolean
}
/** A second worker for one job, on its own read-only connection. */
export type AsideWorkerData = Grounds & {
  mode: 'aside'
  file: string
  key: Uint8Array
  name: string
  input: unknown
  actor: Actor
}

/** A further thread for one piece of work. */
export type FurtherWorkerData =
  | { mode: 'examine'; image: ArrayBuffer }
  | { mode: 'countTrees'; file: string; key: Uint8Array }
  | { mode: 'strength'; password: string; known: readonly string[] }

/** A message on its way out; what its settings hold is for the sender to read. */
export type Outgoing = { id: string; subject: string; text: string }

export type ToWorker =
  /** Before anything else: whether the operating system's key store seals key slots here. */
  | { type: 'sealing'; available: boolean }
  | { type: 'call'; id: number; name: string; input: unknown; job: string | null }
  | { type: 'authorise'; id: number; name: string }
  | { type: 'cancel'; job: string }
  | { type: 'sealed'; id: number; bytes: Uint8Array | null }
  | { type: 'delivered'; id: number; failure: string | null }
  | { type: 'weather'; id: number; answer: unknown }
  | { type: 'leave' }

export type FromWorker =
  | { type: 'answer'; id: number; outcome: Outcome<unknown> }
  | { type: 'event'; event: DeskEvent }
  | { type: 'seal'; id: number; verb: 'seal' | 'unseal'; bytes: Uint8Array }
  /** A message that is to leave the office. */
  | { type: 'deliver'; id: number; settings: unknown; message: Outgoing }
  /** A weather service that is to be asked. */
  | { type: 'askWeather'; id: number; asked: readonly unknown[] }
  /** A fault without values: its kind and where it arose. */
  | { type: 'fault'; log: string; call: string; kind: string; frames: string[] }
  | { type: 'left' }

export type FromFurther =
  | { type: 'image'; image: ArrayBuffer }
  | { type: 'tally'; tally: Tally }
  | { type: 'sound'; sound: boolean }
  | { type: 'trees'; trees: Manifest['trees'] }
  | { type: 'strength'; strength: number }

export type FromAside =
  { type: 'progress'; value: unknown } | { type: 'answer'; outcome: Outcome<unknown>; kind?: string; frames?: string[] }
