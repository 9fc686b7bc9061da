/** Fuzz of what weather services answer: whole answers with wrong types, unknown words and impossible times, fetched as the desk fetches. */
import { z } from 'zod'
import {
  fetchAnswer,
  readOpenMeteo,
  readQweatherAlerts,
  readQweatherDaily,
} from '../../src-main/features/weather/sources.rules'
import { sendWatched, watchedArchive } from './archive'
import type { Attack } from './attack'
import type { Random } from './random'
import { spoilt, words } from './spoiling'

const half = {
  condition: { text: '小雪' },
  wind: { direction: { degree: 10 }, speed: { value: 8 } },
  windGustMax: { value: 19 },
}
const daily = (random: Random): unknown => ({
  metadata: { attributions: ['x'] },
  days: Array.from({ length: 1 + random.below(7) }, (_, day) => ({
    forecastStartTime: `2026-11-${23 + day}T00:00+08:00`,
    temperatureMax: { value: 3 },
    temperatureMin: { value: -9 },
    daytime: { ...half, precipitation: { amount: { value: 7 }, probability: 0.4, type: 'snow' } },
    nighttime: half,
  })),
})
const alerts = (number: number, random: Random): unknown => ({
  metadata: { attributions: ['x'] },
  alerts: Array.from({ length: random.below(4) }, (_, index) => ({
    id: `${number}-${index}`,
    senderName: '丰州市气象台',
    issuedTime: '2026-11-23T12:00+08:00',
    messageType: {
      code: random.oneOf(['alert', 'update', 'cancel', ...words], 'alert'),
      supersedes: [`${number - 1}-0`],
    },
    eventType: { name: '暴雪' },
    color: { code: random.oneOf(['blue', 'amber', 'red', ...words], 'blue') },
    expireTime: random.oneOf(['2026-11-24T12:00+08:00', '+012026-11-23T06:00:00Z', ''], ''),
    headline: '暴雪橙色预警',
    description: random.oneOf(words, ''),
  })),
})
const openMeteo = (random: Random): unknown => {
  const column = (): unknown => Array.from({ length: 7 }, () => random.oneOf([null, 0, 3.4, 71, -40, 1e9, 0.5], null))
  const names = ['weather_code', 'temperature_2m_max', 'temperature_2m_min', 'precipitation_sum', 'snowfall_sum']
  const rest = [
    'precipitation_probability_max',
    'wind_speed_10m_max',
    'wind_gusts_10m_max',
    'wind_direction_10m_dominant',
  ]
  return {
    daily: {
      time: Array.from({ length: 7 }, (_, day) => `2026-11-${23 + day}`),
      ...Object.fromEntries([...names, ...rest].map(name => [name, column()])),
    },
  }
}

/** Only what JSON can carry reaches the readers. */
const carried = (value: unknown): unknown => {
  const text = JSON.stringify([value], (_key, part: unknown) => (typeof part === 'bigint' ? 1e30 : part))
  return z.tuple([z.unknown()]).parse(JSON.parse(text))[0]
}

export const attackWeather = async (): Promise<Attack> => {
  const archive = watchedArchive()
  const { api } = archive
  const place = await api.weather.addPlace({
    name: '丰州市',
    aliases: ['丰州'],
    areas: ['A区'],
    latitude: 26.1,
    longitude: 119.3,
  })
  if (!place.ok) throw new Error(`no place: ${place.code}`)
  const source = await api.weather.changeSource({ settings: { kind: 'openMeteo', secretKey: '' } })
  if (!source.ok) throw new Error(`no source: ${source.code}`)
  let number = 0
  return {
    calls: 3,
    send: async (random, show) => {
      number += 1
      const made = random.oneOf([daily, (chance: Random) => alerts(number, chance), openMeteo], openMeteo)(random)
      const body = carried(random.chance(0.7) ? spoilt(made, random) : made)
      show('weather.fetch', body)
      // As shell/weather.ts puts them together; then across the thread's border, and into the archive.
      const forecast = readQweatherDaily(body)
      const warned = readQweatherAlerts(body)
      const read = readOpenMeteo(body) ?? {
        days: forecast?.days ?? [],
        signals: warned?.signals ?? [],
        attributions: [],
      }
      archive.askBy(() => Promise.resolve(fetchAnswer.parse({ ok: true, ...read })))
      archive.clock.advance(1000)
      const told = await sendWatched(archive, api, 'weather.fetch', { now: true }, false)
      if (told.kind !== 'accepted') return told
      return sendWatched(archive, api, 'weather.overview', {}, true)
    },
    close: archive.close,
  }
}
