import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPhones } from '../../src-main/features/office/phones.rules'
import type { ColleagueFields } from '../../src-main/features/staff/contract'
import { departmentNamed, standardDepartments } from '../../src-main/features/staff/rules'
import { codeOf, testArchive, valueOf } from '../support/archive'
import type { TestArchive } from '../support/archive'

let archive: TestArchive
beforeEach(() => {
  archive = testArchive()
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

const colleague = (over: Partial<ColleagueFields> & { cell?: string } = {}): ColleagueFields => {
  const { cell = '13900001111', ...fields } = over
  return {
    code: 'E01',
    name: '曾国强',
    departmentId: null,
    post: '服务工程师',
    teamRole: 'none',
    phones: readPhones(cell),
    email: '',
    wecom: '',
    dingtalk: '',
    skills: [],
    deputies: [],
    note: '',
    employed: true,
    ...fields,
  }
}
const page = {
  text: '',
  departmentId: null,
  skill: '',
  team: false,
  gap: null,
  left: false,
  sort: 'name',
  descending: false,
  offset: 0,
  limit: 50,
} as const
const names = async (over: object) =>
  (await valueOf(archive.api.staff.page({ ...page, ...over }))).rows.map(({ name }) => name)

describe('departments', () => {
  it('are the six of the measures, in their order, and known by the names of part B', async () => {
    const departments = await valueOf(archive.api.staff.departments({}))
    expect(departments.map(({ duty }) => duty)).toEqual([
      'office',
      'sales',
      'afterSales',
      'technical',
      'quality',
      'supply',
    ])
    for (const [word, name] of [
      ['采供部', '供应部'],
      ['业务部', '销售部'],
      ['仓储部', '供应部'],
      ['物流', '供应部'],
      ['管理部', '办公室'],
      ['质检部 ', '质检部'],
    ] as const)
      expect(departmentNamed(word, standardDepartments)?.name).toBe(name)
    expect(departmentNamed('财务部', standardDepartments)).toBeNull()
  })

  it('may be added and renamed by a manager; a name is given once; one with people stays', async () => {
    const manager = archive.as('manager')
    const added = await valueOf(manager.staff.addDepartment({ name: '财务部', duty: 'other', aliases: ['会计'] }))
    expect(await codeOf(manager.staff.addDepartment({ name: '财务部', duty: 'other', aliases: [] }))).toBe(
      'staff.departmentTaken',
    )
    expect(await codeOf(archive.as('clerk').staff.addDepartment({ name: '后勤', duty: 'other', aliases: [] }))).toBe(
      'core.roleTooLow',
    )
    await valueOf(manager.staff.add(colleague({ departmentId: added.id })))
    expect(await codeOf(manager.staff.removeDepartment({ id: added.id, version: 1 }))).toBe('staff.departmentNotEmpty')
    const { id, name, duty, aliases } = added
    await valueOf(manager.staff.correctDepartment({ id, name: `${name}室`, duty, aliases, version: 1 }))
    expect(await codeOf(manager.staff.correctDepartment({ id, name, duty, aliases, version: 1 }))).toBe('core.conflict')
    expect(await names({ departmentId: id })).toEqual(['曾国强'])
  })
})

describe('colleagues', () => {
  it('are kept whole, with several numbers and one to dial first', async () => {
    const [office] = await valueOf(archive.api.staff.departments({}))
    const deputy = await valueOf(archive.api.staff.add(colleague({ code: 'E02', name: '单立人' })))
    const entry = await valueOf(
      archive.api.staff.add(
        colleague({
          departmentId: office?.id ?? null,
          cell: '１３９　００００　１１１１、0591-87654321转8',
          skills: ['高级钳工', '司机', '会粤语'],
          deputies: [deputy.id],
          teamRole: 'leader',
          wecom: 'zengguoqiang',
        }),
      ),
    )
    expect(entry.phones.map(phone => [phone.number, phone.extension, phone.preferred])).toEqual([
      ['8613900001111', '', true],
      ['8659187654321', '8', false],
    ])
    expect(entry).toMatchObject({
      skills: ['seniorFitter', 'driver', '会粤语'],
      deputyNames: ['单立人'],
      department: '办公室',
    })
    expect(await names({ skill: 'seniorFitter' })).toEqual(['曾国强'])
    expect(await names({ team: true })).toEqual(['曾国强'])
  })

  it('are refused with a taken code, an unknown department, oneself as deputy, a stale version', async () => {
    const entry = await valueOf(archive.api.staff.add(colleague()))
    expect(await codeOf(archive.api.staff.add(colleague({ code: 'e01' })))).toBe('staff.codeTaken')
    expect(await codeOf(archive.api.staff.add(colleague({ code: 'E9', departmentId: entry.id })))).toBe(
      'staff.noSuchDepartment',
    )
    const fields = colleague()
    expect(await codeOf(archive.api.staff.correct({ ...fields, id: entry.id, version: 1, deputies: [entry.id] }))).toBe(
      'staff.ownDeputy',
    )
    await valueOf(archive.api.staff.correct({ ...fields, id: entry.id, version: 1, post: '组长' }))
    expect(await codeOf(archive.api.staff.correct({ ...fields, id: entry.id, version: 1 }))).toBe('core.conflict')
    expect(await codeOf(archive.as('auditor').staff.add(colleague({ code: 'E5' })))).toBe('core.roleTooLow')
  })

  it('are found by name, pinyin with its surname reading, initials, number, post', async () => {
    await valueOf(archive.api.staff.add(colleague()))
    await valueOf(archive.api.staff.add(colleague({ code: 'E02', name: '单立人', cell: '13800138000', post: '司机' })))
    const found = async (text: string) =>
      (await valueOf(archive.api.staff.search({ text, limit: 5 }))).map(({ name }) => name)
    for (const text of ['曾', '国强', 'zeng', 'zgq', 'zengguoq', '1111', '13900001111', 'E01', '服务工程'])
      expect(await found(text), text).toEqual(['曾国强'])
    for (const text of ['shan', 'slr', '8000', '司机']) expect(await found(text), text).toEqual(['单立人'])
    expect(await found('没有这个人')).toEqual([])
    expect(await found('')).toEqual([])
  })

  it('who left are in no list but can be looked up', async () => {
    const entry = await valueOf(archive.api.staff.add(colleague()))
    await valueOf(archive.api.staff.correct({ ...colleague(), id: entry.id, version: 1, employed: false }))
    expect(await names({})).toEqual([])
    expect(await names({ left: true })).toEqual(['曾国强'])
    expect(await names({ left: true, text: 'zgq' })).toEqual(['曾国强'])
    expect(await valueOf(archive.api.staff.search({ text: '曾', limit: 5 }))).toEqual([])
  })

  it('are erased with what the journal kept of them, also as deputies', async () => {
    const one = await valueOf(archive.api.staff.add(colleague()))
    const other = await valueOf(archive.api.staff.add(colleague({ code: 'E02', name: '单立人', deputies: [one.id] })))
    expect(await codeOf(archive.as('clerk').staff.erase({ id: one.id, version: 1, reason: '本人要求' }))).toBe(
      'core.roleTooLow',
    )
    const form = `colleague/${one.id}`
    await valueOf(archive.api.office.keepDraft({ form, value: { note: '曾国强' } }))
    await valueOf(archive.api.staff.erase({ id: one.id, version: 1, reason: '本人要求' }))
    expect((await valueOf(archive.api.office.draft({ form }))).value).toBeNull()
    expect((await valueOf(archive.api.staff.entry({ id: other.id }))).deputies).toEqual([])
    expect(archive.db.prepare("SELECT count(*) AS n FROM journal_input WHERE input LIKE '%曾国强%'").get()).toEqual({
      n: 0,
    })
    expect(await valueOf(archive.api.access.checkJournal({}))).toMatchObject({ broken: null })
  })
})

describe('completeness (A2.4)', () => {
  it('names who cannot be rung, who was never confirmed, and whether anybody leads the team', async () => {
    const [office] = await valueOf(archive.api.staff.departments({}))
    const one = await valueOf(
      archive.api.staff.add(colleague({ departmentId: office?.id ?? null, teamRole: 'leader' })),
    )
    await valueOf(archive.api.staff.add(colleague({ code: 'E02', name: '单立人', cell: '不详' })))
    await valueOf(archive.api.staff.confirm({ id: one.id, version: 1 }))
    expect(await valueOf(archive.api.staff.completeness({}))).toEqual({
      employed: 2,
      lacksPhone: ['单立人'],
      unconfirmed: 1,
      noDepartment: 1,
      noLeader: false,
    })
    archive.clock.set('2027-11-24T06:00:00.000Z')
    expect((await valueOf(archive.api.staff.completeness({}))).unconfirmed).toBe(2)
    expect(await names({ gap: 'lacksPhone' })).toEqual(['单立人'])
    expect(await names({ gap: 'noDepartment' })).toEqual(['单立人'])
  })

  it('prints by department, leaders first, those without one last', async () => {
    const [office, sales] = await valueOf(archive.api.staff.departments({}))
    for (const [code, name, departmentId, teamRole] of [
      ['E1', '赵一', sales?.id ?? null, 'none'],
      ['E2', '钱二', office?.id ?? null, 'member'],
      ['E3', '孙三', office?.id ?? null, 'leader'],
      ['E4', '李四', null, 'none'],
    ] as const)
      await valueOf(archive.api.staff.add(colleague({ code, name, departmentId, teamRole })))
    const parts = await valueOf(archive.api.staff.register({}))
    expect(parts.map(part => [part.department, part.colleagues.map(({ name }) => name)])).toEqual([
      ['办公室', ['孙三', '钱二']],
      ['销售部', ['赵一']],
      ['', ['李四']],
    ])
  })
})
