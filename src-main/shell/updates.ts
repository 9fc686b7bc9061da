/** Updates as they stand: asked daily and by button, fetched and installed only when a person says so, a backup first. */
import { join } from 'node:path'
import { app, net } from 'electron'
import shippedKey from '../../resources/update-key.pub?raw'
import type { ArchiveClient } from '../archive/client'
import { makeClock } from '../archive/clock'
import { diskFiles } from '../archive/files'
import { Refused } from '../contract/call'
import type { Standing, updates } from '../features/updates/contract'
import type { Description } from '../features/updates/rules'
import { checkIsDue, compareVersions, feedFolder, feedOf, unableOf } from '../features/updates/rules'
import type { Alarms } from './alarms'
import type { ShellHandlers } from './answers'
import type { Lifecycle } from './lifecycle'
import type { Log } from './log'
import { officeSettings } from './officeSettings'
import { releaseKey } from './releaseKey'
import type { Updater } from './updater'
import type { Windows } from './window'

type Parts = {
  archive: Pick<ArchiveClient, 'call'>
  /** `updates`: a test's folder with a release key and the updater's configuration; only an unpackaged program has one. */
  places: { clockFile: string | null; updates: string | null }
  alarms: Pick<Alarms, 'running'>
  windows: Pick<Windows, 'announce'>
  lifecycle: Pick<Lifecycle, 'leave'>
  log: Pick<Log, 'unexpected'>
}
type Kept = Omit<Standing, 'program' | 'unable'>

const nothing: Kept = { stage: 'idle', checkedAt: null, offer: null, progress: null, failure: null }

const keyIn = (folder: string): string => diskFiles.read(join(folder, 'update-key.pub'))?.toString('utf8') ?? ''

/** The installer could not be started: the archive is closed by now, so the program begins anew. */
const startAgain = (): void => {
  app.relaunch()
  app.quit()
}

