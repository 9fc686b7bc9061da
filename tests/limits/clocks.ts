/** Clocks and zones: a clock set back while people write, a PC moved to another zone, an office that changes its own. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { emptyCustomer } from '../../src-main/features/customers/rules'
import { valueOf } from '../support/archive'
import { administrator as desk, officeFields, testDesk } from '../support/desk'
import type { Try } from './measuring'

const everyRow = { offset: 0, limit: 100, from: null, to: null, actorId: null, call: null, entity: null }

export const clockSetBack: Try = async folder => {
  let now = '2026-11-23T06:00:00.000Z'
  const { api, desk: opened, events } = testDesk(folder, { now: () => now })
  await valueOf(api.access.setUp({ office: officeFields, administrator: desk, sample: false }))
  await valueOf(api.customers.add({ ...emptyCustomer, code: 'K1', name: '先登记' }))
  now = '2026-11-20T06:00:00.000Z'
  opened.tick()
  await valueOf(api.customers.add({ ...emptyCustomer, code: 'K2', name: '后登记' }))
  const { rows } = await valueOf(api.access.journal(everyRow))
  // Newest first, by the sequence and not by the clock.
  const written = rows.map(({ input }) => /"code":"(K\d)"/.exec(input ?? '')?.[1] ?? '').filter(Boolean)
  const chain = await valueOf(api.access.checkJournal({}))
  await opened.leave()
  return {
    journal_unbroken: chain.broken === null,
    order_kept: written.indexOf('K2') < written.indexOf('K1'),
    noted: rows.find(({ note }) => note !== null)?.note ?? '',
    told_on_screen: events.some(({ type }) => type === 'clock'),
  }
}

/** What an office sees, by a PC in this zone; run as a process of its own, because a process keeps its zone. */
export const seenFromHere = async (folder: string): Promise<string> => {
  const { api, desk: opened } = testDesk(folder, { newId: v7 })
  await valueOf(api.access.signIn({ signInName: desk.signInName, password: desk.password }))
  const today = await valueOf(api.briefing.today({}))
  const calendar = await valueOf(api.office.calendar({ year: 2026 }))
  const duty = await valueOf(api.access.state({}))
  await opened.leave()
  return JSON.stringify([today, calendar, duty.timeZone])
}

export const timeZones: Try = async folder => {
  const office = join(folder, 'office')
  const { api, desk: opened } = testDesk(office, { newId: v7 })
  await valueOf(api.access.setUp({ office: officeFields, administrator: desk, sample: true }))
  await opened.leave()
  const seen = (zone: string): string =>
    execFileSync(process.execPath, [__filename, '--seen', office], {
      env: { ...process.env, TZ: zone },
      maxBuffer: 64 << 20,
    }).toString()
  const [shanghai, newYork, kiritimati] = ['Asia/Shanghai', 'America/New_York', 'Pacific/Kiritimati'].map(seen)
  const { api: again, desk: reopened } = testDesk(office, { newId: v7 })
  await valueOf(again.access.signIn({ signInName: desk.signInName, password: desk.password }))
  const dayIn = async (timeZone: string): Promise<string> => {
    const { id, version } = await valueOf(again.office.entry({}))
    await valueOf(again.office.correct({ ...officeFields, id, version, timeZone }))
    return (await valueOf(again.briefing.today({}))).day
  }
  const before = await dayIn('Asia/Shanghai')
  const east = await dayIn('Pacific/Kiritimati')
  const west = await dayIn('Pacific/Honolulu')
  await reopened.leave()
  return {
    same_on_a_pc_in_new_york: shanghai === newYork,
    same_on_a_pc_in_kiritimati: shanghai === kiritimati,
    office_day_shanghai: before,
    office_day_kiritimati: east,
    office_day_honolulu: west,
  }
}
