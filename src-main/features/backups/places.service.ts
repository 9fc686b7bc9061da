/** Works in the places themselves, in the second worker: writes and proves backups, removes old ones, drills. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { copyBackup, removeWhereAllowed, placeFault, sweepTemporary } from '../../archive/backup'
import type { BackupSource, WrittenBackup } from '../../archive/backup'
import { openBackup, proveImage, readHead, refuseBackup } from '../../archive/backupReader'
import type { Progress, Work } from '../../archive/backupReader'
import { isDiskFull } from '../../archive/files'
import type { Files } from '../../archive/files'
import { isSound } from '../../archive/manifest'
import { migrate } from '../../archive/migrate'
import { openArchive } from '../../archive/open'
import type { ArchiveKey, Db } from '../../archive/open'
import { restoreImage, roomOf } from '../../archive/restore'
import type { CountTrees } from '../../archive/trees'
import { addressOf, locate, volumeOf } from '../../archive/volumes'
import type { Volume, Volumes } from '../../archive/volumes'
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import type { BackupClaims, backups, DrillResult, KeptRefusal, PlaceResult, WrittenFile } from './contract'
import { backupName, claimsOf, toRemove } from './rules'
import type { Keeping } from './rules'
import type { BackupsStore, PlaceRow } from './store'

/** Lies beside the backups, so that the folder alone is enough on a strange PC. */
export type Companions = {
  guide: { name: string; bytes: Uint8Array }
  /** The packaged program's portable form, where one is at hand. */
  portable: { name: string; path: string } | null
}

export type PlacesParameters = {
  store: BackupsStore
  files: Files
  volumes: Volumes
  companions: Companions
  /** What the archive brings to a backup besides its identity. */
  source: () => Omit<BackupSource, 'db' | 'identity' | 'createdAt'> & { missing: number }
  /** Writes and proves; the archive itself is bound already. */
  write: (source: Omit<BackupSource, 'db'>, folder: string, name: string, work: Work) => Promise<WrittenBackup>
  /** `yyyy-mm-dd hh:mm:ss` of an instant in the office's time zone. */
  localDateTime: (at: string) => string
  timeZone: () => string
  keeping: () => Keeping
  /** The archive's folder: a place on its volume is no second place. Drills are restored here, aside. */
  dataFolder: string
  newKey: () => ArchiveKey
  /** Counts a restored archive's trees, in another thread where there is one. */
  countTrees: CountTrees
  /** What the ledger of an archive sums to, product by product and state by state. */
  ledgerSums: (db: Db) => unknown[]
  /** Milliseconds that only go forward. */
  ticks: () => number
}

