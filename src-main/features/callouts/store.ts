/** SQL of call-outs, the people on them and every attempt. */
import type { Db } from '../../archive/open'
import type { Attempt, CalledPerson, Callout, CallOutcome } from './contract'

export type KeptPerson = Omit<CalledPerson, 'phones'> & { lastPhone: string; claimedUntil: string | null }
export type NewPerson = Pick<CalledPerson, 'id' | 'position' | 'customerId' | 'colleagueId' | 'name' | 'area'>

const headFields = `c.id, c.number, c.title, c.message, c.incident_id AS incidentId, coalesce(i.number, '') AS incident, c.round, c.created_at AS createdAt,
  c.created_by AS createdBy, c.closed_at AS closedAt, (SELECT count(*) FROM callout_person p WHERE p.callout_id = c.id) AS total,
  (SELECT count(*) FROM callout_person p WHERE p.callout_id = c.id AND p.state IN ('reached', 'refused', 'otherWay')) AS reached,
  (SELECT count(*) FROM callout_person p WHERE p.callout_id = c.id AND p.state = 'open') AS open`
const headSource = 'FROM callout c LEFT JOIN incident i ON i.id = c.incident_id'
const last = (column: string): string =>
  `(SELECT a.${column} FROM callout_attempt a WHERE a.person_id = p.id ORDER BY a.seq DESC LIMIT 1)`
const personFields = `p.id, p.position, p.customer_id AS customerId, p.colleague_id AS colleagueId, p.name, p.area, p.state, p.attempts,
  p.callback_at AS callbackAt, p.caller, p.claimed_until AS claimedUntil, coalesce(${last('note')}, '') AS note, ${last('at')} AS lastAt,
  coalesce(${last('phone')}, '') AS lastPhone`
const chosen = {
  all: '',
  open: "AND p.state = 'open'",
  unreached: "AND p.state NOT IN ('reached', 'refused', 'otherWay')",
}

