/** Fetches and installs one proven version with electron-updater, which never sees a description that was not checked before. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { session as sessions } from 'electron'
import { autoUpdater, CancellationToken, Provider } from 'electron-updater'
import type { UpdateInfo } from 'electron-updater'
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider'
import type { ResolvedUpdateFileInfo } from 'electron-updater/out/types'
import { isDiskFull } from '../archive/files'
import { Refused } from '../contract/call'
import type { Description } from '../features/updates/rules'

export type Progress = { bytes: number; bytesPerSecond: number }
export type Updater = {
  /** Answers where the proven file lies; refuses with the reason. `stop` ends it early. */
  download: (
    feed: URL,
    description: Description,
    stop: AbortSignal,
    onProgress: (now: Progress) => void,
  ) => Promise<string>
  /** Whether the file still is what was proven. */
  isWhole: (file: string, description: Description) => Promise<boolean>
  /** Hands over to the installer and ends the program; `failed` where the installer could not be started. */
  install: (failed: () => void) => void
}

/** Without a byte for so long, a download is given up. Milliseconds. */
const patience = 30_000

/** Answers from memory: between the check and the download nothing is asked again that could have changed. */
const answering = (feed: URL, { version, releasedAt, file }: Description) =>
  class extends Provider<UpdateInfo> {
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super({ ...runtime, isUseMultipleRangeRequest: false })
    }
    getLatestVersion(): Promise<UpdateInfo> {
      const { url, sha512, size } = file
      return Promise.resolve({
        version,
        releaseDate: releasedAt,
        files: [{ url, sha512, size }],
        path: url,
        sha512,
      })
    }
    resolveFiles(): ResolvedUpdateFileInfo[] {
      return [{ url: new URL(encodeURIComponent(file.url), feed), info: file }]
    }
  }

/** `configuration` takes the place of the one that packaging writes; only a test has one. */
export const makeUpdater = (configuration: string | null): Updater => {
  autoUpdater.autoDownload = false
  // Never installed without the backup that a person's "install" makes first.
  autoUpdater.autoInstallOnAppQuit = false
  autoUpdater.allowDowngrade = false
  autoUpdater.allowPrerelease = false
  autoUpdater.disableWebInstaller = true
  autoUpdater.logger = null
  // Whatever it says stands in the answers of its calls as well.
  autoUpdater.on('error', () => undefined)
  if (configuration !== null) {
    autoUpdater.forceDevUpdateConfig = true
    autoUpdater.updateConfigPath = configuration
  }
  let allowed: { feed: URL; description: Description } | null = null
  let blocked: 'otherHost' | 'wrongSize' | null = null

  // SECURITY: the updater asks the feed's own host only, and takes no more than was described (tests/e2e/updates.spec.ts).
  const { webRequest } = sessions.fromPartition('electron-updater', { cache: false })
  webRequest.onBeforeRequest(({ url }, answer) => {
    const own = allowed !== null && new URL(url).origin === allowed.feed.origin
    if (!own) blocked = 'otherHost'
    answer({ cancel: !own })
  })
  webRequest.onHeadersReceived(({ url, statusCode, responseHeaders }, answer) => {
    const named = Object.entries(responseHeaders ?? {}).find(([name]) => name.toLowerCase() === 'content-length')
    const length = Number(named?.[1][0] ?? Number.NaN)
    const { url: name = '', size = 0 } = allowed?.description.file ?? {}
    const isFile = decodeURIComponent(new URL(url).pathname).endsWith(`/${name}`)
    // A part of it, or its block map, is smaller; an error says so itself.
    const fits = statusCode >= 300 || (isFile && statusCode === 200 ? length === size : length <= size)
    if (isFile) blocked = fits ? null : 'wrongSize'
    answer({ cancel: !fits })
  })

  const refusalOf = (error: unknown): unknown => {
    if (blocked === 'otherHost') return new Refused('updates.otherHost')
    if (blocked === 'wrongSize') return new Refused('updates.wrongSize')
    if (!(error instanceof Error)) return error
    const code = 'code' in error ? String(error.code) : ''
    if (code === 'ERR_CHECKSUM_MISMATCH') return new Refused('updates.wrongHash')
    if (code === 'ERR_UPDATER_INVALID_SIGNATURE') return new Refused('updates.wrongPublisher')
    if (isDiskFull(error)) return new Refused('updates.diskFull')
    const status = /status (\d{3})/.exec(error.message)?.[1]
    if (status === '404') return new Refused('updates.fileMissing')
    if (status !== undefined) return new Refused('updates.feedRefuses', { status })
    return /net::ERR_|aborted/.test(error.message) ? new Refused('updates.brokenOff') : error
  }

  const fetchOne: Updater['download'] = async (feed, description, stop, onProgress) => {
    stop.throwIfAborted()
    allowed = { feed, description }
    blocked = null
    const token = new CancellationToken()
    const still = new AbortController()
    const cancel = (): void => {
      token.cancel()
    }
    const stalled = (): void => {
      still.abort()
      token.cancel()
    }
    let waiting = setTimeout(stalled, patience)
    const heard = ({ transferred, bytesPerSecond }: { transferred: number; bytesPerSecond: number }): void => {
      clearTimeout(waiting)
      waiting = setTimeout(stalled, patience)
      onProgress({ bytes: transferred, bytesPerSecond: Math.round(bytesPerSecond) })
    }
    stop.addEventListener('abort', cancel)
    autoUpdater.on('download-progress', heard)
    try {
      autoUpdater.setFeedURL({ provider: 'custom', updateProvider: answering(feed, description) })
      const found = await autoUpdater.checkForUpdates()
      if (!found?.isUpdateAvailable) throw new Refused('updates.older', { version: description.version })
      const [file] = await autoUpdater.downloadUpdate(token)
      if (file === undefined) throw new Refused('updates.brokenOff')
      return file
    } catch (error) {
      if (still.signal.aborted) throw new Refused('updates.stalled')
      throw error instanceof Refused || stop.aborted ? error : refusalOf(error)
    } finally {
      clearTimeout(waiting)
      stop.removeEventListener('abort', cancel)
      autoUpdater.off('download-progress', heard)
      allowed = null
    }
  }

  let last: Promise<unknown> = Promise.resolve()
  return {
    // One after another: the library answers a second request with the first one's download.
    download: (...asked) => {
      const mine = last.then(() => fetchOne(...asked))
      last = mine.catch(() => undefined)
      return mine
    },
    isWhole: async (file, description) => {
      const hash = createHash('sha512')
      try {
        await pipeline(createReadStream(file), hash)
      } catch {
        return false
      }
      return hash.digest('base64') === description.file.sha512
    },
    install: failed => {
      autoUpdater.once('error', failed)
      autoUpdater.quitAndInstall(false, true)
    },
  }
}
