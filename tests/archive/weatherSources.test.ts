/** Weather services as recorded, replayed by a local server: what they say, and slow, huge, wrong, empty and refusing answers. */
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SourceSettings } from '../../src-main/features/weather/contract'
import { fetchAnswer, readQweatherAlerts, readQweatherDaily } from '../../src-main/features/weather/sources.rules'
import { makeWeather } from '../../src-main/shell/weather'

const part = (condition: string, speed: number, gust: number, amount: number, type: string, chance: number) => ({
  condition: { text: condition, code: '305' },
  wind: { direction: { degree: 270, compass: 'w' }, speed: { value: speed, unit: 'm/s' }, scale: 2 },
  windGustMax: { value: gust, unit: 'm/s' },
  precipitation: { amount: { value: amount, unit: 'mm' }, probability: chance, type },
  cloudCover: 0.3,
  humidity: 0.5,
})
const dayOf = (day: string) => ({
  forecastStartTime: `${day}T00:00+08:00`,
  forecastEndTime: `${day}T24:00+08:00`,
  astro: { moonPhase: 'waning-gibbous' },
  temperatureMax: { value: 29.94, unit: '°C' },
  temperatureMin: { value: 20.93, unit: '°C' },
  daytime: part('小雨', 1.87, 6.64, 0.75, 'rain', 0.64),
  nighttime: part('雨夹雪', 2.33, 7.16, 1.2, 'snow', 0.2),
})
const daily = {
  metadata: { tag: 'x', attributions: ['https://developer.qweather.com/attribution.html'] },
  days: [dayOf('2026-11-24'), dayOf('2026-11-25')],
}
const alert = {
  id: '202510241119105837988676',
  senderName: '临桂区气象台',
  issuedTime: '2026-11-24T11:19+08:00',
  messageType: { code: 'update', supersedes: ['202510181140100706230391'] },
  eventType: { name: '大风', code: '1006' },
  urgency: null,
  severity: 'minor',
  color: { code: 'blue', red: 30, green: 50, blue: 205, alpha: 1 },
  expireTime: '2026-11-25T11:19+08:00',
  headline: '临桂区气象台更新大风蓝色预警信号',
  description: '临桂区气象台24日11时19分继续发布大风蓝色预警信号。',
}
const alerts = { metadata: { tag: 'y', zeroResult: false, attributions: ['预警数据可能存在延迟。'] }, alerts: [alert] }
const openMeteo = {
  latitude: 31.25,
  utc_offset_seconds: 28_800,
  daily: {
    time: ['2026-11-24', '2026-11-25'],
    weather_code: [73, 1234],
    temperature_2m_max: [1.2, null],
    temperature_2m_min: [-4.1, null],
    precipitation_sum: [6.4, 0],
    snowfall_sum: [4.2, null],
    precipitation_probability_max: [92, null],
    wind_speed_10m_max: [6.7, 4.1],
    wind_gusts_10m_max: [12.5, null],
    wind_direction_10m_dominant: [135, 330],
  },
}

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const qweather: SourceSettings = {
  kind: 'qweather',
  host: 'abc1.def.qweatherapi.com',
  projectId: 'project',
  credentialId: 'credential',
  secretKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
}
const free: SourceSettings = { kind: 'openMeteo', secretKey: '' }
const point = { latitude: 25.2345, longitude: 110.1 }

