/** SQL of the manual's chapters and versions. */
import type { Db } from '../../archive/open'
import type { Chapter, Published } from './contract'

const heads = `SELECT c.id, c.title, c.product_id AS productId, coalesce(p.code || ' ' || p.name, '') AS product, v.id AS versionId, v.number,
    v.created_at AS updatedAt, c.version
  FROM chapter c JOIN chapter_version v ON v.chapter_id = c.id AND v.number = (SELECT max(number) FROM chapter_version WHERE chapter_id = c.id)
  LEFT JOIN product p ON p.id = c.product_id`
const wanted = `WHERE (:productId IS NULL OR c.product_id = :productId)
  AND (:text = '' OR instr(lower(c.title || ' ' || coalesce(p.code || ' ' || p.name, '') || ' ' || v.body), lower(:text)) > 0)`
type Content = Pick<Published, 'body' | 'note' | 'incidentId'>

export const manualStore = (db: Db) => {
  const one = db.prepare<[string], Chapter>(`${heads} WHERE c.id = ?`)
  const page = db.prepare<[object], Chapter>(`${heads} ${wanted} ORDER BY c.title, c.id LIMIT :limit OFFSET :offset`)
  const count = db.prepare<[object], { total: number }>(`SELECT count(*) AS total FROM (${heads} ${wanted})`)
  const versions = db.prepare<[string], Published>(
    `SELECT v.id, v.number, v.body, v.note, v.incident_id AS incidentId, coalesce(i.number, '') AS incident, v.created_at AS createdAt,
       v.created_by AS createdBy FROM chapter_version v LEFT JOIN incident i ON i.id = v.incident_id WHERE v.chapter_id = ? ORDER BY v.number DESC LIMIT 100`,
  )
  const isVersion = db.prepare<[string], { id: string }>('SELECT id FROM chapter_version WHERE id = ?')
  const add = db.prepare(
    'INSERT INTO chapter (id, title, product_id, version, created_at, created_by) VALUES (:id, :title, :productId, 1, :at, :byName)',
  )
  const correct = db.prepare(
    'UPDATE chapter SET title = :title, product_id = :productId, version = version + 1 WHERE id = :id AND version = :version',
  )
  const publish = db.prepare(
    `INSERT INTO chapter_version (id, chapter_id, number, body, note, incident_id, created_at, created_by)
     VALUES (:id, :chapterId, (SELECT coalesce(max(number), 0) + 1 FROM chapter_version WHERE chapter_id = :chapterId), :body, :note, :incidentId, :at, :byName)`,
  )
  return {
    one: (id: string): Chapter | null => one.get(id) ?? null,
    page: (text: string, productId: string | null, limit: number, offset: number) => ({
      rows: page.all({ text, productId, limit, offset }),
      total: count.get({ text, productId })?.total ?? 0,
    }),
    versions: (id: string): Published[] => versions.all(id),
    isVersion: (id: string): boolean => isVersion.get(id) !== undefined,
    add: (id: string, title: string, productId: string | null, at: string, byName: string): void => {
      add.run({ id, title, productId, at, byName })
    },
    /** False when the version is stale. */
    correct: (id: string, version: number, title: string, productId: string | null): boolean =>
      correct.run({ id, version, title, productId }).changes === 1,
    publish: (id: string, chapterId: string, content: Content, at: string, byName: string): void => {
      publish.run({ id, chapterId, ...content, at, byName })
    },
  }
}

export type ManualStore = ReturnType<typeof manualStore>
