/** The weather watch over the real archive: places, forecasts, signals in chains, daily checks, a source asked and failing. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ForecastDay } from '../../src-main/features/weather/contract'
import type { Fetched } from '../../src-main/features/weather/sources.rules'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'

let archive: TestArchive
const set = (local: string): void => {
  archive.clock.set(new Date(`${local}:00+08:00`).toISOString())
}
const at = (local: string): string => new Date(`${local}:00+08:00`).toISOString()
const day = (of: string, more: Partial<ForecastDay> = {}): ForecastDay => ({
  day: of,
  high: 3,
  low: -4,
  wind: 6,
  gust: 12,
  windFrom: 0,
  rain: 0,
  snow: 12,
  chance: 0.9,
  sky: '暴雪',
  ...more,
})
const three = [day('2026-11-24'), day('2026-11-25', { snow: 2 }), day('2026-11-26', { snow: 0, sky: '晴' })]
const point = { latitude: 25.23, longitude: 110.2 }

beforeEach(() => {
  archive = testArchive()
  set('2026-11-24T08:00')
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})
const newPlace = (name = '丰州城区', areas = ['A', 'B'], aliases = ['丰州']) =>
  valueOf(archive.api.weather.addPlace({ name, aliases, areas, ...point }))
const overview = () => valueOf(archive.api.weather.overview({}))
const addSignal = async (text: string) => {
  const { issuer, type, color, action, areas, issuedAt } = await valueOf(archive.api.weather.readSignal({ text }))
  return valueOf(
    archive.api.weather.addSignal({
      issuer,
      type,
      color,
      action,
      areas,
      text,
      issuedAt: issuedAt ?? archive.clock.now(),
      expiresAt: null,
    }),
  )
}

describe('severe weather proposes the plan', () => {
  it('for a forecast beyond the office’s own limits, with its days; a signal as issued goes before it; a day further is proposed anew', async () => {
    archive.takePlans()
    const { id: placeId } = await newPlace()
    expect(await codeOf(archive.api.weather.startPlanAhead({ placeId }))).toBe('weather.nothingAhead')
    await valueOf(
      archive.api.weather.typeForecast({
        placeId,
        days: [day('2026-11-24', { snow: 0 }), day('2026-11-25'), day('2026-11-26'), day('2026-11-27')],
      }),
    )
    const severe = async () => (await overview()).places[0]?.severe
    expect(await severe()).toEqual({ from: '2026-11-25', until: '2026-11-26', incidentId: null })
    const { incidentId } = await valueOf(archive.api.weather.startPlanAhead({ placeId }))
    expect(await valueOf(archive.api.incidents.one({ id: incidentId }))).toMatchObject({
      title: '丰州城区 本单位提示 降雪 11-25 – 11-26',
      place: 'A、B',
      level: 1,
    })
    expect(await severe()).toMatchObject({ incidentId })
    expect(await codeOf(archive.api.weather.startPlanAhead({ placeId }))).toBe('weather.startedAlready')

    set('2026-11-25T08:00')
    expect(await severe()).toEqual({ from: '2026-11-25', until: '2026-11-27', incidentId: null })
    await addSignal('丰州气象台25日7时发布暴雪蓝色预警信号：预计12小时降雪4毫米。')
    expect(await severe()).toBeNull()
    // The signal holds as long as the forecast goes on beyond the limits.
    expect((await overview()).signals[0]?.severe).toEqual({ from: '2026-11-25', until: '2026-11-27' })
  })
})

describe('places and forecasts', () => {
  it('a typed forecast stands with who typed it, and shows the office’s own notices', async () => {
    const { id: placeId } = await newPlace()
    await valueOf(archive.api.weather.typeForecast({ placeId, days: three }))
    const [shown] = (await overview()).places
    expect(
      shown?.days.map(({ day: of, notices, source }) => [of, notices.map(({ measure }) => measure), source]),
    ).toEqual([
      ['2026-11-24', ['snow'], 'manual'],
      ['2026-11-25', [], 'manual'],
      ['2026-11-26', [], 'manual'],
    ])
  })
  it('refuses yesterday, a low over the high, a taken name, and a stale version; nothing changes', async () => {
    const place = await newPlace()
    const { weather } = archive.api
    expect(await codeOf(weather.typeForecast({ placeId: place.id, days: [day('2026-11-23')] }))).toBe(
      'weather.wrongDay',
    )
    expect(await codeOf(weather.typeForecast({ placeId: place.id, days: [day('2026-11-24', { low: 9 })] }))).toBe(
      'weather.lowOverHigh',
    )
    expect(await codeOf(weather.addPlace({ name: '丰州城区', aliases: [], areas: [], ...point }))).toBe(
      'weather.nameTaken',
    )
    await valueOf(weather.correctPlace({ ...place, areas: ['C'] }))
    expect(await codeOf(weather.correctPlace({ ...place, areas: ['D'] }))).toBe('core.conflict')
    const [kept] = (await overview()).places
    expect(kept?.place.areas).toEqual(['C'])
    expect(kept?.days).toEqual([])
  })
})

describe('signals', () => {
  it('issued, changed, cancelled are one chain; the newest is what holds', async () => {
    await newPlace()
    const first = await addSignal('丰州市气象台24日7时发布暴雪蓝色预警信号：预计有雪。')
    expect(first).toMatchObject({ areas: ['A', 'B'], word: 'Ⅳ级/一般', action: 'issued' })
    const second = await addSignal('丰州市气象台24日7时30分将暴雪蓝色预警升级为橙色预警：雪更大。')
    expect(second.chainId).toBe(first.chainId)
    expect((await overview()).signals.map(({ color }) => color)).toEqual(['orange'])
    await addSignal('丰州市气象台24日7时50分解除暴雪橙色预警信号。')
    expect((await overview()).signals).toEqual([])
    expect((await valueOf(archive.api.weather.chain({ chainId: first.chainId }))).map(({ action }) => action)).toEqual([
      'issued',
      'updated',
      'cancelled',
    ])
    const again = await addSignal('丰州市气象台24日8时发布暴雪黄色预警信号。')
    expect(again.chainId).not.toBe(first.chainId)
  })
  it('the same text pasted twice is one signal; the future and a wrong end are refused; what is no warning is said to be none', async () => {
    const text = '丰州市气象台24日7时发布暴雪蓝色预警信号'
    await addSignal(text)
    const { weather } = archive.api
    const typed = {
      text,
      issuer: '丰州市气象台',
      type: '暴雪',
      color: 'blue' as const,
      action: 'issued' as const,
      issuedAt: at('2026-11-24T07:00'),
      expiresAt: null,
      areas: [],
    }
    expect(await codeOf(weather.addSignal(typed))).toBe('weather.known')
    expect(await codeOf(weather.addSignal({ ...typed, issuedAt: at('2026-11-24T09:00') }))).toBe('weather.inFuture')
    expect(await codeOf(weather.addSignal({ ...typed, color: 'red', expiresAt: typed.issuedAt }))).toBe(
      'weather.wrongExpiry',
    )
    expect(await codeOf(weather.readSignal({ text: '明天多云' }))).toBe('weather.noSignal')
    expect((await valueOf(weather.signals({ live: false, offset: 0, limit: 10 }))).total).toBe(1)
  })
  it('a CAP file is taken once; entities, exercises and other files are refused', async () => {
    await newPlace()
    const cap = (inside: string, head = '') =>
      new TextEncoder().encode(
        `<?xml version="1.0" encoding="UTF-8"?>${head}<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>X1</identifier><sender>s</sender><sent>2026-11-24T07:00:00+08:00</sent>${inside}</alert>`,
      )
    const info =
      '<info><language>zh-CN</language><event>暴雪</event><senderName>丰州市气象台</senderName><headline>丰州市气象台发布暴雪红色预警信号</headline><expires>2026-11-25T07:00:00+08:00</expires><description>大雪。</description><area><areaDesc>丰州市</areaDesc></area></info>'
    const { weather } = archive.api
    const actual = cap(`<status>Actual</status><msgType>Alert</msgType>${info}`)
    expect(await valueOf(weather.importCap({ bytes: actual }))).toEqual({ taken: 1, known: 0 })
    expect(await valueOf(weather.importCap({ bytes: actual }))).toEqual({ taken: 0, known: 1 })
    expect((await overview()).signals).toMatchObject([{ color: 'red', areas: ['A', 'B'], issuer: '丰州市气象台' }])
    const bomb = '<!DOCTYPE a [<!ENTITY x "y">]>'
    for (const bytes of [
      cap(`<status>Exercise</status><msgType>Alert</msgType>${info}`),
      cap(info, bomb),
      new TextEncoder().encode('<a/>'),
      new Uint8Array([255, 254, 0]),
      new Uint8Array(),
    ])
      expect(await codeOf(weather.importCap({ bytes }))).toBe('weather.noCap')
    const off = new TextDecoder()
      .decode(actual)
      .replace('X1', 'X2')
      .replace(
        '<msgType>Alert</msgType>',
        '<msgType>Cancel</msgType><references>s,X1,2026-11-24T07:00:00+08:00</references>',
      )
    await valueOf(
      weather.importCap({
        bytes: new TextEncoder().encode(off.replace('07:00:00+08:00</sent>', '07:30:00+08:00</sent>')),
      }),
    )
    expect((await overview()).signals).toEqual([])
  })
})

describe('the daily check', () => {
  const departments = async () => (await overview()).checks
  it('each of three departments reads it; the missing one is reminded once, after the hour', async () => {
    const { id: placeId } = await newPlace()
    const { weather } = archive.api
    const [first, second, third] = await departments()
    expect([first, second, third].every(of => of !== undefined)).toBe(true)
    expect(await codeOf(weather.check({ departmentId: first?.departmentId ?? '', onBehalf: '' }))).toBe(
      'weather.nothingToRead',
    )
    await valueOf(weather.typeForecast({ placeId, days: three }))
    for (const of of [first, second])
      await valueOf(weather.check({ departmentId: of?.departmentId ?? '', onBehalf: '' }))
    expect(await codeOf(weather.check({ departmentId: first?.departmentId ?? '', onBehalf: '' }))).toBe(
      'weather.checkedAlready',
    )
    set('2026-11-24T08:59')
    expect(archive.due()).not.toContain('weather.remind')
    set('2026-11-24T09:00')
    expect(archive.due()).toContain('weather.remind')
    const [ring] = await valueOf(weather.remind({}))
    expect(ring).toMatchObject({ number: third?.department, dueAt: at('2026-11-24T09:00'), stage: 'at' })
    expect(archive.due()).not.toContain('weather.remind')
    expect(await valueOf(weather.remind({}))).toEqual([])
    set('2026-11-24T10:00')
    await valueOf(weather.check({ departmentId: third?.departmentId ?? '', onBehalf: '' }))
    expect((await departments()).map(({ late }) => late)).toEqual([false, false, true])
  })
  it('on a day of rest the duty officer reads it by name; what was seen stays as it was', async () => {
    const { id: placeId } = await newPlace()
    const { weather } = archive.api
    set('2026-11-28T08:00')
    await valueOf(weather.typeForecast({ placeId, days: [day('2026-11-28')] }))
    const departmentId = (await departments())[0]?.departmentId ?? ''
    expect(await codeOf(weather.check({ departmentId, onBehalf: '' }))).toBe('weather.dutyOfficerMissing')
    expect(await valueOf(weather.check({ departmentId, onBehalf: '赵值班' }))).toMatchObject({ onBehalf: '赵值班' })
    await valueOf(weather.typeForecast({ placeId, days: [day('2026-11-28', { sky: '晴', snow: 0 })] }))
    expect((await valueOf(weather.seen({ day: '2026-11-28', departmentId }))).places[0]?.days[0]).toMatchObject({
      sky: '暴雪',
      snow: 12,
    })
    const month = await valueOf(weather.checks({ month: '2026-11' }))
    expect(month).toHaveLength(30)
    expect(month.find(({ day: of }) => of === '2026-11-28')).toMatchObject({ rest: true })
    expect((await valueOf(weather.checks({ month: '2028-02' }))).at(-1)?.day).toBe('2028-02-29')
  })
  it('an office without places reminds nobody', () => {
    set('2026-11-24T10:00')
    expect(archive.due()).not.toContain('weather.remind')
  })
})

describe('a source', () => {
  const fetched = (more: Partial<Fetched> = {}) =>
    Promise.resolve({ ok: true as const, days: three, signals: [], attributions: ['和风天气'], ...more })
  beforeEach(async () => {
    await newPlace()
    await valueOf(
      archive.api.weather.changeSource({
        settings: {
          kind: 'qweather',
          host: 'abc1.def.qweatherapi.com',
          projectId: 'p',
          credentialId: 'k',
          secretKey: 'pem',
        },
      }),
    )
  })
  it('is asked when due, shows where its data comes from, and keeps the last good when it fails', async () => {
    expect(archive.due()).toContain('weather.fetch')
    archive.askBy(() => fetched())
    expect(await valueOf(archive.api.weather.fetch({ now: false }))).toEqual({ fetched: 1, failed: 0 })
    expect(archive.due()).not.toContain('weather.fetch')
    set('2026-11-24T08:15')
    archive.askBy(() => Promise.resolve({ ok: false, failure: 'tooOften' }))
    await valueOf(archive.api.weather.fetch({ now: false }))
    const [place] = (await overview()).places
    expect(place?.days).toHaveLength(3)
    expect(place?.fetch).toMatchObject({
      failure: 'tooOften',
      goodAt: at('2026-11-24T08:00'),
      nextAt: at('2026-11-24T08:20'),
      attributions: ['和风天气'],
    })
    expect(archive.due()).not.toContain('weather.fetch')
  })
  it('that refuses is left alone until a person asks or chooses anew', async () => {
    archive.askBy(() => Promise.resolve({ ok: false, failure: 'refused' }))
    await valueOf(archive.api.weather.fetch({ now: false }))
    set('2026-12-24T08:00')
    expect(archive.due()).not.toContain('weather.fetch')
    archive.askBy(() => fetched({ days: [day('2026-12-24')] }))
    expect(await valueOf(archive.api.weather.fetch({ now: true }))).toEqual({ fetched: 1, failed: 0 })
  })
  it('gives each signal once; nothing new leaves no line in the journal', async () => {
    const signal = {
      sourceId: 'qweather 1',
      supersedes: [],
      where: '',
      issuer: '丰州市气象台',
      type: '大风',
      color: 'blue' as const,
      action: 'issued' as const,
      issuedAt: at('2026-11-24T07:00'),
      expiresAt: at('2026-11-25T07:00'),
      text: '大风。',
    }
    archive.askBy(() => fetched({ signals: [signal] }))
    await valueOf(archive.api.weather.fetch({ now: true }))
    const update = {
      ...signal,
      sourceId: 'qweather 2',
      supersedes: ['qweather 1'],
      color: 'yellow' as const,
      action: 'updated' as const,
      issuedAt: at('2026-11-24T07:30'),
    }
    archive.askBy(() => fetched({ signals: [signal, update], days: [] }))
    await valueOf(archive.api.weather.fetch({ now: true }))
    expect((await overview()).signals).toMatchObject([{ color: 'yellow', areas: ['A', 'B'] }])
    const rows = (): number => Number(archive.db.prepare('SELECT count(*) FROM journal').pluck().get())
    const before = rows()
    await valueOf(archive.api.weather.fetch({ now: true }))
    expect(rows()).toBe(before)
  })
  it('never shows its credentials, and keeps them out of the journal', async () => {
    expect(JSON.stringify(await valueOf(archive.api.weather.settings({})))).not.toContain('pem')
    expect(JSON.stringify(archive.db.prepare('SELECT * FROM journal').all())).not.toContain('"pem"')
    expect(JSON.stringify(archive.db.prepare('SELECT * FROM journal').all())).not.toContain('secretKey":"pem')
  })
})

describe('the reference table', () => {
  it('is the office’s to change and to add to; taken back, the shipped words stand again', async () => {
    const { weather } = archive.api
    const of = async () =>
      (await valueOf(weather.reference({}))).filter(({ type, color }) => type === '暴雨' && color === 'red')
    const [shipped] = await of()
    await valueOf(weather.putCriterion({ type: '暴雨', color: 'red', zh: '1 小时 60 毫米', en: '60 mm in 1 h' }))
    expect(await of()).toMatchObject([{ zh: '1 小时 60 毫米', own: true }])
    await valueOf(weather.dropCriterion({ type: '暴雨', color: 'red' }))
    expect(await of()).toEqual([shipped])
    expect(await codeOf(weather.dropCriterion({ type: '暴雨', color: 'red' }))).toBe('weather.noCriterion')
  })
})