let server: Server
let address = ''
let heard: { url: string; authorization: string }[] = []
let answer: (response: ServerResponse, request: IncomingMessage) => void
const json =
  (body: unknown, status = 200) =>
  (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
const ask = (settings: SourceSettings, what: 'all' | 'signals' = 'all', patience = 15_000) =>
  makeWeather({
    fetch,
    patience,
    now: () => Date.parse('2026-11-24T01:00:00.000Z'),
    hosts: { qweather: () => address, openMeteo: () => address },
  })([settings, point, 'Asia/Shanghai', what])

beforeEach(async () => {
  heard = []
  answer = (response, request) => {
    json(request.url?.includes('weatheralert') ? alerts : daily)(response)
  }
  server = createServer((request, response) => {
    heard.push({ url: request.url ?? '', authorization: request.headers.authorization ?? '' })
    answer(response, request)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})

describe('QWeather v1', () => {
  it('is asked latitude first, two decimals, with a token its key has signed', async () => {
    await ask(qweather)
    expect(heard.map(({ url }) => url)).toEqual([
      '/weatheralert/v1/current/25.23/110.10?localTime=true&lang=zh',
      '/weather/v1/daily/25.23/110.10?days=7&localTime=true&lang=zh',
    ])
    const [head = '', body = '', signature = ''] = (heard[0]?.authorization ?? '').replace('Bearer ', '').split('.')
    const read = (piece: string): unknown => JSON.parse(Buffer.from(piece, 'base64url').toString())
    expect(read(head)).toEqual({ alg: 'EdDSA', kid: 'credential' })
    const issued = Date.parse('2026-11-24T01:00:00.000Z') / 1000 - 30
    expect(read(body)).toEqual({ sub: 'project', iat: issued, exp: issued + 900 })
    const key = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }))
    expect(verify(null, Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))).toBe(true)
  })
  it('gives days of both halves and signals with what they replace; what leaves main fits the worker', async () => {
    const got = fetchAnswer.parse(await ask(qweather))
    expect(got).toMatchObject({
      ok: true,
      days: [
        {
          day: '2026-11-24',
          high: 29.94,
          low: 20.93,
          wind: 2.33,
          gust: 7.16,
          windFrom: 270,
          rain: 0.75,
          snow: 1.2,
          chance: 0.64,
          sky: '小雨转雨夹雪',
        },
        { day: '2026-11-25' },
      ],
      signals: [
        {
          sourceId: 'qweather 202510241119105837988676',
          supersedes: ['qweather 202510181140100706230391'],
          issuer: '临桂区气象台',
          type: '大风',
          color: 'blue',
          action: 'updated',
          issuedAt: '2026-11-24T03:19:00.000Z',
          expiresAt: '2026-11-25T03:19:00.000Z',
        },
      ],
      attributions: ['https://developer.qweather.com/attribution.html', '预警数据可能存在延迟。'],
    })
  })
  it('asks for warnings alone where no forecast is due', async () => {
    expect(await ask(qweather, 'signals')).toMatchObject({ ok: true, days: [] })
    expect(heard).toHaveLength(1)
  })
  it('null fields stay unknown, unknown colours and kinds stay text, impossible figures are dropped, one bad warning hides no other', () => {
    const odd = {
      ...dayOf('2026-11-24'),
      temperatureMax: null,
      temperatureMin: { value: -500 },
      daytime: null,
      nighttime: { condition: null, precipitation: { type: 'volcanic-ash', amount: { value: 2 } } },
    }
    expect(readQweatherDaily({ days: [odd, { forecastStartTime: 'soon' }] })?.days).toEqual([
      {
        day: '2026-11-24',
        high: null,
        low: null,
        wind: null,
        gust: null,
        windFrom: null,
        rain: 2,
        snow: 0,
        chance: null,
        sky: '',
      },
    ])
    const strange = {
      ...alert,
      id: '2',
      color: { code: 'ultraviolet' },
      messageType: { code: 'whisper' },
      eventType: { name: '太空天气' },
      expireTime: null,
    }
    expect(
      readQweatherAlerts({ alerts: [{ id: 7 }, null, { ...alert, issuedTime: 'x' }, strange] })?.signals,
    ).toMatchObject([{ color: '', action: 'issued', type: '太空天气', expiresAt: null }])
    expect(readQweatherAlerts({ metadata: { zeroResult: true }, alerts: [] })?.signals).toEqual([])
    // Words that every object of the language knows, and a year that no archive can hold.
    const inherited = { ...strange, messageType: { code: 'constructor' }, expireTime: '+012026-11-23T06:00:00Z' }
    expect(readQweatherAlerts({ alerts: [inherited] })?.signals).toMatchObject([{ action: 'issued', expiresAt: null }])
  })
  it('a key that is none asks nobody', async () => {
    expect(await ask({ ...qweather, secretKey: 'no key' })).toEqual({ ok: false, failure: 'refused' })
    expect(heard).toEqual([])
  })
  it.each([
    ['abc.qweatherapi.com.evil.example', false],
    ['evil.example', false],
    ['http://abc.qweatherapi.com', false],
    ['abc.def.qweatherapi.com/..', false],
    ['ABC.def.qweatherapi.com', true],
  ])('the host %s may be chosen: %s', async (host, may) => {
    const { sourceSettings } = await import('../../src-main/features/weather/contract')
    expect(sourceSettings.safeParse({ ...qweather, host }).success).toBe(may)
  })
})

