/** The archive that inputs are sent to: called by name, watched for changes, its faults noticed. */
import { z } from 'zod'
import { openArchive } from '../../src-main/archive/open'
import type { DeskApi } from '../../src-main/contract'
import type { Outcome } from '../../src-main/contract/call'
import { fixedKey, testArchive } from '../support/archive'
import type { Told } from './attack'

const answerShape = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), code: z.string(), params: z.record(z.string(), z.unknown()) }),
])

/** Sends by name, as the page's proxy does. */
export const callByName = (api: DeskApi, name: string, input: unknown): Promise<Outcome<unknown>> => {
  const [feature = '', member = ''] = name.split('.')
  const call = Reflect.get(Reflect.get(api, feature) as object, member) as (input: unknown) => Promise<Outcome<unknown>>
  return call(input)
}

/** Whether an answer is one at all, and foreseen: `faults` counts what was not. */
export const judge = (answer: unknown, faults: readonly unknown[], before: number): Told => {
  const read = answerShape.safeParse(answer)
  if (!read.success) return { kind: 'unexpected', what: `no answer: ${JSON.stringify(answer)}` }
  if (faults.length > before) {
    const fault = faults.at(-1)
    return { kind: 'unexpected', what: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) }
  }
  return { kind: read.data.ok ? 'accepted' : 'refused' }
}

export const watchedArchive = () => {
  const archive = testArchive()
  archive.takePlans()
  const watcher = openArchive(archive.file, fixedKey)
  return {
    ...archive,
    /** Changes with every commit of the archive's own connection, and with nothing else. */
    state: (): unknown => watcher.pragma('data_version', { simple: true }),
    close: (): void => {
      watcher.close()
      archive.close()
    },
  }
}
export type WatchedArchive = ReturnType<typeof watchedArchive>

/** Sends one input; a refusal, or a read, after which the archive is another counts as a mutation. */
export const sendWatched = async (
  archive: WatchedArchive,
  api: DeskApi,
  name: string,
  input: unknown,
  reads: boolean,
): Promise<Told> => {
  const before = archive.state()
  const faults = archive.faults.length
  const answer = await callByName(api, name, input)
  const told = judge(answer, archive.faults, faults)
  if (told.kind === 'unexpected') return told
  return (!answer.ok || reads) && archive.state() !== before
    ? { kind: 'mutations', what: answer.ok ? 'a read' : answer.code }
    : told
}
