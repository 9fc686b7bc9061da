/** Fuzz of the contract: half of the inputs whole, half spoilt in one place, every tenth under an auditor. */
import { contract } from '../../src-main/contract'
import { callNames, findCall } from '../../src-main/contract/wire'
import { sendWatched, watchedArchive } from './archive'
import type { Attack } from './attack'
import { inputMaker, schemaOf } from './contractInputs'
import { spoilt } from './spoiling'

/** All but what `door.ts` sends (the door's calls, jobs over backup files) and Electron's side, which the real program gets. */
export const attackCalls = (): Attack => {
  const archive = watchedArchive()
  const sent = callNames(contract).flatMap(name => {
    const call = findCall(contract, name)
    if (!call || call.kind === 'desktop' || name.startsWith('access.')) return []
    if (call.kind === 'job' && name.startsWith('backups.')) return []
    return [{ name, reads: call.kind === 'read', schema: schemaOf(call) }]
  })
  const tables = archive.db
    .prepare<[], { name: string }>(
      "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c ON c.name = 'id' WHERE m.type = 'table'",
    )
    .all()
  let ids: string[] = []
  /** Ids that exist, of every table that has them; looked up anew now and then as the archive grows. */
  const learnIds = (): void => {
    ids = tables.flatMap(({ name }) =>
      archive.db
        .prepare<[], { id: unknown }>(`SELECT id FROM "${name}" ORDER BY random() LIMIT 12`)
        .all()
        .flatMap(({ id }) => (typeof id === 'string' ? [id] : [])),
    )
  }
  const make = inputMaker(() => ({ ids, named: {} }))
  const auditor = archive.as('auditor')
  let count = 0
  return {
    calls: sent.length,
    send: async (random, show) => {
      if (count % 2000 === 0) learnIds()
      count += 1
      const { name, reads, schema } = random.oneOf(sent, { name: 'office.entry', reads: true, schema: {} })
      const whole = make(schema, random)
      const input = random.chance(0.5) ? whole : spoilt(whole, random)
      show(name, input)
      return sendWatched(archive, random.chance(0.1) ? auditor : archive.api, name, input, reads)
    },
    close: archive.close,
  }
}