describe('Open-Meteo', () => {
  it('gives parallel columns with holes as days; an unknown code has no words', async () => {
    answer = json(openMeteo)
    expect(fetchAnswer.parse(await ask(free))).toMatchObject({
      days: [
        {
          day: '2026-11-24',
          high: 1.2,
          low: -4.1,
          wind: 6.7,
          gust: 12.5,
          windFrom: 135,
          rain: 0.4,
          snow: 6,
          chance: 0.92,
          sky: '中雪',
        },
        { day: '2026-11-25', high: null, low: null, snow: null, rain: 0, chance: null, sky: '' },
      ],
      attributions: [expect.stringContaining('open-meteo.com') as string],
    })
    const asked = new URL(heard[0]?.url ?? '', address).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      latitude: '25.23',
      longitude: '110.10',
      timezone: 'Asia/Shanghai',
      wind_speed_unit: 'ms',
    })
    expect(asked.has('apikey')).toBe(false)
  })
})

describe('answers that are none', () => {
  const failing = async (how: (response: ServerResponse, request: IncomingMessage) => void) => {
    answer = how
    const got = await ask(free)
    return got.ok ? 'ok' : got.failure
  }
  it.each([
    [400, 'noSuchPlace'],
    [401, 'refused'],
    [403, 'refused'],
    [404, 'noSuchPlace'],
    [429, 'tooOften'],
    [500, 'unreachable'],
    [302, 'unreachable'],
  ])('status %i is %s', async (status, failure) => {
    expect(
      await failing(response => {
        response.writeHead(status, status === 302 ? { location: 'https://example.com/' } : {}).end('{"error":true}')
      }),
    ).toBe(failure)
  })
  it('empty, no JSON, JSON of something else, cut off, endless, broken connection', async () => {
    expect(await failing(response => response.end(''))).toBe('unreadable')
    expect(await failing(response => response.end('<html>'))).toBe('unreadable')
    expect(await failing(json({ daily: { time: ['tomorrow'] } }))).toBe('unreadable')
    expect(await failing(json(null))).toBe('unreadable')
    expect(await failing(response => response.end(JSON.stringify(openMeteo).slice(0, 100)))).toBe('unreadable')
    expect(await failing(response => response.end(`"${'x'.repeat(2_100_000)}"`))).toBe('tooLarge')
    expect(await failing(response => response.destroy())).toBe('unreachable')
  })
  it('silent, or dripping on without an end, it is not waited for', async () => {
    const dripping: ReturnType<typeof setInterval>[] = []
    const slow: ((response: ServerResponse) => void)[] = [
      () => undefined,
      response => {
        response.writeHead(200)
        dripping.push(setInterval(() => response.write(' '), 20))
      },
    ]
    for (const how of slow) {
      answer = how
      expect(await ask(free, 'all', 150)).toEqual({ ok: false, failure: 'timedOut' })
    }
    dripping.forEach(clearInterval)
  })
  it('a small file that unpacks into a huge one is counted unpacked', async () => {
    expect(
      await failing(response => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(8_000_000, 32)))
      }),
    ).toBe('tooLarge')
  })
})
