/** The real archive worker for benches: calls that throw what is refused, and the end. */
import { startArchive } from '../../src-main/archive/client'
import { noSeal } from './noSeal'

export const benchArchive = (folder: string) => {
  const archive = startArchive({
    workerFile: process.env['WATCHPOST_WORKER'] ?? '',
    folder,
    clockFile: null,
    volumesFile: null,
    portable: null,
    program: 'bench',
    checkOutput: false,
  }).attend({
    deliver: () => Promise.resolve('unreachable'),
    fetchWeather: () => Promise.resolve({ ok: false, failure: 'unreachable' }),
    seal: noSeal,
    onEvent: () => undefined,
    onFault: fault => {
      process.stderr.write(`${JSON.stringify(fault)}\n`)
    },
  })
  /** `job` false: a short call, as a person beside long work makes it. */
  const call = async (name: string, input: unknown, job = true): Promise<Record<string, unknown>> => {
    const outcome = await archive.call(name, input, job ? 'job' : null)
    if (!outcome.ok) throw new Error(`${name}: ${outcome.code} ${JSON.stringify(outcome.params)}`)
    return outcome.value as Record<string, unknown>
  }
  return { call, leave: archive.leave }
}
