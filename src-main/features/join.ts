/** Joins the services of all features over one open archive. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import guide from '../../resources/restore-guide.html?raw'
import { attachmentFiles } from '../archive/attachments'
import { writeBackup } from '../archive/backup'
import { isRecipient } from '../archive/backupIdentity'
import type { Files } from '../archive/files'
import { checkChain } from '../archive/journal'
import type { Manifest } from '../archive/manifest'
import { keysName } from '../archive/keys'
import { archiveKey } from '../archive/open'
import type { Db } from '../archive/open'
import { readPointer } from '../archive/pointer'
import { watched } from '../archive/volumes'
import type { Volumes } from '../archive/volumes'
import type { CallContext } from '../contract/call'
import { nobody, Refused } from '../contract/call'
import { accessStore } from './access/store'
import { drillResult, placeResult, reasons, written } from './backups/contract'
import { placesService } from './backups/places.service'
import { backupsService } from './backups/service'
import { backupsStore } from './backups/store'
import { bringCustomerBack, compareCustomers } from './customers/backup.service'
import { customerEntry } from './customers/contract'
import { customersTarget } from './customers/import.service'
import { customerSearch } from './customers/search.service'
import { searchStore } from './customers/search.store'
import { customersService } from './customers/service'
import { customersStore } from './customers/store'
import { joinDaily } from './daily'
import { earlyService } from './early/service'
import { earlyStore } from './early/store'
import { filesService } from './files/service'
import { filesStore } from './files/store'
import { findingService } from './finding/service'
import { findingStore } from './finding/store'
import { breakdownsService } from './fleet/breakdowns.service'
import { breakdownsStore } from './fleet/breakdowns.store'
import { commerceOpen } from './fleet/rules'
import { fleetService } from './fleet/service'
import { fleetStore } from './fleet/store'
import type { Further } from './further'
import { listsService } from './lists/service'
import { listsStore } from './lists/store'
import { businessDay, localDateTime } from './office/rules'
import { officeService } from './office/service'
import { officeStore } from './office/store'
import type { Deliver } from './messages/service'
import { productsService } from './products/service'
import { productsStore } from './products/store'
import { purchasingService } from './purchasing/service'
import { purchasingStore } from './purchasing/store'
import { joinResponse } from './response'
import { sourcingService } from './sourcing/service'
import { sourcingStore } from './sourcing/store'
import { staffTarget } from './staff/import.service'
import { filed, staffService } from './staff/service'
import { staffStore } from './staff/store'
import { daysBetween } from './stock/outlook.rules'
import { supplyTargets } from './supply'
import { stockFigures } from './stock/figures.service'
import { figuresStore } from './stock/figures.store'
import { states } from './stock/contract'
import { stockService } from './stock/service'
import { stockStore } from './stock/store'
import { stocktakesService } from './stocktakes/service'
import { stocktakesStore } from './stocktakes/store'
import { kindOn } from './suppliers/rules'
import { suppliersService } from './suppliers/service'
import { suppliersStore } from './suppliers/store'
import { suspensionsStore } from './suspensions/store'
import { toolsService } from './tools/service'
import { toolsStore } from './tools/store'
import type { FetchWeather } from './weather/service'

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
  /** Milliseconds that only go forward. */
  ticks: () => number
  /** In threads of their own where there are any. */
  further: Further
  volumes: Volumes
  /** The packaged program's portable form, where one is at hand. */
  portable: { name: string; path: string } | null
  /** How messages leave the office; null where nothing may. */
  deliver: Deliver
  /** Asks a weather service. */
  fetchWeather: FetchWeather
}

/** Milliseconds between two looks at what has fallen due by the clock. */
const lookEvery = 600_000
const guideName = '恢复说明-RESTORE-GUIDE.html'

/** Where attachments lie below the archive's folder. */
export const attachmentFolder = (dataFolder: string): string => join(dataFolder, 'attachments')

/** What remains to be done when a job in a second worker has answered; runs in the writer's transaction and gives the answer its last form. */
export type Completion = (value: unknown, context: CallContext, input: unknown) => unknown

