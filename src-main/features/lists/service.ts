/** Answers the calls of lists: reading, matching columns, previewing, writing, taking back, exporting. */
import { stringify } from 'csv-stringify/sync'
import writeExcelFile from 'write-excel-file/node'
import type { SheetData } from 'write-excel-file/node'
import { z } from 'zod'
import type { Actor, Handlers, JobContext, Role } from '../../contract/call'
import { Refused } from '../../contract/call'
import { may } from '../access/rules'
import type {
  Cells,
  Column,
  ImportEntry,
  ListKind,
  ListProgress,
  lists,
  PlannedColumn,
  Reading,
  Told,
} from './contract'
import { readingOutput } from './contract'
import { describeTables, hashOf, packTables, readTables, unpackRows } from './reading.service'
import type { ListsStore, Staged } from './store'
import {
  columnOf,
  columnsOf,
  escapeCell,
  keyColumnOf,
  headingFor,
  headingOf,
  isTotalRow,
  unescapeCell,
} from './table.rules'

export type Prepared = Omit<Staged, 'row' | 'told'> & Told

/** A kind of entry that lists can be written into. Runs inside the caller's transaction. */
export type Target = {
  /** Who may bring such a list in: whoever may enter its entries one by one. */
  needs: Role
  /** Whether further rows of the same code add to the entry above. */
  continues: boolean
  /** What a row, or rows of one entry, would do. `nextCode` makes codes for lists without; `listed`: named elsewhere in the list. */
  prepare: (
    rows: readonly Cells[],
    nextCode: (prefix: string, taken: (code: string) => boolean) => string,
    listed: (word: string) => boolean,
  ) => Prepared
  /** Writes one entry; null when it was changed or taken since the preview. */
  apply: (staged: Staged, at: string, by: string) => { id: string; version: number } | null
  /** After all are written. */
  finish?: (staged: Staged, id: string) => void
  /** Takes one entry back; false when somebody changed it since. */
  revert: (staged: Staged, at: string, by: string) => boolean
  /** Catches up a little with what writing left for later; answers how many entries it took. */
  settle: () => number
  /**
   * Whole entries as rows, in order, for export: from a position on, or behind the entry that the page before named as its
   * last, where a kind may have so many that skipping to a position takes long.
   */
  page: (
    limit: number,
    from: { offset: number; last: string | null },
    language: 'zh' | 'en',
  ) => { rows: Cells[]; entries: number; total: number; last?: string | null }
}

type Parts = {
  store: ListsStore
  targets: Record<ListKind, Target>
  newId: () => string
  /** One short transaction without a journal row: staging and filing are no records. */
  quietly: <T>(work: () => T) => T
  localDateTime: (at: string) => string
}

const packed = readingOutput.extend({
  sha256: z.string(),
  tables: z.array(z.array(z.instanceof(Uint8Array))),
})
type Packed = z.output<typeof packed>

/** Milliseconds of staging in one transaction, so that other calls get their turn. */
const slice = 12
const atOnce = 200
/** Each page counts its way from the first entry; small ones made a list of a million take an hour. Exports run aside. */
const exportedAtOnce = 5000

