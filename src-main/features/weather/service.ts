/** Answers the weather calls: what is shown, signals taken into their chains, daily checks, and the source asked when it is due. */
import { XMLParser } from 'fast-xml-parser'
import type { CallContext, Handlers, JobContext } from '../../contract/call'
import { Refused } from '../../contract/call'
import { dayAfter, isWorkingDay, instantAt } from '../office/calendar.rules'
import type { Calendar } from '../office/calendar.rules'
import { businessDay } from '../office/rules'
import type {
  CheckState,
  Criterion,
  FetchFailure,
  ForecastDay,
  Measure,
  Place,
  ShownDay,
  Signal,
  SourceSettings,
  Span,
  weather,
  WeatherSettings,
} from './contract'
import { seenView } from './contract'
import { noticesOf, severeDays, waitAfterFetch } from './rules'
import { areasIn, continuedBy, levelWord, liveAt, readSignal } from './signals.rules'
import { readCap } from './sources.rules'
import type { Fetched, ForeignSignal } from './sources.rules'
import type { WeatherStore } from './store'

/** Asks a weather service about one point; main does it, tests do it against local servers. */
export type FetchWeather = (
  settings: SourceSettings,
  place: Pick<Place, 'latitude' | 'longitude'>,
  timeZone: string,
  /** Warnings alone are asked for more often than the forecast. */
  what: 'all' | 'signals',
) => Promise<({ ok: true } & Fetched) | { ok: false; failure: FetchFailure }>

/** What an incident is opened about: a signal, or a forecast where no color is. */
export type SevereWeather = {
  issuer: string
  type: string
  color: Signal['color']
  word: string
  areas: readonly string[]
  occurredAt: string
  text: string
  days: Span
}

type Parts = {
  store: WeatherStore
  newId: () => string
  now: () => string
  timeZone: () => string
  calendar: () => Calendar
  departments: () => readonly { id: string; name: string }[]
  customersIn: (areas: readonly string[]) => number
  /** What the office chose; the source's credentials among it. */
  chosen: () => Omit<WeatherSettings, 'source' | 'host'> & { source: SourceSettings }
  choose: (next: Partial<Omit<WeatherSettings, 'source' | 'host'>> & { source?: SourceSettings }) => void
  shipped: readonly Omit<Criterion, 'own'>[]
  fetchWeather: FetchWeather
  /** Reports an incident under the severe-weather plan; answers its id. */
  openIncident: (about: SevereWeather, context: CallContext) => string
  /** Tells whoever is not at this desk; nothing where no channel carries escalations. */
  tell: (departments: readonly string[], key: string, context: CallContext) => void
}

const shownDays = 7
/** What a department confirms to have read (A2.3). */
const checkedDays = 3
const signalsEvery = 15 * 60_000
const forecastEvery = 3 * 3_600_000
/** Never a warning: only a weather office warns (rule 8). Titles of incidents are in the office's own language, like the signals'. */
const ownNotice = '本单位提示'
const measured: Record<Measure, string> = {
  gust: '阵风',
  wind: '大风',
  rain: '降雨',
  snow: '降雪',
  high: '高温',
  low: '低温',
}
const aboutTypes = { zh: '查看三日天气预报', en: 'read the three-day forecast' }

