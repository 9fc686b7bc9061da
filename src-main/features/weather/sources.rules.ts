/** What the weather services answer, read into the archive's own shapes; anything missing stays unknown, anything unreadable is refused. */
import { z } from 'zod'
import { instant } from '../../contract/call'
import { fetchFailures, forecastDay, signalActions, signalColors } from './contract'
import type { ForecastDay, Signal } from './contract'

/** A signal as a service has it; its chain and its areas are found afterwards. */
export type ForeignSignal = Pick<Signal, 'issuer' | 'type' | 'color' | 'action' | 'issuedAt' | 'expiresAt' | 'text'> & {
  sourceId: string
  supersedes: string[]
  /** What it says of where it holds; empty where the place asked for says it. */
  where: string
}
export type Fetched = { days: ForecastDay[]; signals: ForeignSignal[]; attributions: string[] }

const number = z.number().nullish().catch(null)
const words = z.string().nullish().catch(null)
const valued = z.looseObject({ value: number }).nullish().catch(null)
const half = z
  .looseObject({
    condition: z.looseObject({ text: words }).nullish().catch(null),
    wind: z
      .looseObject({ direction: z.looseObject({ degree: number }).nullish().catch(null), speed: valued })
      .nullish()
      .catch(null),
    windGustMax: valued,
    precipitation: z.looseObject({ amount: valued, probability: number, type: words }).nullish().catch(null),
  })
  .nullish()
  .catch(null)
type Half = z.output<typeof half>

/** Keeps a figure only within what can be; a service's slip must not become a record. */
const within = (value: number | null | undefined, least: number, most: number): number | null =>
  value === null || value === undefined || !Number.isFinite(value) || value < least || value > most ? null : value
const largest = (values: readonly (number | null)[]): number | null => {
  const known = values.filter(value => value !== null)
  return known.length === 0 ? null : Math.max(...known)
}
const sum = (values: readonly (number | null)[]): number | null => {
  const known = values.filter(value => value !== null)
  return known.length === 0 ? null : Math.round(known.reduce((all, value) => all + value, 0) * 100) / 100
}
/** An instant of a service, with its offset; null where there is none, or none that an archive could hold. */
const instantIn = (value: string | null | undefined): string | null => {
  const at = new Date(value ?? '')
  const read = Number.isNaN(at.getTime()) ? '' : at.toISOString()
  // Years of six digits, and those before our era, are written otherwise.
  return instant.safeParse(read).success ? read : null
}

const qweatherDay = z.looseObject({
  forecastStartTime: z.string(),
  temperatureMax: valued,
  temperatureMin: valued,
  daytime: half,
  nighttime: half,
})
const qweatherDaily = z.looseObject({
  metadata: z.looseObject({ attributions: z.array(z.string()).catch([]) }).catch({ attributions: [] }),
  days: z.array(qweatherDay).max(30),
})

const fallen = (part: Half, kind: 'rain' | 'snow'): number | null => {
  const type = part?.precipitation?.type ?? ''
  const amount = within(part?.precipitation?.amount?.value, 0, 2000)
  // Sleet and words not known yet count as rain: they wet the road all the same.
  const snows = type.includes('snow')
  return amount === null ? null : snows === (kind === 'snow') ? amount : 0
}

/** QWeather v1, `GET /weather/v1/daily`; times with `localTime=true`. Null where the answer cannot be read. */
export const readQweatherDaily = (body: unknown): Pick<Fetched, 'days' | 'attributions'> | null => {
  const parsed = qweatherDaily.safeParse(body)
  if (!parsed.success) return null
  const days = parsed.data.days.flatMap((of): ForecastDay[] => {
    const day = of.forecastStartTime.slice(0, 10)
    if (!z.iso.date().safeParse(day).success) return []
    const halves = [of.daytime, of.nighttime]
    const skies = [...new Set(halves.map(part => part?.condition?.text ?? '').filter(Boolean))]
    return [
      {
        day,
        high: within(of.temperatureMax?.value, -90, 70),
        low: within(of.temperatureMin?.value, -90, 70),
        wind: largest(halves.map(part => within(part?.wind?.speed?.value, 0, 150))),
        gust: largest(halves.map(part => within(part?.windGustMax?.value, 0, 150))),
        windFrom: within(of.daytime?.wind?.direction?.degree ?? of.nighttime?.wind?.direction?.degree, 0, 360),
        rain: sum(halves.map(part => fallen(part, 'rain'))),
        snow: sum(halves.map(part => fallen(part, 'snow'))),
        chance: largest(halves.map(part => within(part?.precipitation?.probability, 0, 1))),
        sky: skies.join('转').slice(0, 60),
      },
    ]
  })
  return { days, attributions: parsed.data.metadata.attributions.slice(0, 10).map(text => text.slice(0, 300)) }
}

