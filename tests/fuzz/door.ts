/**
 * Fuzz of the door and of the jobs over backup files: signing in and out, passwords, codes, backups written, checked and
 * restored, with paths that are a folder of the fuzz's own or nonsense. The delay after wrong passwords is mostly waited for.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contract } from '../../src-main/contract'
import { callNames, findCall } from '../../src-main/contract/wire'
import { diskFiles } from '../../src-main/archive/files'
import { openRecovery, readKeyFile } from '../../src-main/archive/keys'
import { openArchive } from '../../src-main/archive/open'
import { readPointer } from '../../src-main/archive/pointer'
import { readRecoveryCode } from '../../src-main/archive/recoveryCode'
import { countedIds, valueOf } from '../support/archive'
import { administrator, goodPassword, officeFields, testDesk } from '../support/desk'
import { callByName, judge } from './archive'
import type { Attack, Told } from './attack'
import { inputMaker, schemaOf } from './contractInputs'
import { spoilt } from './spoiling'

export const attackDoor = async (): Promise<Attack> => {
  const scratch = mkdtempSync(join(tmpdir(), 'watchpost-fuzz-'))
  const inside = (name: string): string => join(scratch, name)
  // One count for the template and its copies: a copy that counted anew would give out what already stands in it.
  const newId = countedIds()
  const template = testDesk(inside('template'), { newId })
  const { recoveryCode } = await valueOf(
    template.api.access.setUp({ office: officeFields, administrator, sample: false }),
  )
  const { user, password } = await valueOf(
    template.api.access.addUser({ signInName: '李雷', displayName: '李雷', role: 'clerk' }),
  )
  mkdirSync(inside('drive'))
  const { name: backup } = await valueOf(template.api.backups.create({ folder: scratch }))
  await template.desk.leave()
  const keys = readKeyFile(diskFiles, inside('template'))
  const key = typeof keys === 'string' ? null : await openRecovery(keys, readRecoveryCode(recoveryCode) ?? '')
  if (!key) throw new Error('the fuzz cannot open its own archive')

  const sent = callNames(contract).flatMap(name => {
    const call = findCall(contract, name)
    if (!call || call.kind === 'desktop') return []
    const [feature] = name.split('.')
    return feature === 'access' || (feature === 'backups' && call.kind === 'job')
      ? [{ name, kind: call.kind, schema: schemaOf(call) }]
      : []
  })
  const named = {
    signInName: ['王芳', '李雷', '无人'],
    password: [goodPassword, goodPassword, password, '青山 tulip 47 夜航', '123456'],
    current: [goodPassword, 'wrong'],
    recoveryCode: [recoveryCode, recoveryCode, `${recoveryCode.slice(0, -1)}X`, 'AAAA-AAAA', 'AGE-SECRET-KEY-1X'],
    path: [inside(backup), inside('none.watchpost'), '/etc/passwd', scratch, 'C:\\x', '//server/share/x', '\u0000'],
    folder: [inside('drive'), inside('none'), '/proc', '/dev/null', '', '//server/share', inside(backup)],
    timeZone: ['Asia/Shanghai', 'Mars/Base'],
  }
  const make = inputMaker(() => ({ ids: [user.id], named }))

  /** What a refusal must leave as it was: keys, pointer, and every row that a person wrote. */
  const stateOf = (folder: string): string => {
    const generation = readPointer(diskFiles, folder)?.current ?? 1
    const db = openArchive(join(folder, `archive-${generation}.db`), key, { readonly: true })
    try {
      const all = (sql: string): unknown => db.prepare<[], object>(sql).all()
      return JSON.stringify([
        readdirSync(folder).filter(name => /keys|current|pointer/.test(name)),
        readFileSync(join(folder, 'keys.json'), 'latin1'),
        all('SELECT * FROM user'),
        all('SELECT * FROM office'),
        all('SELECT count(*) FROM journal WHERE actor_id IN (SELECT id FROM user)'),
      ])
    } finally {
      db.close()
    }
  }

  let count = 0
  const fresh = () => {
    const folder = inside(`office-${(count += 1)}`)
    cpSync(inside('template'), folder, { recursive: true })
    return { folder, ...testDesk(folder, { newId }) }
  }
  let office = fresh()
  /** After these the passwords, the codes or the archive itself are others. */
  const turning =
    /^(access\.(setUp|recover|changePassword|reissue|reset|correctUser|addUser)|backups\.(restore|undo|addPlace))/
  const again = async (): Promise<void> => {
    await office.desk.leave()
    rmSync(office.folder, { recursive: true, force: true })
    office = fresh()
  }

  return {
    calls: sent.length,
    send: async (random, show): Promise<Told> => {
      const { api, faults, folder, pass } = office
      const state = await valueOf(api.access.state({}))
      if (state.phase === 'closed' && random.chance(0.7)) {
        pass(state.waitSeconds)
        await valueOf(api.access.signIn({ signInName: '王芳', password: goodPassword }))
      }
      if (random.chance(0.7)) pass(state.waitSeconds)
      const { name, kind, schema } = random.oneOf(sent, { name: 'access.state', kind: 'read', schema: {} })
      const whole = make(schema, random)
      const input = random.chance(0.6) ? whole : spoilt(whole, random)
      show(name, input)
      const before = stateOf(folder)
      const known = faults.length
      const answer = await callByName(api, name, input)
      const told = judge(answer, faults, known)
      if (told.kind === 'unexpected') return told
      const changed = (!answer.ok || kind === 'read') && stateOf(folder) !== before
      if (answer.ok && turning.test(name)) await again()
      return changed ? { kind: 'mutations', what: answer.ok ? 'a read' : answer.code } : told
    },
    close: async () => {
      await office.desk.leave()
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}
