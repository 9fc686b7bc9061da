/** Joins the services of all features over one open archive. */
import { join } from 'node:path'
import { z } from 'zod'
import { attachmentFiles } from '../archive/attachments'
import { writeBackup } from '../archive/backup'
import type { Files } from '../archive/files'
import { checkChain } from '../archive/journal'
import type { Manifest } from '../archive/manifest'
import { keysName } from '../archive/keys'
import type { Db } from '../archive/open'
import { readPointer } from '../archive/pointer'
import type { CallContext } from '../contract/call'
import { Refused } from '../contract/call'
import { written } from './backups/contract'
import { backupsService } from './backups/service'
import { backupsStore } from './backups/store'
import { customersTarget } from './customers/import.service'
import { customerSearch } from './customers/search.service'
import { searchStore } from './customers/search.store'
import { customersService } from './customers/service'
import { customersStore } from './customers/store'
import { filesService } from './files/service'
import { filesStore } from './files/store'
import { listsService } from './lists/service'
import { listsStore } from './lists/store'
import { localDateTime } from './office/rules'
import { officeService } from './office/service'
import { officeStore } from './office/store'
import { staffTarget } from './staff/import.service'
import { filed, staffService } from './staff/service'
import { staffStore } from './staff/store'

export type Surroundings = {
  /** Where attachments lie; the archive's own folder. */
  dataFolder: string
  files: Files
  /** The program's own version, which backups name. */
  program: string
  /** The UTC instant, with milliseconds. */
  now: () => string
  /** A fresh UUID v7. */
  newId: () => string
}

/** Where attachments lie below the archive's folder. */
export const attachmentFolder = (dataFolder: string): string => join(dataFolder, 'attachments')

/** What remains to be done when a job in a second worker has answered; runs in the writer's transaction and gives the answer its last form. */
export type Completion = (value: unknown, context: CallContext) => unknown

/** The handlers of every feature that needs nothing but the open archive. */
export const joinFeatures = (db: Db, { newId, dataFolder, files, program }: Surroundings) => {
  const office = officeStore(db)
  const timeZone = (): string => office.entry()?.timeZone ?? 'Asia/Shanghai'
  const attachments = filesStore(db)
  const backups = backupsService({
    store: backupsStore(db),
    newId,
    source: () => {
      const { id, name, outletCode } = officeEntry()
      const generation = readPointer(files, dataFolder)?.current ?? 1
      return {
        office: { id, name, outletCode },
        program,
        keyFile: files.read(join(dataFolder, keysName(generation))) ?? Buffer.alloc(0),
        attachmentFolder: attachmentFolder(dataFolder),
        escrow: [],
        ...whatIsThere(attachments.sealed()),
      }
    },
    write: (source, folder, name, work) => writeBackup({ ...source, db }, folder, name, files, work),
    localDateTime: at => localDateTime(at, timeZone()),
  })
  /** A file that somebody removed behind the program's back must not stop the backup of everything else; it is counted. */
  const whatIsThere = (sealed: Manifest['attachments']) => {
    const there = sealed.filter(({ sha256 }) => files.isFile(join(attachmentFolder(dataFolder), sha256)))
    return { attachments: there, missing: sealed.length - there.length }
  }
  const officeEntry = () => {
    const entry = office.entry()
    if (!entry) throw new Refused('office.notSetUp')
    return entry
  }
  const customers = customersStore(db)
  const search = customerSearch(searchStore(db))
  const staff = staffStore(db)
  const lists = listsService({
    store: listsStore(db),
    targets: {
      customers: customersTarget({ store: customers, search, attached: attachments, newId }),
      staff: staffTarget({ store: staff, newId, filed }),
    },
    newId,
    quietly: work => db.transaction(work).immediate(),
    localDateTime: at => localDateTime(at, timeZone()),
  })
  const completions: Record<string, Completion> = {
    'backups.create': (value, { actor }) => {
      backups.record(z.object(written.shape).parse(value), actor.name)
      return value
    },
    'lists.read': value => lists.hold(value),
  }
  return {
    completions,
    /** Goes on with what was broken off or left for a quiet moment, in short steps. */
    catchUp: lists.catchUp,
    fill: lists.fill,
    handlers: {
      access: { checkJournal: () => Promise.resolve(checkChain(db)) },
      backups: backups.handlers,
      customers: customersService({
        store: customers,
        search,
        attached: attachments,
        newId,
        timeZone,
      }),
      files: filesService({
        store: attachments,
        kept: attachmentFiles(attachmentFolder(dataFolder), files),
        newId,
      }),
      lists: lists.handlers,
      office: officeService({ store: office }),
      staff: staffService({ store: staff, newId, timeZone }),
    },
  }
}
