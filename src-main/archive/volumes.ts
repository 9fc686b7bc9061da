/** Volumes of this PC: which one a folder stands on, and where a drive with a label is plugged in now. */
import { readFile, stat } from 'node:fs/promises'
import { join, parse, sep } from 'node:path'
import { z } from 'zod'

export const volumeKinds = ['local', 'removable', 'network'] as const
const volume = z.object({ root: z.string().min(1), label: z.string(), kind: z.enum(volumeKinds), id: z.string() })
export type Volume = z.output<typeof volume>

export type Volumes = {
  list: () => Promise<Volume[]>
  /** Changes whenever a drive comes or goes; cheap to ask. */
  signature: () => Promise<string>
}

/**
 * Asks a disk something and takes no answer in time, or a refusal, for null. While it still owes one answer it is not asked
 * for another, which would be null at once: every question holds one of the few threads by which the process reads files.
 */
export const inTime = <T>(
  ask: (path: string) => Promise<T>,
  milliseconds: number,
): ((path: string) => Promise<T | null>) => {
  const asked = new Map<string, Promise<T | null>>()
  return path => {
    const before = asked.get(path)
    if (before) return before
    const answer = new Promise<T | null>(resolve => {
      const limit = setTimeout(resolve, milliseconds, null)
      void ask(path)
        .catch(() => null)
        .then(given => {
          clearTimeout(limit)
          asked.delete(path)
          resolve(given)
        })
    })
    asked.set(path, answer)
    return answer
  }
}

/** A share whose server is gone answers after minutes, or never; a drive that sleeps takes some seconds to wake up. */
const standing = inTime(path => stat(path), 10_000)

/** Asks the operating system. Drives without a mount point are left out. */
export const systemVolumes: Volumes = {
  list: async () => {
    // Loaded only when asked: it is large, and most starts never need it.
    const { blockDevices } = await import('systeminformation')
    const devices = await blockDevices().catch(() => [])
    return devices
      .filter(({ mount }) => mount !== '' && mount !== '[SWAP]')
      .map(({ mount, label, uuid, removable, physical }) => ({
        root: /^[A-Za-z]:$/.test(mount) ? `${mount}\\` : mount,
        label: label.trim(),
        kind: physical === 'Network' ? 'network' : removable ? 'removable' : 'local',
        id: uuid,
      }))
  },
  signature: async () => {
    if (process.platform !== 'win32') return readFile('/proc/self/mounts', 'utf8').catch(() => '')
    const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    const there = await Promise.all(letters.map(letter => standing(`${letter}:\\`)))
    return there.map(volume => volume?.dev ?? 0).join()
  },
}

/** The volumes, asked for again only when a drive came or went: asking takes a second of an office PC's time. */
export const watched = ({ list, signature }: Volumes): (() => Promise<Volume[]>) => {
  let last: { signature: string; volumes: Volume[] } | null = null
  return async () => {
    const present = await signature()
    if (last?.signature !== present) last = { signature: present, volumes: await list() }
    return last.volumes
  }
}

/** Volumes as a test describes them in a file of JSON; only an unpackaged program names one. */
export const volumesFrom = (file: string): Volumes => ({
  list: async () => z.array(volume).parse(JSON.parse(await readFile(file, 'utf8'))),
  signature: () => readFile(file, 'utf8'),
})

const within = (folder: string, root: string): boolean =>
  folder === root || folder.startsWith(root.endsWith(sep) ? root : root + sep)

/**
 * The volume a folder stands on: the deepest that holds it, a network share by its name, else the number the file
 * system gives it. Rejects when there is no such folder.
 */
export const volumeOf = async (folder: string, volumes: readonly Volume[]): Promise<Volume> => {
  const share = /^(\\\\[^\\]+\\[^\\]+)/.exec(folder)?.[1]
  if (share) return { root: share, label: '', kind: 'network', id: share.toLowerCase() }
  const { dev } = await stat(folder)
  const holding = volumes
    .filter(({ root }) => within(folder, root))
    .sort((one, other) => other.root.length - one.root.length)[0]
  if (!holding) return { root: parse(folder).root, label: '', kind: 'local', id: `device-${dev}` }
  return holding.id === '' ? { ...holding, id: `device-${dev}` } : holding
}

export type PlaceAddress = { folder: string; label: string }

/** A chosen folder as it is kept: below a label, where the drive has one and may come back under another letter. */
export const addressOf = (folder: string, { root, label, kind }: Volume): PlaceAddress =>
  kind === 'removable' && label !== '' ? { label, folder: folder.slice(root.length) } : { label: '', folder }

/** Where a place is now; null while its drive is not plugged in or its share does not answer in time. */
export const locate = async ({ folder, label }: PlaceAddress, volumes: readonly Volume[]): Promise<string | null> => {
  const found = label === '' ? folder : volumes.find(known => known.label === label)
  if (found === undefined) return null
  const path = typeof found === 'string' ? found : join(found.root, folder)
  return (await standing(path))?.isDirectory() === true ? path : null
}
