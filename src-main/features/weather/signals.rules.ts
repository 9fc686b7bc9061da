/** Rules of warning signals (rule 8): what a text says, which chain it goes on with, which districts it holds for, which are live. */
import { instantOf, localDateTime } from '../office/rules'
import { signalColors } from './contract'
import type { Place, Signal, SignalColor, SignalReading } from './contract'

const colorOf: Record<string, SignalColor> = { 白: 'white', 蓝: 'blue', 黄: 'yellow', 橙: 'orange', 红: 'red' }
/** The word of each level as the weather service writes it (CMA signals: Ⅳ to Ⅰ). */
const wordOf: Record<SignalColor, string> = {
  white: '',
  blue: 'Ⅳ级/一般',
  yellow: 'Ⅲ级/较重',
  orange: 'Ⅱ级/严重',
  red: 'Ⅰ级/特别严重',
}
export const levelWord = (color: SignalColor | ''): string => (color === '' ? '' : wordOf[color])
/** White 0, blue 1 … red 4; without a colour 0. */
export const rankOf = (color: SignalColor | ''): number => (color === '' ? 0 : signalColors.indexOf(color))

const issuers = /[\p{Script=Han}]{2,20}?(?:气象台|气象局|气象中心|预警信息发布中心|应急管理局|应急办)/u
const verbs = /解除|取消|撤销|发布|更新|变更|升级|降级|调整|确认/u
const dates = /(?:(\d{4})年)?(?:(\d{1,2})月)?(?:(\d{1,2})日)?(\d{1,2})(?:时(?:(\d{1,2})分)?|[:：](\d{2}))/u
const longest = 30

/** What stands before the colour, down to the bare type: `继续发布大风` says 大风. */
const typeIn = (before: string): string =>
  (
    before
      .replace(/[白蓝黄橙红]色(?:预警(?:信号)?)?/gu, '')
      .split(
        /解除|取消|撤销|发布|更新|变更为|升级为|降级为|调整为|变更|升级|降级|调整|确认|将|为|的|[，。：:；、\s[\]【】"“”]/u,
      )
      .filter(Boolean)
      .at(-1) ?? ''
  ).slice(-longest)

/** The instant a text names, in the office's time zone: missing parts are those of `now`, and what would lie more than a day ahead was last month's. */
const timeIn = (text: string, now: string, timeZone: string): string | null => {
  const found = dates.exec(text)
  if (!found) return null
  const [, year, month, day, hour = '', minute, minuteAfterColon] = found
  const local = localDateTime(now, timeZone)
  const two = (part: string): string => part.padStart(2, '0')
  const written = `${year ?? local.slice(0, 4)}-${two(month ?? local.slice(5, 7))}-${two(day ?? local.slice(8, 10))}`
  const clock = `${two(hour)}:${two(minute ?? minuteAfterColon ?? '0')}:00`
  const real = (date: string): boolean => {
    const at = new Date(`${date}T00:00:00Z`)
    return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === date
  }
  if (Number(hour) > 23 || Number(minute ?? minuteAfterColon ?? 0) > 59) return null
  const at = real(written) ? instantOf(`${written} ${clock}`, timeZone) : null
  if (at !== null && Date.parse(at) - Date.parse(now) <= 86_400_000) return at
  // Read on the 1st, "31日" was last month's; read in January, "12月" was last year's.
  if (year !== undefined) return null
  const [thisYear, thisMonth] = [Number(local.slice(0, 4)), Number(local.slice(5, 7))]
  const earlier =
    month !== undefined
      ? `${thisYear - 1}${written.slice(4)}`
      : `${thisMonth === 1 ? thisYear - 1 : thisYear}-${two(String(thisMonth === 1 ? 12 : thisMonth - 1))}${written.slice(7)}`
  return real(earlier) ? instantOf(`${earlier} ${clock}`, timeZone) : null
}

/**
 * Reads a warning's text offline, such as `丰州市气象台24日8时30分发布暴雪橙色预警信号[Ⅱ级/严重]：…`.
 * An unknown type stays as it is written; null where the text is no warning at all.
 */
export const readSignal = (text: string, now: string, timeZone: string): SignalReading | null => {
  const flat = text.replace(/\s+/gu, ' ').trim()
  // What follows the first colon or full stop is the forecast itself.
  const head = flat.split(/(?<!\d)[：:](?!\d)|。/u)[0] ?? flat
  const named = [...head.matchAll(/([白蓝黄橙红])色(?:预警|信号)?/gu)].at(-1)
  const plain = /(.{1,30}?)预警(?:信号)?/u.exec(head)
  if (!named && !(plain && verbs.test(head))) return null
  const color = colorOf[named?.[1] ?? ''] ?? ''
  const before = named ? head.slice(0, named.index) : (plain?.[1] ?? '')
  const type = typeIn(before)
  if (type === '') return null
  const cancelled = /解除|取消|撤销/u.test(head)
  const updated = /继续发布|更新|变更|升级|降级|调整|确认/u.test(head)
  return {
    issuer: (issuers.exec(head)?.[0] ?? '').replace(/^.*(?:来源|发布单位)[:：]?/u, ''),
    type,
    color,
    word: levelWord(color),
    action: cancelled ? 'cancelled' : updated ? 'updated' : 'issued',
    issuedAt: timeIn(head, now, timeZone),
  }
}

/** Areas a text speaks of: those of every place whose name, or another of its names, stands in it. Names of one character never count. */
export const areasIn = (text: string, places: readonly Pick<Place, 'name' | 'aliases' | 'areas'>[]): string[] => {
  const found = places.filter(({ name, aliases }) =>
    [name, ...aliases].some(known => known.length >= 2 && text.includes(known)),
  )
  return [...new Set(found.flatMap(({ areas }) => areas))].sort((a, b) => a.localeCompare(b))
}

type InChain = Pick<Signal, 'id' | 'chainId' | 'issuer' | 'type' | 'action' | 'issuedAt' | 'expiresAt'>

/** The newest of every chain; of two at one instant the one recorded later, which comes later in the list. */
const newestOf = <T extends InChain>(signals: readonly T[]): T[] => {
  const newest = new Map<string, T>()
  for (const signal of signals) {
    const known = newest.get(signal.chainId)
    if (!known || signal.issuedAt >= known.issuedAt) newest.set(signal.chainId, signal)
  }
  return [...newest.values()]
}

/** What holds at an instant: the newest of each chain, neither cancelled nor expired nor yet to come. */
export const liveAt = <T extends InChain>(signals: readonly T[], at: string): T[] =>
  newestOf(signals.filter(({ issuedAt }) => issuedAt <= at)).filter(
    ({ action, expiresAt }) => action !== 'cancelled' && (expiresAt === null || expiresAt > at),
  )

/**
 * Which chain a new text goes on with: the live one of the same issuer and type. A cancellation that names no type of a live
 * chain goes on with nothing, and is kept by itself.
 */
export const continuedBy = <T extends InChain>(
  next: Pick<SignalReading, 'issuer' | 'type' | 'action'>,
  signals: readonly T[],
  at: string,
): T | null => liveAt(signals, at).find(({ issuer, type }) => issuer === next.issuer && type === next.type) ?? null