export const listsService = ({ store, targets, newId, quietly, localDateTime }: Parts) => {
  let held: Packed | null = null

  const reading = (id: string): Packed => {
    if (held?.reading !== id) throw new Refused('lists.readAgain')
    return held
  }
  const refuseLess = ({ needs }: Target, { role }: Actor): void => {
    if (!may(role, needs)) throw new Refused('core.roleTooLow', { role: needs })
  }
  const found = (id: string): ImportEntry => {
    const entry = store.entry(id)
    if (!entry) throw new Refused('lists.notFound')
    return entry
  }
  const tableOf = (id: string, sheet: number) => {
    const file = reading(id)
    const chunks = file.tables[sheet]
    const about = file.sheets[sheet]
    if (!chunks || !about) throw new Refused('lists.readAgain')
    return { file, chunks, about }
  }
  const headingsOf = (chunks: readonly Uint8Array[], header: number): string[] => {
    if (header > 0) for (const { row } of unpackRows(chunks, header - 1)) return row
    return []
  }
  /** Does one thing after another in short transactions, so that every other call gets its turn. `step` is false at the end. */
  const inSlices = async (step: () => boolean, afterSlice: () => Promise<void> | void): Promise<void> => {
    const some = (): boolean => {
      const until = performance.now() + slice
      while (performance.now() < until) if (!step()) return false
      return true
    }
    for (let more = true; more;) {
      more = quietly(some)
      await afterSlice()
    }
  }
  const pause = (): Promise<void> => new Promise(resolve => setImmediate(resolve))

  /** Takes back what was written, the last row first; what somebody changed since is left and counted. */
  const takeBack = async (
    entry: ImportEntry,
    by: string,
    at: string,
    report: (taken: number) => void,
  ): Promise<number> => {
    const target = targets[entry.kind]
    let { kept } = entry
    let taken = 0
    let before = Number.MAX_SAFE_INTEGER
    let batch: Staged[] = []
    await inSlices(
      () => {
        if (batch.length === 0) batch = store.toUndo(entry.id, before, atOnce)
        const staged = batch.shift()
        if (!staged) return false
        before = staged.row
        if (!target.revert(staged, at, by)) {
          kept += 1
          store.settle({ ...entry, kept })
        }
        store.undid(entry.id, staged.row)
        taken += 1
        return true
      },
      async () => {
        report(taken)
        await pause()
      },
    )
    return kept
  }

  /** The entries of a table: rows of one entry together, each with the number of its first row. */
  function* groupsOf(
    chunks: readonly Uint8Array[],
    header: number,
    last: number,
    mapping: readonly (Column | null)[],
    continues: boolean,
  ): Generator<{ row: number; cells: Cells[] }> {
    let group: { row: number; cells: Cells[] } | null = null
    for (const { index, row } of unpackRows(chunks, header)) {
      if (index >= last) break
      if (row.every(cell => cell.trim() === '') || isTotalRow(row)) continue
      const cells: Cells = {}
      for (const [at, column] of mapping.entries()) {
        const cell = unescapeCell(row[at] ?? '')
        // Two columns of one meaning: the first that says something.
        if (column !== null && (cells[column] ?? '').trim() === '') cells[column] = cell
      }
      const [code, name] = [cells.code?.trim() ?? '', cells.name?.trim() ?? '']
      const above = group?.cells[0]
      const sameEntry =
        continues &&
        above !== undefined &&
        (name === '' || name === above.name?.trim()) &&
        (code === '' ? name === '' || (above.code ?? '').trim() === '' : code === above.code?.trim())
      if (group && sameEntry) group.cells.push(cells)
      else {
        if (group) yield group
        group = { row: index + 1, cells: [cells] }
      }
    }
    if (group) yield group
  }

  const handlers: Handlers<typeof lists> = {
    read: async ({ name, content }, { progress }) => {
      progress({ fraction: 0.1, step: 'reading' })
      const file = await readTables(content)
      progress({ fraction: 0.8, step: 'reading' })
      const { format, encoding, separator } = file
      const answer = { reading: newId(), name, format, encoding, separator, ...describeTables(file) }
      return { ...answer, sha256: hashOf(content), tables: packTables(file) }
    },

    plan: ({ reading: id, kind, sheet, header }) => {
      const { chunks, about } = tableOf(id, sheet)
      const headings = headingsOf(chunks, header)
      const samples: string[][] = Array.from({ length: about.columns }, () => [])
      for (const { index, row } of unpackRows(chunks, header)) {
        if (index > header + 100) break
        for (const [at, cell] of row.entries()) {
          const seen = samples[at]
          if (seen && seen.length < 3 && cell.trim() !== '') seen.push(unescapeCell(cell).slice(0, 60))
        }
      }
      const remembered = store.mapping(kind, signatureOf(headings))
      const taken = new Set<Column>()
      return samples.map((seen, at): PlannedColumn => {
        const heading = headings[at] ?? ''
        const proposed = remembered ? (remembered[at] ?? null) : nextFree(columnOf(kind, heading), taken)
        if (proposed) taken.add(proposed)
        return { heading: heading.slice(0, 100), column: proposed, samples: seen }
      })
    },

    preview: async ({ reading: id, kind, sheet, header, last, mapping }, context) => {
      const { file, chunks } = tableOf(id, sheet)
      const key = keyColumnOf(kind)
      if (!mapping.includes(key)) throw new Refused(key === 'name' ? 'lists.nameMissing' : 'lists.codeMissing')
      const known = new Set(columnsOf(kind))
      if (mapping.some(column => column !== null && !known.has(column))) throw new Refused('lists.readAgain')
      const target = targets[kind]
      refuseLess(target, context.actor)
      const importId = newId()
      const words = listedWords(chunks, header, last, mapping)
      const codes = new Set<string>()
      let made = 0
      const nextCode = (prefix: string, taken: (code: string) => boolean): string => {
        for (;;) {
          made += 1
          const code = `${prefix}${String(made).padStart(4, '0')}`
          if (!taken(code) && !words.has(code.toLowerCase()) && !codes.has(code.toLowerCase())) return code
        }
      }
      const entry: ImportEntry = {
        id: importId,
        kind,
        fileName: file.name,
        state: 'staged',
        added: 0,
        changed: 0,
        same: 0,
        faulty: 0,
        kept: 0,
        at: context.at,
        byName: context.actor.name,
      }
      quietly(() => {
        store.keepMapping(kind, signatureOf(headingsOf(chunks, header)), mapping)
        store.begin(importId, kind, file.name, file.sha256, context.at, context.actor.name)
        store.sweep(importId)
      })
      const groups = groupsOf(chunks, header, last, mapping, target.continues)
      let row = header
      await inSlices(
        () => {
          const next = groups.next()
          if (next.done) return false
          row = next.value.row
          const prepared = target.prepare(next.value.cells, nextCode, word => words.has(word.toLowerCase()))
          const { faults, differences, similar, ...staged } = prepared
          const code = staged.code.toLowerCase()
          if (codes.has(code)) faults.push({ code: 'codeTwice', column: 'code', value: staged.code })
          codes.add(code)
          const action = faults.length > 0 ? 'fault' : staged.action
          store.stage(importId, { ...staged, action, row, told: { faults, differences, similar } })
          entry[countOf[action]] += 1
          return true
        },
        async () => {
          context.progress({ fraction: Math.min(1, (row - header) / Math.max(1, last - header)), step: 'checking' })
          await context.breathe()
        },
      )
      if (entry.added + entry.changed + entry.same + entry.faulty === 0) throw new Refused('lists.empty')
      quietly(() => {
        store.settle(entry)
      })
      return entry
    },

    rows: ({ id, action, limit, offset }) => {
      const { rows, total } = store.rows(id, action, limit, offset)
      return {
        rows: rows.map(({ row, action: done, code, name, told }) => ({ row, action: done, code, name, told })),
        total,
      }
    },

    commit: async ({ id, leaveOutFaulty, leaveOutSimilar }, context) => {
      const entry = found(id)
      if (entry.state !== 'staged') throw new Refused('lists.alreadyDone')
      if (entry.faulty > 0 && !leaveOutFaulty) throw new Refused('lists.faultyRows', { count: entry.faulty })
      const target = targets[entry.kind]
      const { at, actor } = context
      refuseLess(target, actor)
      const total = entry.added + entry.changed
      const counts = { added: 0, changed: 0 }
      const about = { id, kind: entry.kind, sha256: store.sha256(id), rows: total, faulty: entry.faulty }
      context.write(() => {
        store.settle({ ...entry, state: 'writing' })
      }, about)
      try {
        const finishing: [Staged, string][] = []
        let row = 0
        let batch: Staged[] = []
        await inSlices(
          () => {
            if (batch.length === 0) batch = store.toWrite(id, row, atOnce)
            const staged = batch.shift()
            if (!staged) return false
            row = staged.row
            if (leaveOutSimilar && staged.action === 'add' && staged.told.similar.length > 0) return true
            const wrote = target.apply(staged, at, actor.id)
            if (!wrote) throw new Refused('lists.changedMeanwhile', { code: staged.code })
            store.wrote(id, row, wrote.id, wrote.version)
            counts[staged.action === 'add' ? 'added' : 'changed'] += 1
            if (target.finish) finishing.push([staged, wrote.id])
            return true
          },
          async () => {
            const fraction = (0.5 * (counts.added + counts.changed)) / Math.max(1, total)
            context.progress({ fraction, step: 'writing' })
            await context.breathe()
          },
        )
        context.write(
          () => {
            for (const [staged, written] of finishing) target.finish?.(staged, written)
            store.forgetRest(id)
            store.settle({ ...entry, ...counts, state: 'done' })
          },
          { ...about, ...counts },
        )
      } catch (error) {
        // Cancelled, or an entry was changed since the preview: all or nothing.
        await takeBack({ ...entry, state: 'writing' }, actor.id, at, () => undefined)
        context.write(
          () => {
            store.settle({ ...entry, state: 'undone' })
          },
          { ...about, brokenOff: true },
        )
        throw error
      }
      // The entries are in; when this is cancelled, the quiet moments go on with it.
      let filed = 0
      await inSlices(
        () => {
          const took = target.settle()
          filed += took
          return took > 0
        },
        async () => {
          context.progress({ fraction: 0.5 + 0.5 * Math.min(1, filed / Math.max(1, total)), step: 'indexing' })
          await context.breathe()
        },
      ).catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error
      })
      return found(id)
    },

    history: ({ limit, offset }) => store.page(limit, offset),

    undo: async ({ id }, context) => {
      const entry = found(id)
      if (entry.state !== 'done') throw new Refused('lists.alreadyDone')
      refuseLess(targets[entry.kind], context.actor)
      const about = { id, kind: entry.kind, sha256: store.sha256(id) }
      // Not to be cancelled half-way; broken off by a power cut, it is taken up again when the archive opens.
      context.write(() => {
        store.settle({ ...entry, state: 'writing' })
      }, about)
      const total = entry.added + entry.changed
      const kept = await takeBack({ ...entry, state: 'writing' }, context.actor.id, context.at, taken => {
        context.progress({ fraction: Math.min(1, taken / Math.max(1, total)), step: 'writing' })
      })
      context.write(
        () => {
          store.settle({ ...entry, kept, state: 'undone' })
        },
        { ...about, kept },
      )
      return found(id)
    },

    export: async ({ kind, format, language }, { at, progress, breathe }) => {
      const columns = columnsOf(kind).filter(column => column !== 'contact2' && column !== 'phones2')
      const headings = columns.map(column => headingFor(kind, column, language))
      const name = `${kind}-${localDateTime(at).slice(0, 10)}.${format}`
      /** Every entry's cells, a page at a time: only what is made of them is held. */
      async function* pages(): AsyncGenerator<string[][]> {
        let last = null as string | null
        for (let offset = 0; ;) {
          const page = targets[kind].page(exportedAtOnce, { offset, last }, language)
          last = page.last ?? null
          offset += page.entries
          yield page.rows.map(cells => columns.map(column => cells[column] ?? ''))
          progress({ fraction: Math.min(0.8, (0.8 * offset) / Math.max(1, page.total)), step: 'writing' })
          await breathe()
          if (page.entries === 0 || offset >= page.total) break
        }
      }
      if (format === 'csv') {
        const windows = { record_delimiter: 'windows' } as const
        const parts = [Buffer.from(stringify([headings], { ...windows, bom: true }))]
        let rows = 0
        for await (const page of pages()) {
          const lines = page.map(cells => cells.map(escapeCell))
          parts.push(Buffer.from(stringify(lines, windows)))
          rows += page.length
        }
        return { name, content: new Uint8Array(Buffer.concat(parts)), rows }
      }
      const sheet: SheetData = [headings.map(value => ({ value, type: String, fontWeight: 'bold' as const }))]
      // Text all through: a spreadsheet then neither calculates nor shortens what stands in a cell.
      for await (const page of pages())
        for (const cells of page)
          sheet.push(cells.map(value => (value === '' ? null : { value, type: String, format: '@' })))
      const book = await writeExcelFile(sheet, {
        columns: columns.map(() => ({ width: 16 })),
        stickyRowsCount: 1,
      }).toBuffer()
      return { name, content: new Uint8Array(book), rows: sheet.length - 1 }
    },
  }

  const hold = (value: unknown): Reading => {
    const { sha256, tables, ...shown } = packed.parse(value)
    held = { ...shown, sha256, tables }
    return shown
  }

  return {
    handlers,
    /** Keeps what the second worker read, and answers what the person is shown of it. */
    hold,
    /** Brings a whole list in without anybody looking: the sample office's own. */
    fill: async (kind: ListKind, list: string, context: JobContext<ListProgress>): Promise<void> => {
      const shown = hold(await handlers.read({ name: '', content: new TextEncoder().encode(list) }, context))
      const { header = 1, last = 1 } = shown.sheets[0] ?? {}
      const chosen = { reading: shown.reading, kind, sheet: 0, header }
      const mapping = handlers.plan(chosen, context).map(({ column }) => column)
      const { id } = await handlers.preview({ ...chosen, last, mapping }, context)
      await handlers.commit({ id, leaveOutFaulty: false, leaveOutSimilar: false }, context)
    },
    /** Takes back imports that a power cut broke off, then files for search what imports left for later, in short steps. False when there was nothing. */
    catchUp: async (at: string, by: string, goOn: () => boolean): Promise<boolean> => {
      const brokenOff = store.unfinished()
      for (const entry of brokenOff) {
        const kept = await takeBack(entry, by, at, () => undefined)
        quietly(() => {
          store.settle({ ...entry, kept, state: 'undone' })
        })
      }
      const all = Object.values(targets)
      let filed = 0
      const fileSome = (): boolean => {
        const took = goOn() ? all.reduce((sum, target) => sum + target.settle(), 0) : 0
        filed += took
        return took > 0
      }
      await inSlices(fileSome, pause)
      return brokenOff.length > 0 || filed > 0
    },
  }
}

const countOf = { add: 'added', change: 'changed', same: 'same', fault: 'faulty' } as const

/** A list's headings as one line, by which its columns are remembered. */
const signatureOf = (headings: readonly string[]): string => headings.map(headingOf).join('|').slice(0, 2000)

/** A second column of numbers or of contacts goes into the second place. */
function nextFree(column: Column | null, taken: ReadonlySet<Column>): Column | null {
  if (column === null || !taken.has(column)) return column
  if (column === 'phones' && !taken.has('phones2')) return 'phones2'
  return column === 'contact' && !taken.has('contact2') ? 'contact2' : null
}

/** Every code and name of the list, in lower case, for what refers to another row. */
function listedWords(
  chunks: readonly Uint8Array[],
  header: number,
  last: number,
  mapping: readonly (Column | null)[],
): Set<string> {
  const places = [mapping.indexOf('code'), mapping.indexOf('name')].filter(at => at >= 0)
  const words = new Set<string>()
  for (const { index, row } of unpackRows(chunks, header)) {
    if (index >= last) break
    for (const at of places)
      words.add(
        unescapeCell(row[at] ?? '')
          .trim()
          .toLowerCase(),
      )
  }
  return words
}
