/** Rules of updates: what a feed's address and description must look like, what is newer, and when to ask again. */
import { z } from 'zod'
import type { Unable } from './contract'

const minute = 60_000
const day = 24 * 60 * minute

export const feedFaults = ['feedIsFolder', 'feedNotHttp', 'feedHasSecret'] as const

/** Why a text is no address of a feed, or null. A share or a folder cannot be asked: the installer's library speaks http only. */
export const feedFault = (text: string): (typeof feedFaults)[number] | null => {
  if (/^(\\\\|\/|[a-z]:[\\/]|file:)/i.test(text)) return 'feedIsFolder'
  if (!/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) return 'feedNotHttp'
  const { username, password, search, hash } = new URL(text)
  return username + password + search + hash === '' ? null : 'feedHasSecret'
}

/** The feed's folder, so that names are found below it. */
export const feedFolder = (address: string): URL => new URL(address.endsWith('/') ? address : `${address}/`)

/** The description's name for a system, and how the file it describes ends. */
export const feedOf = (platform: string, processor: string): { description: string; ending: string } =>
  platform === 'win32'
    ? { description: 'latest.yml', ending: '.exe' }
    : { description: `latest-linux${processor === 'x64' ? '' : `-${processor}`}.yml`, ending: '.AppImage' }

type Copy = {
  version: string
  packaged: boolean
  /** A test with a key and a feed of its own, which only an unpackaged program can be. */
  underTest: boolean
  /** What Windows' portable form and Linux' AppImage say of themselves in the environment. */
  portable: boolean
  appImage: boolean
  platform: string
  hasKey: boolean
}

/** Why a copy of the program cannot replace itself, or null. */
export const unableOf = (copy: Copy): Unable | null => {
  if (copy.version.includes('-test.')) return 'testBuild'
  if (copy.portable) return 'portable'
  if (!copy.packaged && !copy.underTest) return 'notInstalled'
  if (copy.platform !== 'win32' && !copy.appImage) return 'notInstalled'
  return copy.hasKey ? null : 'noKey'
}

const release = /^(\d{1,5})\.(\d{1,5})\.(\d{1,5})$/

/** Which of two released versions is newer: above 0 the first, below 0 the second, 0 when they are the same. */
export const compareVersions = (one: string, other: string): number => {
  const numbers = (text: string): number[] => (release.exec(text) ?? []).slice(1).map(Number)
  const [mine, theirs] = [numbers(one), numbers(other)]
  const differing = mine.findIndex((part, index) => part !== theirs[index])
  return differing === -1 ? 0 : (mine[differing] ?? 0) - (theirs[differing] ?? 0)
}

/** Of one file: its plain name, and what is proven of it once it has come. */
const file = z.object({
  // SECURITY: a name alone, so that nothing is fetched or written elsewhere (tests/rules/updates.test.ts).
  url: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._ -]{0,150}$/),
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
  size: z
    .int()
    .min(1)
    .max(2 * 1024 ** 3),
})
const notes = z.union([z.string(), z.array(z.object({ version: z.string(), note: z.string().nullable() }))])
const shape = z.object({
  version: z.string().regex(release),
  files: z.array(file).min(1).max(10),
  releaseDate: z.union([z.string().max(40), z.date()]).optional(),
  releaseNotes: notes.nullish(),
})

export type Description = {
  version: string
  releasedAt: string
  notes: string
  file: { url: string; sha512: string; size: number }
}

const longestNotes = 20_000

/** What a description says, or null when it is none of ours. Its signature has been checked before. */
export const readDescription = (parsed: unknown, ending: string): Description | 'otherSystem' | null => {
  const read = shape.safeParse(parsed)
  if (!read.success) return null
  const { version, files, releaseDate, releaseNotes } = read.data
  const own = files.find(({ url }) => url.endsWith(ending))
  if (!own) return 'otherSystem'
  const said = Array.isArray(releaseNotes)
    ? releaseNotes.map(({ version: of, note }) => `${of}\n${note ?? ''}`).join('\n\n')
    : (releaseNotes ?? '')
  return {
    version,
    releasedAt: releaseDate instanceof Date ? releaseDate.toISOString() : (releaseDate ?? ''),
    notes: said.trim().slice(0, longestNotes),
    file: own,
  }
}

type Attempts = {
  /** Of the last attempt; null when there was none since the program started. */
  at: string | null
  /** Attempts that failed since the last that held. */
  failures: number
}

/** Whether the feed is to be asked by itself: at the start, then daily; after a failure in 15 minutes, each time twice as late. */
export const checkIsDue = ({ at, failures }: Attempts, now: string): boolean => {
  if (at === null) return true
  const pause = failures === 0 ? day : Math.min(day, 15 * minute * 2 ** Math.min(failures - 1, 10))
  const passed = Date.parse(now) - Date.parse(at)
  // A clock set back must not keep an update away for years.
  return passed < 0 || passed >= pause
}
