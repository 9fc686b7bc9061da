/** What the features get of the machine, in whichever worker they run, and how a fault is noted there. */
import { v7 } from 'uuid'
import { diskFiles } from './archive/files'
import type { AsideWorkerData, DeskWorkerData } from './archive/messages'
import { systemVolumes, volumesFrom } from './archive/volumes'
import { furtherAside } from './archive.further'
import type { Surroundings } from './features/join'

// SECURITY: an error's message may hold what a person typed; only its kind and its place are kept (tests/e2e/canary.spec.ts).
export const placeOf = (error: unknown): { kind: string; frames: string[] } => {
  if (!(error instanceof Error)) return { kind: typeof error, frames: [] }
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return { kind: error.name + code, frames: frames.slice(0, 12) }
}

/** `workerFile`: the entry that also does what a further thread does. */
export const surroundingsOf = (
  { folder, program, volumesFile, portable }: DeskWorkerData | AsideWorkerData,
  now: () => string,
  workerFile: string,
  { deliver, fetchWeather }: Pick<Surroundings, 'deliver' | 'fetchWeather'>,
): Surroundings => ({
  deliver,
  fetchWeather,
  further: furtherAside(workerFile),
  dataFolder: folder,
  files: diskFiles,
  program,
  volumes: volumesFile === null ? systemVolumes : volumesFrom(volumesFile),
  portable,
  now,
  newId: v7,
  ticks: () => performance.now(),
})
