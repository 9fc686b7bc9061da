/** What stands in an archive's trees: the tables and indexes themselves, below what SQL shows. */
import { isDeepStrictEqual } from 'node:util'
import { keepFewPages, openArchive } from './open'
import type { ArchiveKey, Db } from './open'
import type { Manifest } from './manifest'

/**
 * How many entries every table and index but the query planner's has: each page is read, and what is damaged throws.
 * Only a table ordered by rowid keeps all of them in its leaves.
 */
export const treesOf = (db: Db): Manifest['trees'] => {
  const counted = db.prepare<[], { name: string; entries: number }>(
    `WITH tree AS MATERIALIZED
       (SELECT name, pagetype, sum(ncell) AS cells FROM dbstat WHERE schema = 'main' GROUP BY name, pagetype)
     SELECT name, sum(cells) AS entries FROM tree LEFT JOIN pragma_table_list AS t USING (name)
     WHERE (pagetype = 'leaf' OR t.wr IS NOT 0) AND name NOT LIKE 'sqlite_stat%' AND name <> 'sqlite_schema'
       AND coalesce(t.schema, 'main') = 'main'
     GROUP BY name ORDER BY name`,
  )
  return Object.fromEntries(counted.all().map(({ name, entries }) => [name, entries]))
}

/** Whether two counts name the same trees with the same entries. */
export const sameTrees = (one: Manifest['trees'], other: Manifest['trees']): boolean => isDeepStrictEqual(one, other)

/** Counts them in an archive file, read from the disk. */
export type CountTrees = (file: string, key: ArchiveKey) => Promise<Manifest['trees']>

/** Counts them in this thread. */
export const countTreesHere: CountTrees = (file, key) =>
  new Promise(resolve => {
    const db = openArchive(file, key, { readonly: true })
    keepFewPages(db)
    try {
      resolve(treesOf(db))
    } finally {
      db.close()
    }
  })