const drillFile = 'drill.db'

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export const placesService = (parameters: PlacesParameters) => {
  const { store, files, volumes, companions, source, write, localDateTime, timeZone, keeping, dataFolder } = parameters

  const identity = () => {
    const kept = store.identity()
    if (!kept) throw new Refused('backups.noIdentity')
    return kept
  }

  const writeTo = async (
    folder: string,
    at: string,
    work: Work,
  ): Promise<{ file: WrittenFile; missing: number; path: string }> => {
    const { missing, ...from } = source()
    const name = backupName(from.office.outletCode, localDateTime(at))
    sweepTemporary(folder, name, files)
    const { recipient, ...own } = identity()
    const written = await write({ ...from, identity: { recipient, ...own }, createdAt: at }, folder, name, work)
    const { counts } = claimsOf(written.manifest, written.bytes)
    const file = {
      at,
      folder,
      name: written.name,
      bytes: written.bytes,
      records: counts.customers + counts.staff,
      recipient,
      journalRows: counts.journal,
    }
    return { file, missing, path: join(folder, written.name) }
  }

  /**
   * The guide, and the portable program where it is at hand; written only where they are not there yet. Refuses what the
   * place does not take: the backup stands there all the same.
   */
  const accompany = (folder: string): { name: string; sha256: string } => {
    const put = (name: string, bytes: Uint8Array): void => {
      const there = files.read(join(folder, name))
      if (!there || sha256Of(there) !== sha256Of(bytes)) files.writeDurably(join(folder, name), bytes)
    }
    const { portable } = companions
    const program = portable && files.read(portable.path)
    try {
      put(companions.guide.name, companions.guide.bytes)
      if (!program) return { name: '', sha256: '' }
      put(portable.name, program)
      return { name: portable.name, sha256: sha256Of(program) }
    } catch (error) {
      if (placeFault(error) === null) throw error
      return refuseBackup('companionsMissing')
    }
  }

  /** Takes away what need not be kept, and what somebody else took away. Only files that this archive wrote are touched. */
  const tidy = (place: PlaceRow, folder: string, file: WrittenFile): string[] => {
    const standing = store.standing(place.id)
    const gone = standing.filter(({ name }) => !files.isFile(join(folder, name))).map(({ id }) => id)
    const there = standing.filter(({ id }) => !gone.includes(id))
    // The one just written is newer than all of them, and proven.
    const newest = { id: '', at: file.at, pinned: true }
    const old = new Set(toRemove([newest, ...there], keeping(), timeZone()))
    const removed = there.filter(({ id, name }) => old.has(id) && removeWhereAllowed(join(folder, name), files))
    return [...gone, ...removed.map(({ id }) => id)]
  }

  const refusalOf = (error: unknown): KeptRefusal => {
    if (error instanceof Refused) return { code: error.code, params: error.params }
    const fault = placeFault(error)
    if (fault) return { code: `backups.${fault}`, params: {} }
    throw error
  }

  /** Where each of these places is now; null while it cannot be reached. All are asked together. */
  const whereabouts = async (
    known: readonly Volume[],
    places: readonly PlaceRow[] = store.places(),
  ): Promise<Map<string, string | null>> => {
    const found = places.map(async place => [place.id, await locate(place, known)] as const)
    return new Map(await Promise.all(found))
  }

  const chosen = (ids: readonly string[] | null): PlaceRow[] =>
    store.places().filter(({ id }) => ids === null || ids.includes(id))

  const share = (work: Work, index: number, of: number): Work => ({
    breathe: work.breathe,
    progress: (value: Progress) => {
      work.progress({ ...value, fraction: (index + value.fraction) / of })
    },
  })

  const handlers: Pick<Handlers<typeof backups>, 'create' | 'run' | 'rehearse'> = {
    create: async ({ folder }, { at, progress, breathe }) => {
      const { file, missing } = await writeTo(folder, at, { progress, breathe })
      return { ...file, missingAttachments: missing }
    },

    run: async ({ places: ids }, { at, progress, breathe }) => {
      const places = chosen(ids)
      const known = await volumes.list()
      // Those that do not answer are known before the first is written, so that they hold up no other.
      await whereabouts(known, places)
      const results: PlaceResult[] = []
      let proven = null as { file: WrittenFile; path: string } | null
      for (const [index, place] of places.entries()) {
        const result: PlaceResult = {
          placeId: place.id,
          placeName: place.name,
          written: null,
          refusal: null,
          removed: [],
          volume: place.volume,
          portable: place.portable,
        }
        try {
          const folder = (await locate(place, known)) ?? refuseBackup('placeGone')
          result.volume = (await volumeOf(folder, known)).id
          // Proven once, copied to the others: the same bytes are the same backup, as long as they can be reached.
          if (proven === null || !files.isFile(proven.path))
            proven = await writeTo(folder, at, share({ progress, breathe }, index, places.length))
          else {
            const name = await copyBackup(proven.path, folder, proven.file.name, files)
            proven = { file: { ...proven.file, folder, name }, path: join(folder, name) }
          }
          result.written = proven.file
          result.removed = tidy(place, folder, proven.file)
          result.portable = accompany(folder)
        } catch (error) {
          await breathe()
          result.refusal = refusalOf(error)
        }
        results.push(result)
        progress({ fraction: (index + 1) / places.length, step: 'checking' })
      }
      return results
    },

    rehearse: async ({ places: ids }, { at, progress, breathe }) => {
      const places = chosen(ids)
      const known = await volumes.list()
      // As above: one that does not answer holds up no other.
      await whereabouts(known, places)
      const { program } = source()
      const results: DrillResult[] = []
      for (const [index, place] of places.entries()) {
        const work = share({ progress, breathe }, index, places.length)
        const from = parameters.ticks()
        const newest = store.standing(place.id)[0]
        const result = { at, placeId: place.id, placeName: place.name, fileName: newest?.name ?? '', program }
        try {
          const folder = (await locate(place, known)) ?? refuseBackup('placeGone')
          const found = await drillOne(place, folder, newest?.name ?? refuseBackup('fileMissing'), work)
          const code = found.companions ? null : 'backups.companionsChanged'
          results.push({ ...result, milliseconds: Math.round(parameters.ticks() - from), code, found })
        } catch (error) {
          await breathe()
          const { code } = refusalOf(error)
          results.push({ ...result, milliseconds: Math.round(parameters.ticks() - from), code, found: null })
        }
      }
      return results
    },
  }

  /** Whether the restored copy is sound and its ledger sums to the same; answers how many sums that were. */
  const compareLedgers = (image: Db, key: ArchiveKey): number => {
    migrate(image)
    const copy = openArchive(join(dataFolder, drillFile), key, { readonly: true })
    try {
      const sums = parameters.ledgerSums(copy)
      const same = JSON.stringify(sums) === JSON.stringify(parameters.ledgerSums(image))
      return same && isSound(copy) ? sums.length : refuseBackup('altered')
    } finally {
      copy.close()
    }
  }

  const clearDrill = (): void => {
    for (const ending of ['', '-wal', '-shm', '-journal']) files.remove(join(dataFolder, drillFile + ending))
  }

  /** Opens one of this archive's own backups for reading, brought to this program's schema in memory. */
  const within = async <T>(
    path: string,
    work: Work,
    use: (image: Db, claims: BackupClaims) => Promise<T>,
  ): Promise<T> => {
    const claims = await readHead(path, files)
    const { secret, recipient } = identity()
    if (claims.manifest.recipient !== recipient) throw new Refused('backups.olderCodeFile')
    const opened = await openBackup(path, claims, files, secret, work)
    try {
      migrate(opened.image)
      return await use(opened.image, claimsOf(claims.manifest, claims.bytes))
    } finally {
      opened.image.close()
    }
  }

  /**
   * Restores a backup beside the archive, as a real restore does, examines backup and copy from the ground up, and throws
   * the copy away.
   */
  const drillOne = async (place: PlaceRow, folder: string, name: string, work: Work) => {
    const path = join(folder, name)
    const claims = await readHead(path, files)
    const { secret, recipient } = identity()
    if (claims.manifest.recipient !== recipient) throw new Refused('backups.olderCodeFile')
    const opened = await openBackup(path, claims, files, secret, share(work, 0, 3))
    const key = parameters.newKey()
    let sums = 0
    try {
      await proveImage(opened, share(work, 1, 3))
      clearDrill()
      if (files.free(dataFolder) < roomOf(claims.manifest)) refuseBackup('diskFull')
      await restoreImage(opened, join(dataFolder, drillFile), key, files, parameters.countTrees, share(work, 2, 3))
      sums = compareLedgers(opened.image, key)
    } finally {
      opened.image.close()
      key.forget()
      clearDrill()
    }
    const tables = Object.values(claims.manifest.tables)
    const guide = files.read(join(folder, companions.guide.name))
    const program = place.portable.name === '' ? null : files.read(join(folder, place.portable.name))
    return {
      ...claimsOf(claims.manifest, claims.bytes).counts,
      tables: tables.length,
      rows: tables.reduce((sum, { rows }) => sum + rows, 0),
      sums,
      companions:
        guide !== null &&
        sha256Of(guide) === sha256Of(companions.guide.bytes) &&
        (place.portable.name === '' || (program !== null && sha256Of(program) === place.portable.sha256)),
    }
  }

  return {
    handlers,
    within,
    /** What a chosen folder is: how it is kept, and on which volume it stands. Refuses one that cannot be written to. */
    describe: async (folder: string) => {
      const known = await volumes.list()
      try {
        const probe = join(folder, 'watchpost-probe.tmp')
        files.writeDurably(probe, new Uint8Array(1))
        files.remove(probe)
        const volume = await volumeOf(folder, known)
        const own = await volumeOf(dataFolder, known)
        return {
          ...addressOf(folder, volume),
          kind: volume.kind,
          volume: volume.id,
          besideArchive: volume.id === own.id,
        }
      } catch (error) {
        return refuseBackup(isDiskFull(error) ? 'diskFull' : 'notWritable')
      }
    },
    whereabouts,
  }
}
