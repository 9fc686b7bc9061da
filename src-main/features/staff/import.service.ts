/** Colleagues as a list's target: prepares entries from rows, writes them, takes them back, gives them out. */
import { z } from 'zod'
import type { Fault } from '../lists/contract'
import type { Target } from '../lists/service'
import type { ColleagueFields } from './contract'
import { colleagueEntry, colleagueFields } from './contract'
import { colleagueDifferences, colleagueFromRow, rowOfColleague } from './import.rules'
import { colleagueFieldsOf } from './rules'
import type { Filed } from './service'
import type { StaffStore } from './store'

type Parts = {
  store: StaffStore
  newId: () => string
  /** An entry with what sorting and search need of it. */
  filed: (entry: ColleagueFields) => Filed
}

const imported = colleagueFields.extend({
  confirmedOn: colleagueEntry.shape.lastConfirmedOn,
  /** Codes or names that the list gives; found again when everybody is written. */
  deputyWords: z.array(z.string()),
})

export const staffTarget = ({ store, newId, filed }: Parts): Target => {
  const named = {
    departmentOf: (id: string): string => store.departments().find(known => known.id === id)?.name ?? '',
    nameOf: (id: string): string => store.entry(id)?.name ?? '',
  }
  const idOf = (word: string): string | null => store.idOfCode(word) ?? store.idOfName(word)
  return {
    needs: 'clerk',
    continues: false,
    prepare: (rows, nextCode, listed) => {
      const cells = rows[0] ?? {}
      const written = cells.code?.trim() ?? ''
      const name = cells.name?.trim() ?? ''
      const id = written === '' ? store.idOfName(name) : store.idOfCode(written)
      const known = id === null ? null : store.entry(id)
      const before = known && colleagueFieldsOf(known)
      const code = before?.code ?? (written || nextCode('E', taken => store.idOfCode(taken) !== null))
      const { entry, faults, deputies, confirmedOn } = colleagueFromRow({ ...cells, code }, before, store.departments())
      const strange: Fault[] = deputies
        .filter(word => idOf(word) === null && !listed(word))
        .map(value => ({ code: 'unknownDeputy', column: 'deputies', value }))
      const resolved = deputies.map(idOf).filter(found => found !== null)
      if (deputies.length > 0) entry.deputies = resolved
      const differences = before ? colleagueDifferences(before, entry, named) : []
      return {
        code: entry.code,
        name: entry.name,
        faults: [...faults, ...strange],
        differences,
        similar: [],
        action: before ? (differences.length === 0 ? 'same' : 'change') : 'add',
        entry: { ...entry, confirmedOn, deputyWords: deputies },
        before,
        targetId: known?.id ?? null,
        targetVersion: known?.version ?? null,
      }
    },
    apply: ({ action, entry, targetId, targetVersion }, at, by) => {
      const { confirmedOn } = imported.parse(entry)
      const fields = z.object(colleagueFields.shape).parse(entry)
      const { key, source } = filed(fields)
      if (action === 'add') {
        if (store.idOfCode(fields.code) !== null) return null
        const id = newId()
        store.add(fields, id, key, source, at, by)
        if (confirmedOn) store.confirmSilently(id, confirmedOn)
        return { id, version: 1 }
      }
      if (targetId === null || targetVersion === null) return null
      return store.correct(fields, targetId, targetVersion, key, source, at, by)
        ? { id: targetId, version: targetVersion + 1 }
        : null
    },
    /** Deputies may stand further down in the same list, so they are found when everybody is there. */
    finish: ({ entry }, id) => {
      const { deputyWords } = imported.parse(entry)
      const deputies = deputyWords.map(idOf).filter(found => found !== null && found !== id)
      if (deputies.length > 0)
        store.setDeputies(
          id,
          deputies.filter(found => found !== null),
        )
    },
    revert: ({ action, before, targetId, targetVersion }, at, by) => {
      const entry = targetId === null ? null : store.entry(targetId)
      if (!entry || entry.version !== targetVersion) return false
      if (action === 'add') {
        store.erase(entry.id)
        return true
      }
      const fields = colleagueFields.parse(before)
      const { key, source } = filed(fields)
      return store.correct(fields, entry.id, entry.version, key, source, at, by)
    },
    settle: () => 0,
    page: (limit, { offset }, language) => {
      const { rows, total } = store.all(limit, offset)
      return {
        rows: rows.map(entry =>
          rowOfColleague(
            entry,
            entry.deputies.map(id => store.entry(id)?.code ?? ''),
            language,
          ),
        ),
        entries: rows.length,
        total,
      }
    },
  }
}