export const weatherService = (parts: Parts) => {
  const { store, newId, now, timeZone, chosen } = parts
  const dayOf = (at: string): string => businessDay(at, timeZone())
  const live = (at: string): Signal[] => liveAt(store.recent(), at).sort((a, b) => b.issuedAt.localeCompare(a.issuedAt))
  const place = (id: string): Place => {
    const found = store.places().find(known => known.id === id)
    if (!found) throw new Refused('weather.noPlace')
    return found
  }
  const refuseTaken = (name: string, id: string | null): void => {
    if (store.places().some(known => known.name === name && known.id !== id))
      throw new Refused('weather.nameTaken', { name })
  }
  const shown = (placeId: string, today: string): ShownDay[] => {
    const { thresholds } = chosen()
    return store
      .days(placeId, today, dayAfter(today, shownDays))
      .map(day => ({ ...day, notices: noticesOf(forecastOf(day), thresholds) }))
  }
  const signalDays = (signal: Signal, today: string): Span => {
    const from = dayOf(signal.issuedAt)
    const days = store
      .places()
      .filter(({ areas }) => areas.some(area => signal.areas.includes(area)))
      .flatMap(({ id }) => shown(id, from).slice(0, checkedDays))
    return severeDays(from, signal.expiresAt === null ? today : dayOf(signal.expiresAt), days)
  }
  const aheadKey = (placeId: string, day: string): string => `${placeId} ${day}`
  /** The days ahead beyond the office's own limits, and what of. A signal as issued decides where there is one (rule 8). */
  const ahead = (of: Place, today: string, signals: readonly Signal[]) => {
    if (signals.some(({ areas }) => areas.some(area => of.areas.includes(area)))) return null
    const days = shown(of.id, today)
      .slice(0, checkedDays)
      .filter(({ notices }) => notices.length > 0)
    const [first] = days
    if (!first) return null
    const started = days.map(({ day }) => store.incidentOf(aheadKey(of.id, day)))
    return {
      days,
      span: severeDays(first.day, first.day, days),
      incidentId: started.includes(null) ? null : (started[0] ?? null),
    }
  }
  const settings = (): WeatherSettings => {
    const { source, ...rest } = chosen()
    return { ...rest, source: source.kind, host: source.kind === 'qweather' ? source.host : '' }
  }
  const deadline = (day: string): string => {
    const { checkBy } = chosen()
    return instantAt(day, checkBy, timeZone())
  }
  /** The departments that have to read it, with what they did on a day. */
  const checksOn = (day: string, until = dayAfter(day)): Map<string, CheckState[]> => {
    const kept = store.checks(day, until)
    const wanted = chosen().departmentIds
    const byDay = new Map<string, CheckState[]>()
    for (let of = day; of < until; of = dayAfter(of)) {
      const ofDay = kept.filter(check => check.day === of)
      byDay.set(
        of,
        parts.departments().flatMap(({ id, name }): CheckState[] => {
          const done = ofDay.find(({ departmentId }) => departmentId === id)
          if (!done && !wanted.includes(id)) return []
          const { at = null, byName = '', onBehalf = '', late = false } = done ?? {}
          return [{ departmentId: id, department: name, at, byName, onBehalf, late }]
        }),
      )
    }
    return byDay
  }
  const missingAt = (at: string): CheckState[] => {
    const day = dayOf(at)
    if (store.places().length === 0 || at < deadline(day)) return []
    const reminded = new Set(store.reminded(day))
    return (checksOn(day).get(day) ?? []).filter(
      ({ at: done, departmentId }) => done === null && !reminded.has(departmentId),
    )
  }

  /** Takes a signal into its chain, once; null when it was known. */
  const take = (
    signal: Omit<Signal, 'id' | 'chainId' | 'word' | 'recordedAt' | 'byName'>,
    { sourceId, supersedes }: Pick<ForeignSignal, 'sourceId' | 'supersedes'>,
    { at, actor }: Pick<CallContext, 'at' | 'actor'>,
  ): Signal | null => {
    if (store.chainOf(sourceId) !== null) return null
    const id = newId()
    const named = supersedes.map(store.chainOf).find(chain => chain !== null)
    const chainId = named ?? continuedBy(signal, store.recent(), at)?.chainId ?? id
    const kept = { ...signal, id, chainId, word: levelWord(signal.color), recordedAt: at, byName: actor.name }
    store.addSignal({ ...kept, sourceId })
    return kept
  }
  const takeForeign = (
    of: ForeignSignal,
    source: 'qweather' | 'cap',
    own: readonly string[],
    context: Pick<CallContext, 'at' | 'actor'>,
  ): Signal | null => {
    const { sourceId, supersedes, where, ...signal } = of
    const areas = own.length > 0 ? [...own] : areasIn(`${where} ${signal.issuer} ${signal.text}`, store.places())
    if (signal.type === '') return null
    return take({ ...signal, source, areas, timed: true }, { sourceId, supersedes }, context)
  }

  /** When each place is asked next without anything having been kept since; null never. */
  const asked = new Map<string, string>()
  const dueAt = (id: string): string | null => {
    const state = store.fetchState(id)
    return asked.get(id) ?? (state === null ? '' : state.nextAt)
  }
  const later = (at: string, milliseconds: number): string => new Date(Date.parse(at) + milliseconds).toISOString()

  /** Keeps what a service answered about a place. */
  const keep = (
    of: Place,
    answer: Awaited<ReturnType<FetchWeather>>,
    source: SourceSettings,
    context: Pick<JobContext<never>, 'at' | 'actor' | 'write'>,
  ): boolean => {
    const at = now()
    const before = store.fetchState(of.id)
    asked.delete(of.id)
    if (!answer.ok) {
      const tries = (before?.tries ?? 0) + 1
      // SECURITY: a service that refuses is asked no more until a person has looked: repeated refusals freeze the account (tests/archive/weather.test.ts).
      const nextAt = answer.failure === 'refused' ? null : later(at, waitAfterFetch(tries))
      const { goodAt = null, attributions = [] } = before ?? {}
      context.write(
        () => {
          store.putFetch(of.id, { goodAt, failure: answer.failure, tries, nextAt, attributions })
        },
        { id: of.id, failure: answer.failure },
      )
      return false
    }
    const today = dayOf(at)
    const days = answer.days.filter(({ day }) => day >= today && day < dayAfter(today, shownDays))
    const fresh = answer.signals.filter(({ sourceId }) => store.chainOf(sourceId) === null)
    const nextAt = later(at, source.kind === 'qweather' ? signalsEvery : forecastEvery)
    if (days.length === 0 && fresh.length === 0 && before?.failure === '') {
      // Nothing new: nothing is written, so that the journal is not filled with looking.
      asked.set(of.id, nextAt)
      return true
    }
    context.write(
      touch => {
        touch(of.id)
        for (const day of days) store.putDay(of.id, day, source.kind, at, '')
        for (const signal of fresh) takeForeign(signal, 'qweather', of.areas, { ...context, at })
        const attributions = [...new Set([...answer.attributions, ...(before?.attributions ?? [])])].slice(0, 10)
        store.putFetch(of.id, { goodAt: at, failure: '', tries: 0, nextAt, attributions })
      },
      { id: of.id, days: days.length, signals: fresh.length },
    )
    return true
  }

  const handlers: Handlers<typeof weather> = {
    overview: (_, { at }) => {
      const today = dayOf(at)
      const { source, checkBy } = chosen()
      const signals = live(at)
      return {
        today,
        source: source.kind,
        signals: signals.map(of => ({
          ...of,
          incidentId: store.incidentOf(of.chainId),
          severe: signalDays(of, today),
        })),
        places: store.places().map(of => {
          const { goodAt = null, failure = '', nextAt = null, attributions = [] } = store.fetchState(of.id) ?? {}
          const severe = ahead(of, today, signals)
          return {
            place: of,
            days: shown(of.id, today),
            fetch: { goodAt, failure, nextAt, attributions },
            customers: parts.customersIn(of.areas),
            severe: severe && { ...severe.span, incidentId: severe.incidentId },
          }
        }),
        checks: checksOn(today).get(today) ?? [],
        checkBy,
        rest: !isWorkingDay(today, parts.calendar()),
      }
    },
    addPlace: input => {
      refuseTaken(input.name, null)
      const id = newId()
      store.addPlace({ ...input, id })
      return place(id)
    },
    correctPlace: input => {
      place(input.id)
      refuseTaken(input.name, input.id)
      if (!store.correctPlace(input)) throw new Refused('core.conflict')
      return place(input.id)
    },
    removePlace: ({ id }) => {
      if (!store.removePlace(id)) throw new Refused('weather.noPlace')
      return {}
    },
    typeForecast: ({ placeId, days }, { at, actor }) => {
      place(placeId)
      const today = dayOf(at)
      for (const day of days) {
        if (day.day < today || day.day >= dayAfter(today, 10)) throw new Refused('weather.wrongDay', { day: day.day })
        if (day.high !== null && day.low !== null && day.low > day.high) throw new Refused('weather.lowOverHigh')
        store.putDay(placeId, day, 'manual', at, actor.name)
      }
      return {}
    },
    fetch: async ({ now: atOnce }, context) => {
      const { source } = chosen()
      if (source.kind === 'manual') {
        if (atOnce) throw new Refused('weather.byHand')
        return { fetched: 0, failed: 0 }
      }
      let [fetched, failed] = [0, 0]
      for (const of of store.places()) {
        await context.breathe()
        const due = dueAt(of.id)
        if (!atOnce && (due === null || due > now())) continue
        const [last] = store.days(of.id, dayOf(now()), dayAfter(dayOf(now()), shownDays))
        const stale = last?.source !== source.kind || last.at <= later(now(), -forecastEvery)
        const what = atOnce || stale || source.kind !== 'qweather' ? 'all' : 'signals'
        const answer = await parts.fetchWeather(source, of, timeZone(), what)
        if (keep(of, answer, source, context)) fetched += 1
        else failed += 1
      }
      return { fetched, failed }
    },

    readSignal: ({ text }, { at }) => {
      const reading = readSignal(text, at, timeZone())
      if (!reading) throw new Refused('weather.noSignal')
      return {
        ...reading,
        areas: areasIn(text, store.places()),
        continues: continuedBy(reading, store.recent(), at),
      }
    },
    addSignal: (input, context) => {
      const { at } = context
      if (Date.parse(input.issuedAt) > Date.parse(at) + 60_000) throw new Refused('weather.inFuture')
      if (input.expiresAt !== null && input.expiresAt <= input.issuedAt) throw new Refused('weather.wrongExpiry')
      const timed = readSignal(input.text, at, timeZone())?.issuedAt !== null
      // The same text of the same minute is the same signal, however often it is pasted.
      const sourceId = `pasted ${input.issuedAt} ${input.issuer} ${input.type} ${input.color} ${input.action}`
      const kept = take({ ...input, source: 'pasted', timed }, { sourceId, supersedes: [] }, context)
      if (!kept) throw new Refused('weather.known')
      return kept
    },
    importCap: ({ bytes }, context) => {
      const read = readCap(parseCap(bytes))
      if (!read) throw new Refused('weather.noCap')
      const taken = read.filter(of => takeForeign(of, 'cap', [], context) !== null).length
      return { taken, known: read.length - taken }
    },
    signals: ({ live: only, limit, offset }, { at }) => {
      const alive = live(at)
      const ids = new Set(alive.map(({ id }) => id))
      const { rows, total } = only
        ? { rows: alive.slice(offset, offset + limit), total: alive.length }
        : store.page(limit, offset)
      return { rows: rows.map(row => ({ ...row, live: ids.has(row.id) })), total }
    },
    startPlan: ({ id }, context) => {
      const signal = live(context.at).find(known => known.id === id)
      if (!signal) throw new Refused('weather.notLive')
      if (store.incidentOf(signal.chainId) !== null) throw new Refused('weather.startedAlready')
      const days = signalDays(signal, dayOf(context.at))
      const incidentId = parts.openIncident({ ...signal, occurredAt: signal.issuedAt, days }, context)
      store.putIncident(signal.chainId, incidentId)
      return { incidentId }
    },
    startPlanAhead: ({ placeId }, context) => {
      const { at } = context
      const of = place(placeId)
      const severe = ahead(of, dayOf(at), live(at))
      if (!severe) throw new Refused('weather.nothingAhead')
      if (severe.incidentId !== null) throw new Refused('weather.startedAlready')
      const measures = new Set(severe.days.flatMap(({ notices }) => notices.map(({ measure }) => measure)))
      const incidentId = parts.openIncident(
        {
          issuer: of.name,
          type: ownNotice,
          color: '',
          word: [...measures].map(measure => measured[measure]).join('、'),
          areas: of.areas,
          occurredAt: at,
          text: '',
          days: severe.span,
        },
        context,
      )
      for (const { day } of severe.days) {
        const key = aheadKey(placeId, day)
        if (store.incidentOf(key) === null) store.putIncident(key, incidentId)
      }
      return { incidentId }
    },
    chain: ({ chainId }) => store.chain(chainId),

    check: ({ departmentId, onBehalf }, { at, actor }) => {
      const day = dayOf(at)
      const { departmentIds } = chosen()
      if (!departmentIds.includes(departmentId)) throw new Refused('weather.notAsked')
      const rest = !isWorkingDay(day, parts.calendar())
      // CLAUSE A2.3: every calendar day; on days of rest the duty officer reads it, by name (tests/archive/weather.test.ts).
      if (rest && onBehalf === '') throw new Refused('weather.dutyOfficerMissing')
      const places = store.places().map(({ id, name }) => ({
        name,
        days: store.days(id, day, dayAfter(day, checkedDays)).map(forecastOf),
      }))
      if (!places.some(({ days }) => days.length > 0)) throw new Refused('weather.nothingToRead')
      const signals = live(at).map(({ issuer, type, word, text }) => [issuer, type, word, text].join(' '))
      const check = { departmentId, at, byName: actor.name, onBehalf, late: at > deadline(day) }
      if (!store.addCheck({ ...check, day, seen: { places, signals } })) throw new Refused('weather.checkedAlready')
      const department = parts.departments().find(({ id }) => id === departmentId)?.name ?? ''
      return { ...check, department }
    },
    checks: ({ month }) => {
      const first = `${month}-01`
      const until = `${dayAfter(first, 31).slice(0, 7)}-01`
      return [...checksOn(first, until)].map(([day, checks]) => ({
        day,
        rest: !isWorkingDay(day, parts.calendar()),
        checks,
      }))
    },
    seen: ({ day, departmentId }) => {
      const kept = store.seen(day, departmentId)
      if (kept === null) throw new Refused('weather.notChecked')
      return seenView.parse(kept)
    },
    remind: (_, context) => {
      const { at } = context
      const day = dayOf(at)
      const missing = missingAt(at)
      for (const { departmentId } of missing) store.addReminder(day, departmentId, at)
      const departments = missing.map(({ department }) => department)
      if (missing.length > 0) parts.tell(departments, `weather ${day}`, context)
      return missing.length === 0
        ? []
        : [
            {
              incidentId: null,
              number: departments.join('、'),
              title: departments.join('、'),
              step: aboutTypes,
              dueAt: deadline(day),
              stage: 'at' as const,
              drill: false,
            },
          ]
    },

    settings,
    changeSettings: input => {
      const known = new Set(parts.departments().map(({ id }) => id))
      if (input.departmentIds.some(id => !known.has(id))) throw new Refused('staff.noSuchDepartment')
      parts.choose(input)
      return settings()
    },
    changeSource: ({ settings: source }) => {
      parts.choose({ source })
      store.forgetFetches()
      asked.clear()
      return settings()
    },
    reference: () => {
      const own = store.criteria()
      const said = new Set(own.map(({ type, color }) => `${type} ${color}`))
      return [
        ...parts.shipped
          .filter(({ type, color }) => !said.has(`${type} ${color}`))
          .map(row => ({ ...row, own: false })),
        ...own.map(row => ({ ...row, own: true })),
      ].sort((a, b) => a.type.localeCompare(b.type, 'zh'))
    },
    putCriterion: ({ type, color, zh, en }) => {
      store.putCriterion(type, color, zh, en)
      return {}
    },
    dropCriterion: ({ type, color }) => {
      if (!store.dropCriterion(type, color)) throw new Refused('weather.noCriterion')
      return {}
    },
  }

  return {
    handlers,
    live,
    signal: store.signal,
    /** The coming days of every place, for a bulletin. */
    forecasts: (at: string): { name: string; days: ShownDay[] }[] =>
      store.places().map(({ id, name }) => ({ name, days: shown(id, dayOf(at)).slice(0, checkedDays) })),
    /** Whether the source should be asked now. */
    isStale: (): boolean => {
      if (chosen().source.kind === 'manual') return false
      return store.places().some(({ id }) => {
        const due = dueAt(id)
        return due !== null && due <= now()
      })
    },
    /** Whether a department has to be reminded now. */
    isMissing: (): boolean => missingAt(now()).length > 0,
  }
}

const forecastOf = ({ day, high, low, wind, gust, windFrom, rain, snow, chance, sky }: ForecastDay): ForecastDay => ({
  day,
  high,
  low,
  wind,
  gust,
  windFrom,
  rain,
  snow,
  chance,
  sky,
})

/** SECURITY: entities are off and a document type is refused, so that a small file cannot grow or reach outside (tests/archive/weather.test.ts). */
const parseCap = (bytes: Uint8Array): unknown => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (/<!DOCTYPE|<!ENTITY/i.test(text)) return null
    return new XMLParser({
      ignoreAttributes: true,
      parseTagValue: false,
      processEntities: false,
      removeNSPrefix: true,
      isArray: name => name === 'info' || name === 'area' || name === 'parameter',
    }).parse(text) as unknown
  } catch {
    return null
  }
}