/** The backups of one archive; also over an older schema, before it is migrated. */
export const joinBackups = (db: Db, surroundings: Surroundings) => {
  const { dataFolder, files, program, volumes, portable, newId, now, ticks } = surroundings
  const office = officeStore(db)
  const attachments = filesStore(db)
  const store = backupsStore(db)
  const settings = officeService({ store: office, isRecipient, recalculated: () => undefined }).settings
  const chosen = () => settings({}, { actor: nobody, at: now(), touch: () => undefined })
  const timeZone = (): string => office.entry()?.timeZone ?? 'Asia/Shanghai'
  const instantSetting = (name: string): string | null => {
    const value = office.settings()[name]
    return typeof value === 'string' ? value : null
  }
  /** A file that somebody removed behind the program's back must not stop the backup of everything else; it is counted. */
  const whatIsThere = (sealed: Manifest['attachments']) => {
    const there = sealed.filter(({ sha256 }) => files.isFile(join(attachmentFolder(dataFolder), sha256)))
    return { attachments: there, missing: sealed.length - there.length }
  }
  const places = placesService({
    store,
    files,
    volumes,
    companions: { guide: { name: guideName, bytes: Buffer.from(guide) }, portable },
    source: () => {
      const entry = office.entry()
      if (!entry) throw new Refused('office.notSetUp')
      const { id, name, outletCode } = entry
      const generation = readPointer(files, dataFolder)?.current ?? 1
      const { escrowRecipient } = chosen()
      return {
        office: { id, name, outletCode },
        program,
        keyFile: files.read(join(dataFolder, keysName(generation))) ?? Buffer.alloc(0),
        attachmentFolder: attachmentFolder(dataFolder),
        escrow: escrowRecipient === '' ? [] : [escrowRecipient],
        ...whatIsThere(attachments.sealed()),
      }
    },
    write: (source, folder, name, work) =>
      writeBackup({ ...source, db }, folder, name, files, work, surroundings.further.examine),
    localDateTime: at => localDateTime(at, timeZone()),
    timeZone,
    keeping: chosen,
    dataFolder,
    newKey: () => archiveKey(randomBytes(32)),
    countTrees: surroundings.further.countTrees,
    ledgerSums: image => states.flatMap(state => [...stockStore(image).now(state)]),
    ticks,
  })
  return backupsService({
    store,
    newId,
    now,
    places,
    schedule: () => ({ ...chosen(), timeZone: timeZone() }),
    registerPrintedAt: () => instantSetting('registerPrintedAt'),
    keepRegisterPrinted: at => {
      office.putSetting('registerPrintedAt', at)
    },
    codeProvedAt: () => instantSetting('recoveryConfirmedAt'),
    volumes: watched(volumes),
    compareCustomers: (image, text, breathe) =>
      compareCustomers(customersStore(image), customersStore(db), text, breathe),
    customerOf: (image, id) => customersStore(image).entry(id),
  })
}

