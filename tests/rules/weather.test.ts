/** Warnings read offline, their chains and districts; grades, forces and the office's own notices. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ForecastDay } from '../../src-main/features/weather/contract'
import { signalColors } from '../../src-main/features/weather/contract'
import { forceOf, gradeOf, noticesOf, waitAfterFetch, windOf } from '../../src-main/features/weather/rules'
import { areasIn, continuedBy, liveAt, readSignal } from '../../src-main/features/weather/signals.rules'

const zone = 'Asia/Shanghai'
const now = '2026-11-24T01:00:00.000Z'
const at = (local: string): string => new Date(`${local}:00+08:00`).toISOString()

describe('a warning as pasted', () => {
  it.each([
    ['上海中心气象台发布雷电黄色预警[Ⅲ级/较重]', '上海中心气象台', '雷电', 'yellow', 'issued', null],
    [
      '临桂区气象台24日11时19分继续发布大风蓝色预警信号：预计未来24小时内临桂将出现6级以上大风，请做好防范。',
      '临桂区气象台',
      '大风',
      'blue',
      'updated',
      '2026-11-24T11:19',
    ],
    [
      '丰州市气象台2026年11月24日08时30分发布暴雪橙色预警信号：预计12小时内降雪15毫米。',
      '丰州市气象台',
      '暴雪',
      'orange',
      'issued',
      '2026-11-24T08:30',
    ],
    [
      '丰州市气象台11月24日18时解除暴雪橙色预警信号。',
      '丰州市气象台',
      '暴雪',
      'orange',
      'cancelled',
      '2026-11-24T18:00',
    ],
    ['丰州市气象台将暴雪蓝色预警升级为橙色预警', '丰州市气象台', '暴雪', 'orange', 'updated', null],
    [
      '【丰州市气象局】24日9:05更新道路结冰红色预警信号',
      '丰州市气象局',
      '道路结冰',
      'red',
      'updated',
      '2026-11-24T09:05',
    ],
    ['广东省气象台发布台风白色预警信号', '广东省气象台', '台风', 'white', 'issued', null],
    ['丰州市气象台发布低温雨雪冰冻黄色预警', '丰州市气象台', '低温雨雪冰冻', 'yellow', 'issued', null],
    ['丰州市气象台发布强对流天气预警', '丰州市气象台', '强对流天气', '', 'issued', null],
  ])('reads %s', (text, issuer, type, color, action, issuedAt) => {
    expect(readSignal(text, now, zone)).toMatchObject({
      issuer,
      type,
      color,
      action,
      issuedAt: issuedAt === null ? null : at(issuedAt),
    })
  })

  it.each(['今天多云，气温 3 到 9 度。', '', '明天停课', '请大家注意预警', '红色的车辆在路上'])(
    'finds none in %j',
    text => {
      expect(readSignal(text, now, zone)).toBeNull()
    },
  )

  it.each([
    // Read in the night of the first, "30日" was last month's; a day that month lacks is no day.
    ['丰州市气象台30日23时发布大风蓝色预警', '2026-12-01T00:10', '2026-11-30T23:00'],
    ['丰州市气象台12月31日23时50分发布大风蓝色预警', '2027-01-01T00:10', '2026-12-31T23:50'],
    ['丰州市气象台29日8时发布大风蓝色预警', '2028-03-01T00:10', '2028-02-29T08:00'],
    ['丰州市气象台31日8时发布大风蓝色预警', '2027-03-01T00:10', null],
    ['丰州市气象台2月30日8时发布大风蓝色预警', '2027-03-01T00:10', null],
    ['丰州市气象台24日25时发布大风蓝色预警', '2026-11-24T09:00', null],
  ])('reads the time of %s at %s', (text, present, issuedAt) => {
    expect(readSignal(text, at(present), zone)?.issuedAt).toBe(issuedAt === null ? null : at(issuedAt))
  })

  it('never fails on any text, however odd', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 400, unit: 'binary' }),
        fc.constantFrom('', '发布', '红色预警', '日8时'),
        (text, more) => {
          const read = readSignal(`${text}${more}${text}`, now, zone)
          if (read) expect(read.type.length).toBeLessThanOrEqual(30)
        },
      ),
    )
  })
})

describe('districts', () => {
  const place = (name: string, areas: string[], aliases: string[] = []) => ({ name, aliases, areas })
  const places = [place('临桂区', ['A', 'B'], ['临桂']), place('灵川县', ['C']), place('州', ['D'])]
  it('are those whose name, or another of its names, stands in the text; one character never counts', () => {
    expect(areasIn('预计临桂将出现大风', places)).toEqual(['A', 'B'])
    expect(areasIn('丰州市灵川县、临桂区', places)).toEqual(['A', 'B', 'C'])
    expect(areasIn('别处', places)).toEqual([])
  })
  it('do not hang on the order of the places, and each named one is found', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[甲乙丙丁戊己庚辛]{2,4}区$/), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        (names, pick) => {
          const all = names.map(name => place(name, [name]))
          const named = names[pick % names.length] ?? ''
          const found = areasIn(`气象台发布：${named}有大风`, all)
          expect(found).toContain(named)
          expect(areasIn(`气象台发布：${named}有大风`, [...all].reverse())).toEqual(found)
        },
      ),
    )
  })
})

describe('chains', () => {
  type Step = {
    action: 'issued' | 'updated' | 'cancelled'
    type: string
    color: (typeof signalColors)[number]
    minutes: number
  }
  const step = fc.record({
    action: fc.constantFrom<Step['action']>('issued', 'updated', 'cancelled'),
    type: fc.constantFrom('暴雪', '大风'),
    color: fc.constantFrom(...signalColors),
    minutes: fc.integer({ min: 1, max: 600 }),
  })
  it('one issuer has at most one live signal of a type, and none after its cancellation', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), steps => {
        const kept: {
          id: string
          chainId: string
          issuer: string
          type: string
          action: Step['action']
          issuedAt: string
          expiresAt: null
        }[] = []
        let clock = Date.parse(now)
        steps.forEach(({ action, type, minutes }, index) => {
          clock += minutes * 60_000
          const issuedAt = new Date(clock).toISOString()
          const next = { issuer: '丰州市气象台', type, action }
          const id = String(index)
          kept.push({
            ...next,
            id,
            chainId: continuedBy(next, kept, issuedAt)?.chainId ?? id,
            issuedAt,
            expiresAt: null,
          })
          const live = liveAt(kept, issuedAt)
          for (const known of ['暴雪', '大风']) {
            const last = kept.findLast(({ type: of }) => of === known)
            expect(live.filter(({ type: of }) => of === known).map(({ id: of }) => of)).toEqual(
              !last || last.action === 'cancelled' ? [] : [last.id],
            )
          }
        })
      }),
    )
  })
  it('another issuer, and another type, begin their own', () => {
    const first = {
      id: '1',
      chainId: '1',
      issuer: '甲气象台',
      type: '暴雪',
      action: 'issued' as const,
      issuedAt: now,
      expiresAt: null,
    }
    expect(continuedBy({ issuer: '乙气象台', type: '暴雪', action: 'updated' }, [first], now)).toBeNull()
    expect(continuedBy({ issuer: '甲气象台', type: '寒潮', action: 'updated' }, [first], now)).toBeNull()
    expect(continuedBy({ issuer: '甲气象台', type: '暴雪', action: 'updated' }, [first], now)?.chainId).toBe('1')
  })
  it('expire at their instant, not before', () => {
    const until = '2026-11-24T03:00:00.000Z'
    const signal = {
      id: '1',
      chainId: '1',
      issuer: '',
      type: '',
      action: 'issued' as const,
      issuedAt: now,
      expiresAt: until,
    }
    expect(liveAt([signal], '2026-11-24T02:59:59.999Z')).toHaveLength(1)
    expect(liveAt([signal], until)).toEqual([])
    expect(liveAt([signal], '2026-11-24T00:59:59.999Z')).toEqual([])
  })
})

describe('figures in words', () => {
  it.each([
    [0, 0],
    [0.3, 1],
    [10.7, 5],
    [10.8, 6],
    [17.2, 8],
    [32.7, 12],
    [60, 12],
  ])('%d m/s is force %i', (speed, force) => {
    expect(forceOf(speed)).toBe(force)
  })
  it.each([
    ['rain', 0, null],
    ['rain', 9.9, 'light'],
    ['rain', 10, 'moderate'],
    ['rain', 49.9, 'heavy'],
    ['rain', 50, 'storm'],
    ['rain', 250, 'extremeStorm'],
    ['snow', 5, 'heavy'],
    ['snow', 10, 'storm'],
  ] as const)('%s of %d mm is %s', (kind, amount, grade) => {
    expect(gradeOf(kind, amount)).toBe(grade)
  })
  it.each([
    [0, 'n'],
    [359, 'n'],
    [45, 'ne'],
    [270, 'w'],
    [360, 'n'],
  ])('wind from %d degrees is %s', (degrees, wind) => {
    expect(windOf(degrees)).toBe(wind)
  })
  it('an own notice is given at its limit; cold counts downwards, and nothing known gives none', () => {
    const day: ForecastDay = {
      day: '2026-11-24',
      high: 3,
      low: -15,
      wind: null,
      gust: 17.2,
      windFrom: null,
      rain: null,
      snow: 4.9,
      chance: null,
      sky: '',
    }
    const limits = [
      { measure: 'low' as const, limit: -15 },
      { measure: 'gust' as const, limit: 17.2 },
      { measure: 'snow' as const, limit: 5 },
      { measure: 'rain' as const, limit: 0 },
    ]
    expect(noticesOf(day, limits).map(({ measure }) => measure)).toEqual(['low', 'gust'])
  })
  it('a failing source is asked less and less often, never less than every three hours', () => {
    expect([0, 1, 2, 3, 6, 7, 100].map(tries => waitAfterFetch(tries) / 60_000)).toEqual([
      180, 5, 10, 20, 160, 180, 180,
    ])
  })
})