export const calloutsStore = (db: Db) => {
  const byId = db.prepare<[string], Callout>(`SELECT ${headFields} ${headSource} WHERE c.id = ?`)
  const page = db.prepare<[object], Callout>(
    `SELECT ${headFields} ${headSource} WHERE (:all = 1 OR c.closed_at IS NULL) AND (:incidentId IS NULL OR c.incident_id = :incidentId)
     ORDER BY c.created_at DESC, c.id DESC LIMIT :limit OFFSET :offset`,
  )
  const count = db.prepare<[object], { total: number }>(
    'SELECT count(*) AS total FROM callout c WHERE (:all = 1 OR c.closed_at IS NULL) AND (:incidentId IS NULL OR c.incident_id = :incidentId)',
  )
  const numbered = db.prepare<[string], { total: number }>('SELECT count(*) AS total FROM callout WHERE number LIKE ?')
  const openOf = db.prepare<[string], { number: string }>(
    'SELECT number FROM callout WHERE incident_id = ? AND closed_at IS NULL',
  )
  const insert = db.prepare(
    'INSERT INTO callout (id, number, title, message, incident_id, round, created_at, created_by) VALUES (:id, :number, :title, :message, :incidentId, 1, :at, :byName)',
  )
  const addPerson = db.prepare(
    `INSERT INTO callout_person (id, callout_id, position, customer_id, colleague_id, name, area, state, attempts, caller)
     VALUES (:id, :calloutId, :position, :customerId, :colleagueId, :name, :area, 'open', 0, '')`,
  )
  const at = db.prepare<[string, number], KeptPerson>(
    `SELECT ${personFields} FROM callout_person p WHERE p.callout_id = ? AND p.position = ?`,
  )
  const next = db.prepare<[object], KeptPerson>(
    `SELECT ${personFields} FROM callout_person p WHERE p.callout_id = :id
       AND ((p.state = 'open' AND p.callback_at IS NULL) OR (p.callback_at IS NOT NULL AND p.callback_at <= :now))
       AND (p.claimed_until IS NULL OR p.claimed_until <= :now OR p.caller = :caller)
     ORDER BY p.caller = :caller AND p.claimed_until > :now DESC, p.callback_at IS NULL, p.callback_at, p.position LIMIT 1`,
  )
  const claim = db.prepare('UPDATE callout_person SET caller = ?, claimed_until = ? WHERE id = ?')
  const addAttempt = db.prepare(
    `INSERT INTO callout_attempt (person_id, at, recorded_at, round, phone, outcome, note, caller)
     VALUES (:personId, :at, :recordedAt, :round, :phone, :outcome, :note, :caller)`,
  )
  const settle = db.prepare(
    `UPDATE callout_person SET state = :state, callback_at = :callbackAt, attempts = attempts + 1, caller = :caller, claimed_until = NULL WHERE id = :id`,
  )
  const nextRound = db.prepare('UPDATE callout SET round = round + 1 WHERE id = ?')
  const reopen = db.prepare(
    "UPDATE callout_person SET state = 'open', callback_at = NULL WHERE callout_id = ? AND state IN ('noAnswer', 'wrongNumber')",
  )
  const close = db.prepare('UPDATE callout SET closed_at = ?, closed_by = ? WHERE id = ?')
  const attempts = db.prepare<[string], Attempt>(
    'SELECT at, round, phone, outcome, note, caller FROM callout_attempt WHERE person_id = ? ORDER BY seq LIMIT 200',
  )
  const forget = db.prepare("UPDATE callout_person SET customer_id = NULL, name = '' WHERE customer_id = ?")
  const forgetNotes = db.prepare(
    "UPDATE callout_attempt SET note = '', phone = '' WHERE person_id IN (SELECT id FROM callout_person WHERE customer_id = ?)",
  )
  return {
    one: (id: string): Callout | null => byId.get(id) ?? null,
    page: (all: boolean, incidentId: string | null, limit: number, offset: number) => {
      const bound = { all: all ? 1 : 0, incidentId }
      return { rows: page.all({ ...bound, limit, offset }), total: count.get(bound)?.total ?? 0 }
    },
    numbered: (beginning: string): number => numbered.get(`${beginning}%`)?.total ?? 0,
    /** Numbers of an incident's call-outs that are not closed. */
    openOf: (incidentId: string): string[] => openOf.all(incidentId).map(({ number }) => number),
    add: (
      entry: Pick<Callout, 'id' | 'number' | 'title' | 'message' | 'incidentId'>,
      people: readonly NewPerson[],
      createdAt: string,
      byName: string,
    ): void => {
      insert.run({ ...entry, at: createdAt, byName })
      for (const person of people) addPerson.run({ ...person, calloutId: entry.id })
    },
    people: (id: string, only: keyof typeof chosen, limit: number, offset: number) => ({
      rows: db
        .prepare<[string, number, number], KeptPerson>(
          `SELECT ${personFields} FROM callout_person p WHERE p.callout_id = ? ${chosen[only]} ORDER BY p.position LIMIT ? OFFSET ?`,
        )
        .all(id, limit, offset),
      total:
        db
          .prepare<[string], { total: number }>(
            `SELECT count(*) AS total FROM callout_person p WHERE p.callout_id = ? ${chosen[only]}`,
          )
          .get(id)?.total ?? 0,
    }),
    at: (id: string, position: number): KeptPerson | null => at.get(id, position) ?? null,
    next: (id: string, caller: string, now: string): KeptPerson | null => next.get({ id, caller, now }) ?? null,
    claim: (personId: string, caller: string, until: string): void => {
      claim.run(caller, until, personId)
    },
    attempt: (
      personId: string,
      attempt: Attempt & { recordedAt: string },
      state: CallOutcome | 'open',
      callbackAt: string | null,
    ): void => {
      addAttempt.run({ ...attempt, personId })
      settle.run({ id: personId, state, callbackAt, caller: attempt.caller })
    },
    nextRound: (id: string): void => {
      nextRound.run(id)
      reopen.run(id)
    },
    close: (id: string, closedAt: string, byName: string): void => {
      close.run(closedAt, byName, id)
    },
    attempts: (personId: string): Attempt[] => attempts.all(personId),
    forgetCustomer: (customerId: string): void => {
      forgetNotes.run(customerId)
      forget.run(customerId)
    },
  }
}

export type CalloutsStore = ReturnType<typeof calloutsStore>
