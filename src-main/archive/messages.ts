/** What main and the archive worker say to each other. */
import type { Actor, Outcome } from '../contract/call'
import type { DeskEvent } from '../contract/api'

export type DeskWorkerData = {
  mode: 'desk'
  folder: string
  clockFile: string | null
  /** The program's own version. */
  program: string
  checkOutput: boolean
  sealing: boolean
}
/** A second worker for one job, on its own read-only connection. */
export type AsideWorkerData = {
  mode: 'aside'
  folder: string
  clockFile: string | null
  /** The program's own version. */
  program: string
  file: string
  key: Uint8Array
  name: string
  input: unknown
  actor: Actor
}

export type ToWorker =
  | { type: 'call'; id: number; name: string; input: unknown; job: string | null }
  | { type: 'authorise'; id: number; name: string }
  | { type: 'cancel'; job: string }
  | { type: 'sealed'; id: number; bytes: Uint8Array | null }
  | { type: 'leave' }

export type FromWorker =
  | { type: 'answer'; id: number; outcome: Outcome<unknown> }
  | { type: 'event'; event: DeskEvent }
  | { type: 'seal'; id: number; verb: 'seal' | 'unseal'; bytes: Uint8Array }
  /** A fault without values: its kind and where it arose. */
  | { type: 'fault'; log: string; call: string; kind: string; frames: string[] }
  | { type: 'left' }

export type FromAside =
  { type: 'progress'; value: unknown } | { type: 'answer'; outcome: Outcome<unknown>; kind?: string; frames?: string[] }
