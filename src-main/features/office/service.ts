/** Answers the office's calls. */
import { z } from 'zod'
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import type { office, OfficeEntry, Settings } from './contract'
import { defaultSettings, settings } from './contract'
import type { CalendarDay, Range } from './contract'
import { calendarOf } from './calendar.rules'
import type { Calendar } from './calendar.rules'
import { publishedDays } from './holidays.rules'
import { isTimeZone } from './rules'
import { feedFault } from '../updates/rules'
import type { OfficeStore } from './store'

export type OfficeService = Handlers<typeof office>

type Parameters = {
  store: OfficeStore
  /** Whether backups can be closed to this age recipient. */
  isRecipient: (text: string) => boolean
  /** Working time has changed: due times are reckoned anew. */
  recalculated: () => void
}

/** Published days with the office's own word over them, in order. */
const daysOf = (store: OfficeStore): CalendarDay[] => {
  const own = store.ownDays()
  const said = new Set(own.map(({ day }) => day))
  return [...publishedDays.filter(({ day }) => !said.has(day)), ...own].sort((a, b) => a.day.localeCompare(b.day))
}

/** The office's calendar as it stands now. */
export const officeCalendar = (store: OfficeStore, timeZone: string): Calendar =>
  calendarOf(store.hours(), daysOf(store), timeZone)

/** Refuses ranges that end before they begin or run into one another. */
const refuseWrongRanges = (weekdays: readonly (readonly Range[])[]): void => {
  for (const ranges of weekdays)
    ranges.forEach(({ from, to }, index) => {
      if (to <= from || from < (ranges[index - 1]?.to ?? 0)) throw new Refused('office.wrongRanges')
    })
}

export const officeService = ({ store, isRecipient, recalculated }: Parameters): OfficeService => {
  const entry = (): OfficeEntry => {
    const found = store.entry()
    if (!found) throw new Refused('office.notSetUp')
    return found
  }
  // Other facts stand in the same table; only the settings are taken from it.
  const current = (): Settings => z.object(settings.shape).parse({ ...defaultSettings, ...store.settings() })

  return {
    entry: () => entry(),
    correct: (input, { at, actor }) => {
      if (!isTimeZone(input.timeZone)) throw new Refused('office.unknownTimeZone', { timeZone: input.timeZone })
      if (!store.correct(input, at, actor.id)) throw new Refused('core.conflict')
      return entry()
    },
    settings: () => current(),
    changeSettings: input => {
      const { escrowRecipient = '', updateFeed = '' } = input
      if (escrowRecipient !== '' && !isRecipient(escrowRecipient)) throw new Refused('office.notARecipient')
      const fault = updateFeed === '' ? null : feedFault(updateFeed)
      if (fault) throw new Refused(`updates.${fault}`)
      for (const [name, value] of Object.entries(input)) if (value !== undefined) store.putSetting(name, value)
      return current()
    },
    calendar: ({ year }) => {
      const days = daysOf(store).filter(({ day }) => day.startsWith(`${year}-`))
      return { weekdays: store.hours(), days, known: days.length > 0 }
    },
    changeHours: ({ weekdays }) => {
      refuseWrongRanges(weekdays)
      store.putHours(weekdays)
      recalculated()
      return {}
    },
    changeDays: ({ days }) => {
      for (const { day, working, name } of days) store.putDay(day, working, name)
      recalculated()
      return {}
    },
    changeDay: ({ day, working, name }) => {
      if (working === null) store.dropDay(day)
      else store.putDay(day, working, name)
      recalculated()
      return {}
    },
    draft: ({ form }, { actor }) => {
      const draft = store.draft(actor.id, form)
      return draft ? { value: z.json().parse(draft.value), savedAt: draft.savedAt } : { value: null, savedAt: null }
    },
    keepDraft: ({ form, value }, { actor, at }) => {
      store.keepDraft(actor.id, form, value, at)
      return {}
    },
    dropDraft: ({ form }, { actor }) => {
      store.dropDraft(actor.id, form)
      return {}
    },
  }
}