export const makeUpdates = ({ archive, places, alarms, windows, lifecycle, log }: Parts) => {
  const { clockFile, updates: testFolder } = places
  const program = app.getVersion()
  const now = makeClock(clockFile)
  // SECURITY: a packaged program has no test folder (shell/places.ts), so it knows no other key than the one built into it.
  const key = releaseKey(testFolder === null ? shippedKey : keyIn(testFolder))
  const unable = unableOf({
    version: program,
    packaged: app.isPackaged,
    underTest: testFolder !== null,
    portable: process.env['PORTABLE_EXECUTABLE_FILE'] !== undefined,
    appImage: process.env['APPIMAGE'] !== undefined,
    platform: process.platform,
    hasKey: key !== null,
  })
  const { description, ending } = feedOf(process.platform, process.arch)
  // The library is large, and nothing is asked before somebody has signed in.
  let made: Updater | null = null
  const updater = async (): Promise<Updater> => {
    const { makeUpdater } = await import('./updater')
    return (made ??= makeUpdater(testFolder && join(testFolder, 'app-update.yml')))
  }
  let address = ''
  let kept = nothing
  let described: Description | null = null
  let file = ''
  let attempts = { at: null as string | null, failures: 0 }
  let stop = new AbortController()

  const put = (changes: Partial<Kept>): void => {
    kept = { ...kept, ...changes }
    windows.announce({ type: 'touched', features: ['updates'] })
  }
  const failureOf = (call: string, error: unknown): Kept['failure'] =>
    error instanceof Refused
      ? { code: error.code, params: error.params }
      : { code: 'core.unexpected', params: { log: log.unexpected(call, error) } }
  const standing = (): Standing => ({ program, unable, ...kept })
  const busy = (): boolean => kept.stage !== 'idle' && kept.stage !== 'ready'

  /** Another feed, or none: what the one before offered no longer holds. False while nobody is at the desk. */
  const follow = async (): Promise<boolean> => {
    const settings = await officeSettings(archive)
    if (!settings) return false
    const installing = kept.stage === 'backingUp' || kept.stage === 'installing'
    if (settings.updateFeed === address || installing) return true
    stop.abort()
    address = settings.updateFeed
    described = null
    attempts = { at: null, failures: 0 }
    put(nothing)
    return true
  }

  const check = async (): Promise<void> => {
    const { stage } = kept
    const asked = address
    put({ stage: 'checking' })
    attempts = { ...attempts, at: now() }
    try {
      if (!key) throw new Refused('updates.unable')
      const { makeFeed } = await import('./feed')
      const askFeed = makeFeed({ fetch: (url, init) => net.fetch(url, init), key })
      const found = await askFeed(feedFolder(asked), description, ending)
      if (asked !== address) return
      const difference = compareVersions(found.version, program)
      if (difference < 0) {
        // What was offered before has been withdrawn.
        described = null
        throw new Refused('updates.older', { version: found.version, program })
      }
      attempts.failures = 0
      const same = found.file.sha512 === described?.file.sha512 && found.version === described.version
      described = difference > 0 ? found : null
      put({
        stage: same ? stage : 'idle',
        checkedAt: now(),
        failure: null,
        offer: described && {
          version: found.version,
          releasedAt: found.releasedAt,
          bytes: found.file.size,
          notes: found.notes,
        },
      })
    } catch (error) {
      if (asked !== address) return
      attempts.failures += 1
      const failure = failureOf('updates.check', error)
      put(described ? { stage, failure } : { stage: 'idle', offer: null, failure })
    }
  }

  const tick = async (): Promise<void> => {
    // SECURITY: without a feed that an administrator named, nothing is ever asked (tests/e2e/updates.spec.ts).
    if (unable || !(await follow()) || address === '' || busy() || !checkIsDue(attempts, now())) return
    await check()
  }

  const download = async (wanted: Description): Promise<void> => {
    const mine = new AbortController()
    stop = mine
    put({ stage: 'downloading', failure: null, progress: { bytes: 0, bytesPerSecond: 0 } })
    try {
      file = await (
        await updater()
      ).download(feedFolder(address), wanted, mine.signal, progress => {
        if (stop === mine) kept = { ...kept, progress }
      })
      if (!mine.signal.aborted) put({ stage: 'ready', progress: null })
    } catch (error) {
      // Cancelled: by a person, or because another feed holds now.
      if (!mine.signal.aborted) put({ failure: failureOf('updates.download', error) })
    }
    if (stop === mine && kept.stage === 'downloading') put({ stage: 'idle', progress: null })
  }

  /** Refuses when no place took a backup. */
  const backUp = async (): Promise<void> => {
    const answer = await archive.call('backups.run', { reason: 'update', places: null }, null)
    const worded = (code: string): string => code.replace('.', ':refusal.')
    if (!answer.ok) throw new Refused('updates.noBackup', { reason: worded(answer.code) })
    const { backups } = await import('../features/backups/contract')
    const results = backups.run.output.parse(answer.value)
    if (results.length === 0) throw new Refused('updates.noPlace')
    if (results.some(({ written }) => written)) return
    throw new Refused('updates.noBackup', { reason: worded(results[0]?.refusal?.code ?? 'core.unexpected') })
  }

  const offered = (version: string): Description => {
    if (!described || described.version !== version) throw new Refused('updates.changed')
    return described
  }

  const handlers: ShellHandlers<typeof updates> = {
    state: async () => {
      await follow()
      return standing()
    },
    check: async () => {
      if (unable) throw new Refused('updates.unable')
      await follow()
      if (address === '') throw new Refused('updates.noFeed')
      if (!busy()) await check()
      return standing()
    },
    download: async ({ version }) => {
      const wanted = offered(version)
      if (unable || kept.stage !== 'idle') throw new Refused('updates.changed')
      await download(wanted)
      return standing()
    },
    cancel: () => {
      if (kept.stage === 'downloading') stop.abort()
      return {}
    },
    install: async ({ version, despite }) => {
      const wanted = offered(version)
      if (kept.stage !== 'ready') throw new Refused('updates.changed')
      if (alarms.running() > 0 && !despite.includes('clocks'))
        throw new Refused('updates.clocksRun', { count: alarms.running() })
      put({ stage: 'backingUp', failure: null })
      try {
        if (!despite.includes('noBackup')) await backUp()
        // SECURITY: what was proven when it came is proven again before it runs (tests/e2e/updates.spec.ts).
        if (!(await (await updater()).isWhole(file, wanted))) throw new Refused('updates.wrongHash')
      } catch (error) {
        const lost = error instanceof Refused && error.code === 'updates.wrongHash'
        put({ stage: lost ? 'idle' : 'ready' })
        throw error
      }
      put({ stage: 'installing' })
      const installer = await updater()
      await lifecycle.leave()
      installer.install(startAgain)
      return {}
    },
  }

  // A test's clock is looked at often, so that a test need not wait.
  setInterval(() => void tick(), clockFile ? 300 : 30_000).unref()
  return handlers
}
