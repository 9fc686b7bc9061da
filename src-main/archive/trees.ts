/** What stands in an archive's trees: the tables and indexes themselves, below what SQL shows. */
import { openArchive } from './open'
import type { ArchiveKey, Db } from './open'

/**
 * The entries of every table and index but the query planner's, as text: each page is read, and what is damaged throws.
 * Only a table ordered by rowid keeps all of them in its leaves.
 */
export const entriesOf = (db: Db): string =>
  JSON.stringify(
    db
      .prepare(
        `WITH tree AS MATERIALIZED
           (SELECT name, pagetype, sum(ncell) AS cells FROM dbstat WHERE schema = 'main' GROUP BY name, pagetype)
         SELECT name, sum(cells) AS entries FROM tree LEFT JOIN pragma_table_list AS t USING (name)
         WHERE (pagetype = 'leaf' OR t.wr IS NOT 0) AND name NOT LIKE 'sqlite_stat%' AND name <> 'sqlite_schema'
           AND coalesce(t.schema, 'main') = 'main'
         GROUP BY name ORDER BY name`,
      )
      .all(),
  )

/** Counts the entries of an archive file, read from the disk. */
export type CountTrees = (file: string, key: ArchiveKey) => Promise<string>

/** Counts them in this thread. */
export const countTreesHere: CountTrees = (file, key) =>
  new Promise(resolve => {
    const db = openArchive(file, key, { readonly: true })
    try {
      resolve(entriesOf(db))
    } finally {
      db.close()
    }
  })
