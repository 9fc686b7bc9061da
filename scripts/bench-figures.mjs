// What each bench's figures mean: their limits and baselines (tests/bench/limits.json), for --check and for the table.
import limits from '../tests/bench/limits.json' with { type: 'json' }

/**
 * One figure of a bench. Limits: `atMost` holds for the figure itself, `ratioAtMost` for its ratio to the baseline.
 * With `each` there is one such figure in every entry of that list, told apart by its `name`.
 * @typedef {{ what: string, figure: string, unit: string, baseline?: string, beside?: string, ratio?: string,
 *   atMost?: number, ratioAtMost?: number, each?: string, name?: string }} Described
 * @typedef {{ what: string, value: number | null, unit: string, baseline: number | null, beside: string,
 *   ratio: number | null, limit: string, met: boolean | null }} Line
 */

/** @param {unknown} value @returns {number | null} */
const numberOf = value => (typeof value === 'number' && Number.isFinite(value) ? value : null)

/** @param {Described} described @param {Record<string, unknown>} result @returns {Line} */
const lineOf = ({ what, figure, unit, baseline, beside = '', ratio, atMost, ratioAtMost }, result) => {
  const value = numberOf(result[figure])
  const base = baseline === undefined ? null : numberOf(result[baseline])
  const given = ratio === undefined ? null : numberOf(result[ratio])
  const shown = given ?? (value !== null && base ? Math.round((value / base) * 100) / 100 : null)
  const limited = atMost !== undefined || ratioAtMost !== undefined
  return {
    what,
    value,
    unit,
    baseline: base,
    beside,
    ratio: shown,
    limit: atMost !== undefined ? `${atMost} ${unit}` : ratioAtMost !== undefined ? `ratio ${ratioAtMost}` : '',
    // A figure that is missing has not met its limit.
    met: limited
      ? atMost !== undefined
        ? (value ?? Infinity) <= atMost
        : (shown ?? Infinity) <= (ratioAtMost ?? 0)
      : null,
  }
}

/**
 * The figures of a bench's JSON as lines; all of them without a value when it printed none.
 * @param {string} bench
 * @param {Record<string, unknown>} result
 * @returns {Line[]}
 */
export const linesOf = (bench, result) => {
  /** @type {Record<string, Described[]>} */
  const described = limits
  return (described[bench] ?? []).flatMap(each => {
    const list = each.each === undefined ? undefined : result[each.each]
    if (!Array.isArray(list)) return [lineOf(each, result)]
    return list.map(entry => lineOf({ ...each, what: `${each.what}: ${entry[each.name ?? '']}` }, entry))
  })
}

/**
 * What missed its limit, in words.
 * @param {string} bench
 * @param {Record<string, unknown>} result
 * @returns {string[]}
 */
export const missed = (bench, result) =>
  linesOf(bench, result)
    .filter(({ met }) => met === false)
    .map(({ what, value, unit, ratio, limit }) => `${what}: ${value} ${unit}, ratio ${ratio}; at most ${limit}`)