const qweatherAlert = z.looseObject({
  id: z.string().min(1).max(120),
  senderName: words,
  issuedTime: words,
  messageType: z
    .looseObject({ code: words, supersedes: z.array(z.string()).nullish().catch(null) })
    .nullish()
    .catch(null),
  eventType: z.looseObject({ name: words }).nullish().catch(null),
  color: z.looseObject({ code: words }).nullish().catch(null),
  expireTime: words,
  headline: words,
  description: words,
})
const qweatherAlerts = z.looseObject({
  metadata: z.looseObject({ attributions: z.array(z.string()).catch([]) }).catch({ attributions: [] }),
  alerts: z.array(z.unknown()).max(500),
})

/** Services write colours of their own; amber is orange, the rest stays without one. */
const colorOf = (code: string | null | undefined): Signal['color'] =>
  code === 'amber' ? 'orange' : (signalColors.find(known => known === code) ?? '')
const actions = new Map<string, Signal['action']>([
  ['alert', 'issued'],
  ['update', 'updated'],
  ['cancel', 'cancelled'],
])

/** QWeather v1, `GET /weatheralert/v1/current`. One warning that cannot be read hides no other. */
export const readQweatherAlerts = (body: unknown): Pick<Fetched, 'signals' | 'attributions'> | null => {
  const parsed = qweatherAlerts.safeParse(body)
  if (!parsed.success) return null
  const signals = parsed.data.alerts.flatMap((unread): ForeignSignal[] => {
    const alert = qweatherAlert.safeParse(unread)
    const issuedAt = alert.success ? instantIn(alert.data.issuedTime) : null
    if (!alert.success || issuedAt === null) return []
    const { id, senderName, messageType, eventType, color, expireTime, headline, description } = alert.data
    return [
      {
        sourceId: `qweather ${id}`,
        supersedes: (messageType?.supersedes ?? []).map(of => `qweather ${of}`),
        issuer: (senderName ?? '').slice(0, 60),
        type: (eventType?.name ?? headline ?? '').slice(0, 30),
        color: colorOf(color?.code),
        action: actions.get(messageType?.code ?? 'alert') ?? 'issued',
        issuedAt,
        expiresAt: instantIn(expireTime),
        text: (description ?? headline ?? '').slice(0, 4000),
        where: '',
      },
    ]
  })
  return { signals, attributions: parsed.data.metadata.attributions.slice(0, 10).map(text => text.slice(0, 300)) }
}

const column = z.array(z.number().nullable()).nullish().catch(null)
const openMeteo = z.looseObject({
  daily: z.looseObject({
    time: z.array(z.iso.date()).max(30),
    weather_code: column,
    temperature_2m_max: column,
    temperature_2m_min: column,
    precipitation_sum: column,
    snowfall_sum: column,
    precipitation_probability_max: column,
    wind_speed_10m_max: column,
    wind_gusts_10m_max: column,
    wind_direction_10m_dominant: column,
  }),
})

/** The sky of a WMO code, in words; unknown codes have none. */
const skies: Record<number, string> = {
  0: '晴',
  1: '晴',
  2: '多云',
  3: '阴',
  45: '雾',
  48: '雾凇',
  51: '毛毛雨',
  53: '毛毛雨',
  55: '毛毛雨',
  56: '冻雨',
  57: '冻雨',
  61: '小雨',
  63: '中雨',
  65: '大雨',
  66: '冻雨',
  67: '冻雨',
  71: '小雪',
  73: '中雪',
  75: '大雪',
  77: '米雪',
  80: '阵雨',
  81: '阵雨',
  82: '强阵雨',
  85: '阵雪',
  86: '强阵雪',
  95: '雷阵雨',
  96: '雷阵雨伴有冰雹',
  99: '雷阵雨伴有冰雹',
}

