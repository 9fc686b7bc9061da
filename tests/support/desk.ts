/** A desk over a real data folder, as the archive worker runs it, with a fixed clock and no OS key store. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { diskFiles } from '../../src-main/archive/files'
import type { Files } from '../../src-main/archive/files'
import type { Seal } from '../../src-main/archive/keys'
import type { Volumes } from '../../src-main/archive/volumes'
import { contract } from '../../src-main/contract'
import type { DeskApi } from '../../src-main/contract'
import { buildApi } from '../../src-main/contract/api'
import type { DeskEvent } from '../../src-main/contract/api'
import { callNames } from '../../src-main/contract/wire'
import { furtherHere } from '../../src-main/features/further'
import { openDesk } from '../../src-main/features/desk'
import type { Deliver } from '../../src-main/features/messages/service'
import { countedIds, startOfTests } from './archive'
import { noSeal } from './noSeal'

export const goodPassword = '青山 tulip 47 夜航船'
export const administrator = { signInName: '王芳', displayName: '王芳', password: goodPassword }
export const officeFields = {
  name: '丰州办事处',
  outletCode: 'FZ',
  address: '丰州市人民路 1 号',
  phone: '0591-87654321',
  timeZone: 'Asia/Shanghai',
}

export const dataFolder = (): { folder: string; remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'watchpost-test-'))
  return {
    folder,
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A PC with nothing plugged in. */
export const oneVolume: Volumes = { list: () => Promise.resolve([]), signature: () => Promise.resolve('') }

type Choices = {
  seal?: Seal
  volumes?: Volumes
  files?: Files
  now?: () => string
  newId?: () => string
  deliver?: Deliver
}

/** Opens a desk over a folder. `pass` moves the monotonic clock on. */
export const testDesk = (
  folder: string,
  {
    seal = noSeal,
    volumes = oneVolume,
    files = diskFiles,
    now = () => startOfTests,
    newId = countedIds(),
    deliver = () => Promise.resolve('unreachable'),
  }: Choices = {},
) => {
  let ticks = 0
  const events: DeskEvent[] = []
  const faults: unknown[] = []
  const desk = openDesk({
    dataFolder: folder,
    files,
    program: 'test',
    seal,
    now,
    newId,
    ticks: () => ticks,
    further: furtherHere,
    volumes,
    portable: null,
    deliver,
    fetchWeather: () => Promise.resolve({ ok: false, failure: 'unreachable' }),
    announce: event => {
      events.push(event)
    },
    unexpected: (_call, error) => {
      faults.push(error)
      return 'test'
    },
    checkOutput: true,
  })
  const control = { progress: () => undefined, cancelled: () => false }
  const api = buildApi(
    callNames(contract),
    (name, input) => desk.call(name, input, control),
    () => Promise.resolve(),
    () => () => undefined,
  ) as unknown as DeskApi
  return {
    api,
    desk,
    events,
    faults,
    pass: (seconds: number) => {
      ticks += seconds * 1000
    },
  }
}