/** The handlers of every feature that needs nothing but the open archive. */
export const joinFeatures = (db: Db, surroundings: Surroundings) => {
  const { newId, dataFolder, files } = surroundings
  const office = officeStore(db)
  const timeZone = (): string => office.entry()?.timeZone ?? 'Asia/Shanghai'
  const attachments = filesStore(db)
  const backups = joinBackups(db, surroundings)
  const customers = customersStore(db)
  const search = customerSearch(searchStore(db))
  const staff = staffStore(db)
  const products = productsStore(db)
  const suppliers = suppliersStore(db)
  const ledger = stockStore(db)
  const figures = figuresStore(db)
  const stock = stockFigures({ store: ledger, figures, timeZone, now: surroundings.now })
  const users = accessStore(db)
  const isCustomer = (id: string): boolean => customers.entry(id) !== null
  const supplierKind = (id: string) => {
    const entry = suppliers.entry(id)
    return entry && kindOn(entry, businessDay(surroundings.now(), timeZone()))
  }
  const isColleague = (id: string): boolean => staff.entry(id) !== null
  const isSupplier = (id: string): boolean => suppliers.entry(id) !== null
  const postings = stockService({
    store: ledger,
    figures,
    newId,
    timeZone,
    productOf: id => products.ledgerEntry(id),
    gapOf: stock.gapOf,
  })
  const purchasing = purchasingService({
    store: purchasingStore(db),
    newId,
    now: surroundings.now,
    timeZone,
    isInspected: id => products.ledgerEntry(id)?.inspected ?? null,
    isWarehouse: id => ledger.warehouseSeq(id) !== null,
    isSupplier,
    leadDays: id => figures.leadDays(id),
    runsUnderOn: (id, without) => stock.outlookOf(id, without).runsUnderOn,
    ledger: postings,
    addQuality: (id, day, passed, note, { at, actor }) => {
      const result = passed ? 'passed' : 'failed'
      products.addQuality(id, { id: newId(), batch: '', day, kind: 'inspection', result, note, byName: actor.name }, at)
    },
  })
  const fleet = fleetStore(db)
  const earlyDeliveries = earlyStore(db)
  const suspensions = suspensionsStore(db)
  const driving = fleetService({
    store: fleet,
    newId,
    timeZone,
    now: surroundings.now,
    isCustomer,
    isColleague,
    isDepartment: id => staff.departments().some(department => department.id === id),
    holderOf: suspensions.holderOf,
    timed: suspensions.holdAll,
  })
  const breakdownsAt = breakdownsStore(db)
  const stopping = breakdownsService({
    store: breakdownsAt,
    fleetStore: fleet,
    vehicles: driving,
    newId,
    timeZone,
    now: surroundings.now,
    proved: (id, record, text, context) => {
      response.incidents.proved(id, record, text, context)
    },
  })
  const tools = toolsStore(db)
  const response = joinResponse({
    db,
    office,
    customers,
    staff,
    newId,
    now: surroundings.now,
    timeZone,
    deliver: surroundings.deliver,
    fetchWeather: surroundings.fetchWeather,
    deliveries: driving.handlers,
    suspensions,
    isProduct: id => products.entry(id) !== null,
    isVehicle: id => fleet.vehicle(id) !== null,
    isKitOut: id => tools.loan({ kitId: id }) !== null,
    stop: stopping.report,
    breakdown: id => {
      const entry = breakdownsAt.entry(id)
      if (!entry) throw new Refused('fleet.noBreakdown')
      return { state: entry.state, goodsMayMove: commerceOpen(entry, breakdownsAt.tasks(id)) }
    },
  })
  const lists = listsService({
    store: listsStore(db),
    targets: {
      customers: customersTarget({ store: customers, search, attached: attachments, newId }),
      staff: staffTarget({ store: staff, newId, filed }),
      ...supplyTargets({
        products,
        suppliers,
        fleet,
        staff,
        ledger,
        figures,
        postings,
        newId,
        nameOf: id => users.byId(id)?.displayName ?? '',
      }),
    },
    newId,
    quietly: work => db.transaction(work).immediate(),
    localDateTime: at => localDateTime(at, timeZone()),
  })
  let lookedAt = 0
  const completions: Record<string, Completion> = {
    'backups.create': (value, context) => {
      backups.recordFile(z.object(written.shape).parse(value), context)
      return value
    },
    'backups.run': (value, context, input) => {
      backups.recordRun(
        z.array(placeResult).parse(value),
        z.object({ reason: z.enum(reasons) }).parse(input).reason,
        context,
      )
      return value
    },
    'backups.rehearse': (value, context) => {
      backups.recordDrills(z.array(drillResult).parse(value), context)
      return value
    },
    'backups.bringBackCustomer': (value, { at, actor }) => {
      const entry = customerEntry.parse(value)
      bringCustomerBack({ store: customers, search }, entry, at, actor.id)
      return { id: entry.id }
    },
    'lists.read': value => lists.hold(value),
  }
  const handlers = {
    ...response.handlers,
    access: { checkJournal: () => Promise.resolve(checkChain(db)) },
    backups: backups.handlers,
    customers: customersService({
      store: customers,
      search,
      attached: attachments,
      newId,
      timeZone,
      forget: id => {
        fleet.forgetCustomer(id)
        earlyDeliveries.forgetCustomer(id)
        response.forgetCustomer(id)
        daily.forgetCustomer(id)
      },
    }),
    early: earlyService({
      store: earlyDeliveries,
      newId,
      timeZone,
      now: surroundings.now,
      freeOf: id => {
        const { available, reserved, safetyHold } = stock.one(id)
        return safetyHold === '' ? available - reserved : 0
      },
      isCustomer,
    }),
    files: filesService({
      store: attachments,
      kept: attachmentFiles(attachmentFolder(dataFolder), files),
      newId,
    }),
    fleet: {
      ...driving.handlers,
      ...stopping,
      report: (input: Parameters<typeof stopping.report>[0], context: CallContext) => {
        const stopped = stopping.report(input, context)
        response.openFor(stopped, context)
        return stopped
      },
    },
    lists: lists.handlers,
    office: officeService({ store: office, isRecipient, recalculated: response.recalculated }),
    products: productsService({
      store: products,
      newId,
      isSupplier,
      isCustomer,
    }),
    purchasing: purchasing.handlers,
    sourcing: sourcingService({
      store: sourcingStore(db),
      newId,
      timeZone,
      now: surroundings.now,
      standing: stock.one,
      related: id => products.related(id),
      places: id => figures.places(products.ledgerEntry(id)?.seq ?? 0),
      isCustomer,
      supplierKind,
      suppliersOf: id =>
        products.suppliers(id).map(({ supplierId, name, kind }) => ({
          id: supplierId,
          name,
          kind: supplierKind(supplierId) ?? kind,
        })),
      reserve: postings.reserve,
      release: postings.release,
      purchase: ({ number, neededOn, contract }, { supplierId, priceFen, leadDays, ...wanted }, context) => {
        const warehouseId = ledger.warehouses()[0]?.id ?? ''
        const reason = `${number} ${contract}`.trim()
        const request = purchasing.handlers.request({ ...wanted, warehouseId, neededOn, reason }, context)
        if (priceFen !== null)
          purchasing.handlers.quote({ id: request.id, supplierId, priceFen, leadDays, note: number }, context)
        return { id: request.id }
      },
      daysBetween,
    }),
    staff: staffService({ store: staff, newId, timeZone }),
    stock: { ...stock.handlers, ...postings },
    stocktakes: stocktakesService({
      store: stocktakesStore(db),
      newId,
      timeZone,
      productSeq: id => products.ledgerEntry(id)?.seq ?? null,
      warehouseSeq: id => ledger.warehouseSeq(id),
      availableAt: (product, warehouse, at) => ledger.availableAt(product, warehouse, at),
      count: postings.count,
    }),
    suppliers: suppliersService({ store: suppliers, newId }),
    tools: toolsService({
      store: tools,
      newId,
      timeZone,
      now: surroundings.now,
      isColleague,
      isWarehouse: id => ledger.warehouseSeq(id) !== null,
      productOf: id => {
        const entry = products.entry(id)
        return entry && { name: entry.name, unit: entry.unit, held: entry.safetyHold !== '' }
      },
      freeIn: (id, warehouseId) => {
        const places = figures.places(products.ledgerEntry(id)?.seq ?? 0)
        const place = places.find(known => known.warehouseId === warehouseId)
        return place ? place.available - place.reserved : 0
      },
    }),
  }
  const daily = joinDaily({
    db,
    office,
    staff,
    newId,
    now: surroundings.now,
    timeZone,
    calendar: response.calendar,
    isColleague,
    isCustomer,
    isIncident: response.isIncident,
    withoutPhoneIn: suspensions.withoutPhone,
    look: () => handlers,
  })
  return {
    completions,
    /** Goes on with what was broken off or left for a quiet moment, in short steps. */
    catchUp: lists.catchUp,
    fill: lists.fill,
    backups,
    /** Calls that the program itself has to make now. */
    due: (): string[] => {
      const at = Date.parse(surroundings.now())
      const due = [
        ...(response.incidents.hasAlarm() ? ['incidents.sound'] : []),
        ...(response.messages.hasDue() ? ['messages.deliver'] : []),
        ...(response.weather.isStale() ? ['weather.fetch'] : []),
        ...(response.weather.isMissing() ? ['weather.remind'] : []),
        ...(daily.briefing.isDue() ? ['briefing.prepare'] : []),
      ]
      // Looked at now and then: the answer changes by the day, and costs a look at every open purchase.
      if (Math.abs(at - lookedAt) < lookEvery) return due
      lookedAt = at
      return purchasing.hasUnreported() ? [...due, 'purchasing.reportLate'] : due
    },
    /** What a restore is compared by. */
    counts: () => backupsStore(db).counts(),
    response,
    handlers: { ...handlers, ...daily.handlers, finding: findingService(findingStore(db)) },
  }
}