/** Open-Meteo, `GET /v1/forecast` with `wind_speed_unit=ms`: parallel columns, any of which may hold null. */
export const readOpenMeteo = (body: unknown): Fetched | null => {
  const parsed = openMeteo.safeParse(body)
  if (!parsed.success) return null
  const { daily } = parsed.data
  const at = (values: readonly (number | null)[] | null | undefined, index: number): number | null =>
    values?.[index] ?? null
  const days = daily.time.map((day, index): ForecastDay => {
    const code = at(daily.weather_code, index)
    // Snowfall comes in centimetres of fresh snow, about 7 mm of it to 1 mm of water.
    const snow = within(at(daily.snowfall_sum, index), 0, 1000)
    const water = within(at(daily.precipitation_sum, index), 0, 2000)
    const melted = snow === null ? null : Math.round((snow * 100) / 7) / 10
    const chance = within(at(daily.precipitation_probability_max, index), 0, 100)
    return {
      day,
      high: within(at(daily.temperature_2m_max, index), -90, 70),
      low: within(at(daily.temperature_2m_min, index), -90, 70),
      wind: within(at(daily.wind_speed_10m_max, index), 0, 150),
      gust: within(at(daily.wind_gusts_10m_max, index), 0, 150),
      windFrom: within(at(daily.wind_direction_10m_dominant, index), 0, 360),
      rain: water === null ? null : Math.max(0, Math.round((water - (melted ?? 0)) * 10) / 10),
      snow: melted,
      chance: chance === null ? null : chance / 100,
      sky: skies[code ?? -1] ?? '',
    }
  })
  return { days, signals: [], attributions: ['Weather data by Open-Meteo.com (CC BY 4.0) https://open-meteo.com/'] }
}

const textOf = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined)
const capInfo = z.looseObject({
  event: textOf,
  headline: textOf,
  description: textOf,
  senderName: textOf,
  effective: textOf,
  expires: textOf,
  language: textOf,
  area: z.array(z.looseObject({ areaDesc: textOf })).catch([]),
  parameter: z.array(z.looseObject({ valueName: textOf, value: textOf })).catch([]),
})
const cap = z.looseObject({
  alert: z.looseObject({
    identifier: z.string().min(1).max(200),
    sent: z.string(),
    status: textOf,
    msgType: textOf,
    references: textOf,
    info: z.array(capInfo).max(50),
  }),
})
const severities: Record<string, Signal['color']> = { 白: 'white', 蓝: 'blue', 黄: 'yellow', 橙: 'orange', 红: 'red' }

/** CAP 1.2 as parsed from XML without entities. Only actual alerts count; exercises and tests are refused with null. */
export const readCap = (parsed: unknown): ForeignSignal[] | null => {
  const read = cap.safeParse(parsed)
  if (!read.success) return null
  const { identifier, sent, status, msgType, references, info } = read.data.alert
  const sentAt = instantIn(sent)
  if (sentAt === null || (status !== undefined && status !== 'Actual')) return null
  const action = msgType === 'Cancel' ? 'cancelled' : msgType === 'Update' ? 'updated' : 'issued'
  // References are "sender,identifier,sent" triples, a space between them (CAP 1.2, 3.2.1).
  const supersedes = (references ?? '')
    .split(/\s+/)
    .map(triple => triple.split(',')[1] ?? '')
    .filter(Boolean)
  return info
    .filter(({ language }, _, all) => all.length === 1 || language === undefined || language.startsWith('zh'))
    .map((of, index) => {
      const headline = of.headline ?? ''
      const color = /([白蓝黄橙红])色/u.exec(headline)?.[1] ?? ''
      return {
        sourceId: `cap ${identifier} ${index}`,
        supersedes: supersedes.map(other => `cap ${other} ${index}`),
        issuer: (of.senderName ?? '').slice(0, 60),
        type: (of.event ?? headline).slice(0, 30),
        color: severities[color] ?? '',
        action,
        issuedAt: instantIn(of.effective) ?? sentAt,
        expiresAt: instantIn(of.expires),
        text: (of.description ?? headline).slice(0, 4000),
        where: of.area
          .map(({ areaDesc }) => areaDesc ?? '')
          .join(' ')
          .slice(0, 1000),
      }
    })
}

const foreignSignal = z.strictObject({
  sourceId: z.string(),
  supersedes: z.array(z.string()),
  where: z.string(),
  issuer: z.string(),
  type: z.string(),
  color: z.union([z.literal(''), z.enum(signalColors)]),
  action: z.enum(signalActions),
  issuedAt: instant,
  expiresAt: instant.nullable(),
  text: z.string(),
})
/** What crosses from main, where the network is, into the worker. */
export const fetchAnswer = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    days: z.array(forecastDay),
    signals: z.array(foreignSignal),
    attributions: z.array(z.string()),
  }),
  z.strictObject({ ok: z.literal(false), failure: z.enum(fetchFailures) }),
])
