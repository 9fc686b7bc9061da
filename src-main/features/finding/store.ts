/** SQL that finds and names records of every kind: one line a kind, with its number, its words and where they stand. */
import type { Db } from '../../archive/open'
import type { Found, Kind } from './contract'

type Row = { kind: Kind; id: string; number: string; zh: string; en: string }
type Source = { number: string; words: string; en?: string; from: string; newest: string }

/** What register searches find already, by pinyin too: only named here. */
const registers: Partial<Record<Kind, Source>> = {
  customer: { number: 'r.code', words: 'r.name', from: 'customer r', newest: 'r.seq' },
  colleague: { number: 'r.code', words: 'r.name', from: 'colleague r', newest: 'r.seq' },
  product: { number: 'r.code', words: 'r.name', from: 'product r', newest: 'r.seq' },
  supplier: { number: 'r.code', words: 'r.name', from: 'supplier r', newest: 'r.code' },
  vehicle: { number: 'r.code', words: "r.plate || ' ' || r.name", from: 'vehicle r', newest: 'r.code' },
  incident: { number: 'r.number', words: 'r.title', from: 'incident r', newest: 'r.seq' },
}
const ofProduct = 'JOIN product p ON p.id = r.product_id'
const records: Partial<Record<Kind, Source>> = {
  callout: { number: 'r.number', words: 'r.title', from: 'callout r', newest: 'r.number' },
  suspension: {
    number: 'r.number',
    words: "(SELECT group_concat(value, '、') FROM json_each(r.areas)) || ' ' || r.reason",
    from: 'suspension r',
    newest: 'r.number',
  },
  bulletin: { number: 'r.number', words: 'r.title', from: 'bulletin r', newest: 'r.number' },
  briefing: { number: 'r.number', words: "r.day || ' ' || r.remarks", from: 'briefing r', newest: 'r.number' },
  handover: {
    number: 'r.number',
    words: "r.day || ' ' || o.name || ' → ' || i.name || ' ' || r.situation",
    from: 'duty_handover r JOIN colleague o ON o.id = r.outgoing_id JOIN colleague i ON i.id = r.incoming_id',
    newest: 'r.number',
  },
  delivery: {
    number: 'r.number',
    words: "coalesce(c.name, '') || ' ' || r.load || ' ' || r.place",
    from: 'delivery r LEFT JOIN customer c ON c.id = r.customer_id',
    newest: 'r.number',
  },
  breakdown: {
    number: 'r.number',
    words: "v.plate || ' ' || r.place || ' ' || r.what",
    from: 'breakdown r JOIN vehicle v ON v.id = r.vehicle_id',
    newest: 'r.number',
  },
  purchase: {
    number: 'r.number',
    words: "p.name || ' ' || r.reason",
    from: `purchase r ${ofProduct}`,
    newest: 'r.number',
  },
  sourcing: {
    number: 'r.number',
    words: "p.name || ' ' || r.reason",
    from: `sourcing_need r ${ofProduct}`,
    newest: 'r.number',
  },
  early: {
    number: 'r.number',
    words: "p.name || ' ' || r.reason",
    from: `early_delivery r ${ofProduct}`,
    newest: 'r.number',
  },
  stocktake: {
    number: 'r.number',
    words: "w.name || ' ' || r.category",
    from: 'stocktake r JOIN warehouse w ON w.seq = r.warehouse_seq',
    newest: 'r.number',
  },
  plan: { number: "''", words: 'r.name_zh', en: 'r.name_en', from: 'plan r', newest: 'r.name_zh' },
  chapter: { number: "''", words: 'r.title', from: 'chapter r', newest: 'r.id' },
  training: { number: "''", words: "r.on_day || ' ' || r.title", from: 'training r', newest: 'r.on_day' },
  tool: { number: 'r.code', words: 'r.name', from: 'tool r', newest: 'r.code' },
  kit: { number: "''", words: 'r.name', from: 'kit r', newest: 'r.name' },
}
const fields = (kind: string, { number, words, en, from }: Source): string =>
  `SELECT '${kind}' AS kind, r.id, ${number} AS number, trim(substr(${words}, 1, 120)) AS zh, trim(substr(${en ?? words}, 1, 120)) AS en FROM ${from}`

export const findingStore = (db: Db) => {
  const searches = Object.entries(records).map(([kind, source]) =>
    db.prepare<[object], Row>(
      `${fields(kind, source)} WHERE instr(lower(${source.number} || ' ' || ${source.words} || ' ' || ${source.en ?? "''"}), lower(:text)) > 0
       ORDER BY ${source.newest} DESC LIMIT 3`,
    ),
  )
  const byId = Object.entries({ ...registers, ...records }).map(([kind, source]) =>
    db.prepare<[string], Row>(
      `${fields(kind, source)} WHERE r.id = ?${kind === 'customer' ? ' AND r.merged_into IS NULL' : ''}`,
    ),
  )
  const foundOf = ({ kind, id, number, zh, en }: Row): Found => ({ kind, id, number, title: { zh, en: en || zh } })
  return {
    search: (text: string): Found[] => searches.flatMap(one => one.all({ text }).map(foundOf)),
    named: (ids: readonly string[]): Found[] =>
      ids.flatMap(id => {
        for (const one of byId) {
          const row = one.get(id)
          if (row) return [foundOf(row)]
        }
        return []
      }),
  }
}
export type FindingStore = ReturnType<typeof findingStore>
