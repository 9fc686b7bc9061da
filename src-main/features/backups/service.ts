/** Answers the backup calls of an open archive: places, what was written, what is due, and whether it is safe. */
import type { Db } from '../../archive/open'
import type { Volume } from '../../archive/volumes'
import type { CallContext, Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import type {
  ComparedCustomer,
  BackupFile,
  backups,
  DrillResult,
  Overview,
  Place,
  PlaceResult,
  Reason,
  WrittenFile,
} from './contract'
import type { CustomerEntry } from '../customers/contract'
import type { placesService } from './places.service'
import { drillIsDue, dueReason, overviewOf } from './rules'
import type { BackupsStore, FileRow, PlaceRow } from './store'

type Parameters = {
  store: BackupsStore
  newId: () => string
  now: () => string
  places: ReturnType<typeof placesService>
  schedule: () => { backupAt: string; backupEveryWrites: number; backupOnClosing: boolean; timeZone: string }
  registerPrintedAt: () => string | null
  keepRegisterPrinted: (at: string) => void
  codeProvedAt: () => string | null
  volumes: () => Promise<Volume[]>
  /** Customers of an opened backup beside the present ones. */
  compareCustomers: (
    image: Db,
    text: string,
    breathe: () => Promise<void>,
  ) => Promise<{ rows: ComparedCustomer[]; total: number }>
  customerOf: (image: Db, id: string) => CustomerEntry | null
}

type Due = { reason: Reason; places: string[] }

export const backupsService = (parameters: Parameters) => {
  const { store, newId, now, places } = parameters
  const rowsAtOpening = store.journalRows()
  /** Where each place is, and since when it has been there; what `look` saw last. */
  const seen = new Map<string, { folder: string | null; since: string | null }>()

  const fileOf =
    (present: string | undefined) =>
    (row: FileRow): BackupFile => {
      const { id, at, placeId, folder, name, bytes, records, reason, byName, pinned, removedAt } = row
      const olderCode = row.recipient !== present
      return { id, at, placeId, folder, name, bytes, records, reason, byName, pinned, removedAt, olderCode }
    }
  const placeOf = (row: PlaceRow, index: number, all: readonly PlaceRow[]): Place => {
    const latest = store.standing(row.id)[0]
    const failure = store.lastFailure(row.id)
    return {
      id: row.id,
      name: row.name,
      folder: row.folder,
      label: row.label,
      kind: row.kind,
      besideArchive: row.besideArchive,
      sameVolumeAsOther: all.slice(0, index).some(({ volume }) => volume === row.volume),
      reachable: seen.has(row.id) ? seen.get(row.id)?.folder !== null : null,
      latest: latest ? fileOf(store.identity()?.recipient)(latest) : null,
      // A failure that a later backup made good is history.
      lastFailure: failure && failure.at >= (latest?.at ?? '') ? failure : null,
      lastDrill: store.lastDrill(row.id),
      portable: row.portable.name,
      version: row.version,
    }
  }
  const all = (): Place[] => store.places().map(placeOf)
  const overview = (): Overview =>
    overviewOf({
      places: all(),
      now: now(),
      registerPrintedAt: parameters.registerPrintedAt(),
      codeProvedAt: parameters.codeProvedAt(),
      elsewhere: store.latestElsewhere(),
    })

  /** Looks which places are there; true when that changed. */
  const look = async (): Promise<boolean> => {
    const found = await places.whereabouts(await parameters.volumes())
    let changed = false
    for (const [id, folder] of found) {
      const before = seen.get(id)
      if (before && before.folder === folder) continue
      seen.set(id, { folder, since: folder === null ? null : now() })
      changed = true
    }
    return changed
  }
  const reachable = (): PlaceRow[] => store.places().filter(({ id }) => typeof seen.get(id)?.folder === 'string')

  const handlers: Pick<
    Handlers<typeof backups>,
    | 'overview'
    | 'list'
    | 'older'
    | 'drills'
    | 'drill'
    | 'addPlace'
    | 'renamePlace'
    | 'dropPlace'
    | 'pin'
    | 'noteRegisterPrinted'
    | 'look'
  > = {
    overview,
    list: ({ placeId, offset, limit }) => {
      const { rows, total } = store.page(placeId, limit, offset)
      return { rows: rows.map(fileOf(store.identity()?.recipient)), total }
    },
    older: () => {
      const present = store.identity()?.recipient ?? ''
      return store.needOlderCode(present).map(fileOf(present))
    },
    drills: ({ offset, limit }) => store.drills(limit, offset),
    drill: ({ id }) => {
      const found = store.drill(id)
      if (!found) throw new Refused('backups.noDrill')
      return found
    },
    addPlace: async ({ folder, name }, { actor, at, write }) => {
      const described = await places.describe(folder)
      const same = (row: PlaceRow): boolean => row.label === described.label && row.folder === described.folder
      if (store.places().some(same)) throw new Refused('backups.placeKnown')
      const id = newId()
      write(touch => {
        store.addPlace({ ...described, id, name: name === '' ? described.label || folder : name }, at, actor.id)
        touch(id)
      })
      await look()
      const added = all().find(place => place.id === id)
      if (!added) throw new Refused('backups.noPlace')
      return added
    },
    renamePlace: ({ id, version, name }, { actor, at }) => {
      if (!store.renamePlace(id, version, name, at, actor.id)) throw new Refused('core.conflict')
      return {}
    },
    dropPlace: ({ id, version }, { actor, at }) => {
      if (!store.dropPlace(id, version, at, actor.id)) throw new Refused('core.conflict')
      return {}
    },
    pin: ({ id, pinned }) => {
      if (!store.pin(id, pinned)) throw new Refused('backups.fileMissing')
      return {}
    },
    noteRegisterPrinted: (_input, { at }) => {
      parameters.keepRegisterPrinted(at)
      return {}
    },
    look: async () => {
      await look()
      return {}
    },
  }

  const comparing: Pick<Handlers<typeof backups>, 'compareCustomers' | 'bringBackCustomer'> = {
    compareCustomers: ({ path, text }, work) =>
      places.within(path, work, async (image, claims) => {
        const { rows, total } = await parameters.compareCustomers(image, text, work.breathe)
        return { claims, rows, total }
      }),
    // Read here, in the second worker; written by the first one when it takes the answer.
    bringBackCustomer: ({ path, id }, work) =>
      places.within(path, work, image => {
        const entry = parameters.customerOf(image, id)
        if (!entry) throw new Refused('customers.notFound')
        return Promise.resolve(entry)
      }),
  }

  return {
    handlers: { ...handlers, ...places.handlers, ...comparing },
    look,
    /** Files what a second worker wrote into a folder of one's choice; runs in the writer's transaction. */
    recordFile: (file: WrittenFile, { actor }: CallContext): void => {
      store.add({ ...file, id: newId(), placeId: null, reason: 'manual', byName: actor.name })
    },
    recordRun: (results: readonly PlaceResult[], reason: Reason, { actor, at }: CallContext): void => {
      for (const result of results) {
        const { placeId, written, refusal, removed } = result
        if (written) store.add({ ...written, id: newId(), placeId, reason, byName: actor.name })
        if (refusal) store.addFailure(newId(), placeId, at, reason, refusal)
        for (const id of removed) store.setRemoved(id, at)
        if (written) store.seenAt(result)
      }
    },
    recordDrills: (results: readonly DrillResult[], { actor }: CallContext): void => {
      for (const result of results) store.addDrill({ ...result, id: newId(), byName: actor.name })
    },
    /** What the schedule asks for now. */
    due: (): Due[] => {
      const schedule = parameters.schedule()
      const at = now()
      const due = store.places().flatMap(({ id }) => {
        const latest = store.standing(id)[0]
        const from = latest?.journalRows ?? 0
        const standing = {
          latestAt: latest?.at ?? null,
          writesSince: store.writesSince(from),
          writesMissed: store.writesSince(from, rowsAtOpening),
          failedAt: store.lastFailure(id)?.at ?? null,
          reachableSince: seen.get(id)?.since ?? null,
        }
        const reason = dueReason(standing, schedule, at)
        return reason === null ? [] : [{ id, reason }]
      })
      const reasons = [...new Set(due.map(({ reason }) => reason))]
      return reasons.map(reason => ({ reason, places: due.filter(one => one.reason === reason).map(({ id }) => id) }))
    },
    /** Places whose newest backup is to be drilled now. */
    drillsDue: (): string[] =>
      reachable()
        .filter(({ id }) => {
          const latest = store.standing(id)[0]
          return latest !== undefined && drillIsDue(store.lastDrill(id), latest.at, now())
        })
        .map(({ id }) => id),
    /** Reachable places that do not hold the latest writes. */
    unsaved: (): string[] =>
      reachable()
        .filter(({ id }) => store.writesSince(store.standing(id)[0]?.journalRows ?? 0) > 0)
        .map(({ id }) => id),
    reachable: (): string[] => reachable().map(({ id }) => id),
    /** Folders of the places that are there. */
    folders: (): string[] => reachable().flatMap(({ id }) => seen.get(id)?.folder ?? []),
  }
}
