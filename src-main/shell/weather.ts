/** How weather services are asked: QWeather with its signed token, Open-Meteo. One https host each, time and size capped, no redirects. */
import { createPrivateKey, sign } from 'node:crypto'
import { z } from 'zod'
import { sourceSettings } from '../features/weather/contract'
import type { FetchFailure, SourceSettings } from '../features/weather/contract'
import type { fetchAnswer } from '../features/weather/sources.rules'
import { readOpenMeteo, readQweatherAlerts, readQweatherDaily } from '../features/weather/sources.rules'
import { limitedJson } from './limitedAnswer'

type Fetch = (url: string, init: RequestInit) => Promise<Response>
type Parts = {
  fetch: Fetch
  /** Milliseconds since 1970, which the token carries. */
  now: () => number
  /** Milliseconds after which an answer is no longer waited for. */
  patience?: number
  /** SECURITY: the only hosts ever asked; tests name local servers (tests/archive/weatherSources.test.ts). */
  hosts?: { qweather: (host: string) => string; openMeteo: (paid: boolean) => string }
}
type Answer = z.output<typeof fetchAnswer>
type Got = { ok: true; body: unknown } | { ok: false; failure: FetchFailure }

const ownHosts = {
  qweather: (host: string): string => `https://${host}`,
  openMeteo: (paid: boolean): string => (paid ? 'https://customer-api.open-meteo.com' : 'https://api.open-meteo.com'),
}
const largest = 2_000_000
const asking = z.tuple([
  sourceSettings,
  z.object({ latitude: z.number(), longitude: z.number() }),
  z.string(),
  z.enum(['all', 'signals']),
])
const daily =
  'weather_code,temperature_2m_max,temperature_2m_min,precipitation_sum,snowfall_sum,precipitation_probability_max,wind_speed_10m_max,wind_gusts_10m_max,wind_direction_10m_dominant'

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
/** A token for a quarter of an hour, signed with Ed25519 (RFC 8037); 30 seconds back, for a clock that goes ahead. */
const tokenOf = (
  { projectId, credentialId, secretKey }: Extract<SourceSettings, { kind: 'qweather' }>,
  at: number,
): string => {
  const issued = Math.floor(at / 1000) - 30
  const said = `${base64url({ alg: 'EdDSA', kid: credentialId })}.${base64url({ sub: projectId, iat: issued, exp: issued + 900 })}`
  return `${said}.${sign(null, Buffer.from(said), createPrivateKey(secretKey)).toString('base64url')}`
}

const failureOf = (status: number): FetchFailure => {
  if (status === 401 || status === 403) return 'refused'
  if (status === 429) return 'tooOften'
  return status === 400 || status === 404 ? 'noSuchPlace' : 'unreachable'
}

export const makeWeather = ({ fetch, now, patience = 15_000, hosts = ownHosts }: Parts) => {
  const get = async (url: string, headers: Record<string, string>): Promise<Got> => {
    try {
      const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(patience) })
      if (!response.ok) return { ok: false, failure: failureOf(response.status) }
      const body = await limitedJson(response, largest)
      return body.ok ? { ok: true, body: body.value } : { ok: false, failure: body.why }
    } catch (error) {
      const name = error instanceof Error ? error.name : ''
      return { ok: false, failure: name === 'TimeoutError' || name === 'AbortError' ? 'timedOut' : 'unreachable' }
    }
  }
  const unreadable = { ok: false as const, failure: 'unreadable' as const }

  const qweather = async (
    settings: Extract<SourceSettings, { kind: 'qweather' }>,
    point: string,
    what: 'all' | 'signals',
  ): Promise<Answer> => {
    let token: string
    try {
      token = tokenOf(settings, now())
    } catch {
      // The key is none: only a person can mend that.
      return { ok: false, failure: 'refused' }
    }
    const headers = { authorization: `Bearer ${token}` }
    const host = hosts.qweather(settings.host)
    const alerts = await get(`${host}/weatheralert/v1/current/${point}?localTime=true&lang=zh`, headers)
    if (!alerts.ok) return alerts
    const warned = readQweatherAlerts(alerts.body)
    if (!warned) return unreadable
    if (what === 'signals') return { ok: true, days: [], ...warned }
    const forecast = await get(`${host}/weather/v1/daily/${point}?days=7&localTime=true&lang=zh`, headers)
    if (!forecast.ok) return forecast
    const read = readQweatherDaily(forecast.body)
    if (!read) return unreadable
    return { ok: true, ...warned, days: read.days, attributions: [...read.attributions, ...warned.attributions] }
  }

  return async (asked: readonly unknown[]): Promise<Answer> => {
    const [settings, { latitude, longitude }, timeZone, what] = asking.parse(asked)
    if (settings.kind === 'manual') return { ok: false, failure: 'refused' }
    if (settings.kind === 'qweather') return qweather(settings, `${latitude.toFixed(2)}/${longitude.toFixed(2)}`, what)
    const paid = settings.secretKey !== ''
    const query = new URLSearchParams({
      latitude: latitude.toFixed(2),
      longitude: longitude.toFixed(2),
      timezone: timeZone,
      forecast_days: '7',
      wind_speed_unit: 'ms',
      daily,
      ...(paid ? { apikey: settings.secretKey } : {}),
    })
    const got = await get(`${hosts.openMeteo(paid)}/v1/forecast?${query.toString()}`, {})
    if (!got.ok) return got
    const read = readOpenMeteo(got.body)
    return read ? { ok: true, ...read } : unreadable
  }
}
