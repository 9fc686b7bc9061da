/** Keeps the search in step with the entries, and answers what a person types. */
import type { PhoneEntry } from '../office/contract'
import { searchDigits } from '../office/phones.rules'
import { matchWord, normalise, sourceOf, tiersOf, tokensOf, wordsOf } from './search.rules'
import type { SearchSource } from './contract'
import type { Match } from './search.rules'
import type { SearchStore } from './search.store'

type Searchable = {
  code: string
  name: string
  shortName: string
  address: string
  contacts: readonly { name: string; phones: readonly PhoneEntry[] }[]
}

export type Found = { seq: number; source: SearchSource; match: Match }

/** Rows looked at for one tier before giving up on it: common tokens that never match must not cost a second. */
const patience = 400

/** From this length on, a text that is the whole of a code or a name is not looked for elsewhere. */
const tellingLength = 7

export const customerSearch = (store: SearchStore) => {
  const sourceOfEntry = (entry: Searchable): SearchSource =>
    sourceOf({
      ...entry,
      digits: entry.contacts.flatMap(contact => contact.phones.map(searchDigits)).filter(digits => digits !== ''),
    })

  return {
    /** Files a new or changed entry; inside the caller's transaction. */
    keep: (seq: number, entry: Searchable): void => {
      const before = store.source(seq)
      if (before) store.unfile(seq, tokensOf(before))
      const source = sourceOfEntry(entry)
      store.file(seq, source, tokensOf(source))
    },
    /** Leaves the filing for `catchUp`: an import must not wait for it. */
    later: (seq: number): void => {
      store.postpone(seq)
    },
    /** Files some of what was left for later; answers how many it took. `entryAt` is null for an entry that is gone. */
    catchUp: (limit: number, entryAt: (seq: number) => Searchable | null): number => {
      const waiting = store.postponed(limit)
      for (const seq of waiting) {
        const entry = entryAt(seq)
        const before = store.source(seq)
        if (before) store.unfile(seq, tokensOf(before))
        if (!entry) continue
        const source = sourceOfEntry(entry)
        store.file(seq, source, tokensOf(source))
      }
      return waiting.length
    },
    drop: (seq: number): void => {
      const before = store.source(seq)
      if (before) store.unfile(seq, tokensOf(before))
    },
    /** At most `limit` entries that match every word, the most telling first. */
    find: (typed: string, limit: number): Found[] => {
      const words = wordsOf(typed)
      const found = new Map<number, Found>()
      const consider = (seq: number, source: SearchSource): void => {
        if (found.has(seq)) return
        const matches = words.map(word => matchWord(source, word))
        const first = matches[0]
        if (first && !matches.includes(null)) found.set(seq, { seq, source, match: first })
      }
      const code = normalise(typed)
      if (code === '') return []
      for (const { seq, source } of store.byCode(code, limit))
        found.set(seq, { seq, source, match: { field: 'code', word: code, line: 0 } })
      // A whole code or name says exactly which entry is meant; a short one may be part of anything.
      if (code.length >= tellingLength && [...found.values()].some(({ source }) => source.code === code))
        return [...found.values()]
      if (code.length >= tellingLength) {
        const named = store.byName(code, limit)
        if (named.some(({ source }) => source.name === code)) {
          for (const { seq, source } of named)
            found.set(seq, { seq, source, match: { field: 'name', word: code, line: 0 } })
          return [...found.values()].slice(0, limit)
        }
      }
      for (const expression of tiersOf(words)) {
        if (found.size >= limit) break
        let looks = 0
        for (const { seq, source } of store.ask(expression)) {
          consider(seq, source)
          looks += 1
          if (found.size >= limit || looks >= patience) break
        }
      }
      return [...found.values()].slice(0, limit)
    },
  }
}

export type CustomerSearch = ReturnType<typeof customerSearch>
