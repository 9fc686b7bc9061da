/** Training and the manual over the real archive (A0.4, C4): sessions, the matrix with its gaps first, chapters in versions. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { emptyColleague } from '../../src-main/features/staff/rules'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'

let archive: TestArchive
const first = { offset: 0, limit: 50 }
const none = {
  planVersionId: null,
  chapterVersionId: null,
  customerId: null,
  incidentId: null,
  trainer: '王芳',
  place: '',
}

beforeEach(() => {
  archive = testArchive()
  archive.takePlans()
})
afterEach(() => {
  expect(archive.faults).toEqual([])
  archive.close()
})

it('shows who is trained on the version in force; a new version makes everybody a gap again', async () => {
  const { training, plans, staff } = archive.api
  const person = async (code: string) => (await valueOf(staff.add({ ...emptyColleague, code, name: code }))).id
  const [good, bad] = [await person('甲'), await person('乙')]
  await person('丙')
  const plan = (await valueOf(plans.page({}))).find(({ key }) => key === 'complaint')
  const planVersionId = plan?.inForce?.id ?? ''
  const session = await valueOf(training.plan({ ...none, title: '投诉处置', planVersionId, onDay: '2026-11-23' }))
  const attendee = (colleagueId: string, passed: boolean, present = true) => ({
    colleagueId,
    name: 'x',
    present,
    passed,
    note: '',
  })
  const hold = (people: ReturnType<typeof attendee>[], onDay = '2026-11-23') =>
    training.hold({ id: session.id, version: session.version, onDay, result: '', people })
  expect(await codeOf(hold([attendee(good, true, false)]))).toBe('training.passedAbsent')
  expect(await codeOf(hold([attendee(good, true), attendee(good, true)]))).toBe('training.twice')
  expect(await codeOf(hold([attendee(good, true)], '2026-11-24'))).toBe('training.notYet')
  expect(await valueOf(hold([attendee(good, true), attendee(bad, false)]))).toMatchObject({
    state: 'held',
    attendees: 2,
    passed: 1,
  })
  expect(await codeOf(hold([attendee(good, true)]))).toBe('training.over')
  const mastery = async () => {
    const { rows } = await valueOf(training.matrix({ ...first, departmentId: null, gapsOnly: false }))
    return rows.map(({ name, gaps, cells }) => [name, gaps, cells.find(({ planId }) => planId === plan?.id)?.mastery])
  }
  expect(await mastery()).toEqual(
    expect.arrayContaining([
      ['乙', 9, 'failed'],
      ['丙', 9, 'none'],
      ['甲', 8, 'current'],
    ]),
  )
  expect((await mastery()).at(-1)?.[0]).toBe('甲')
  const draft = await valueOf(plans.draft({ id: plan?.id ?? '' }))
  const sales = await valueOf(plans.approve({ versionId: draft.id, version: draft.version, as: 'sales', name: '李' }))
  const both = await valueOf(
    plans.approve({ versionId: draft.id, version: sales.version, as: 'afterSales', name: '赵' }),
  )
  await valueOf(plans.enforce({ versionId: draft.id, version: both.version }))
  expect((await mastery()).find(([name]) => name === '甲')).toEqual(['甲', 9, 'older'])
})

it('hands a plan in force to its departments, each acknowledging once', async () => {
  const { plans } = archive.api
  const plan = (await valueOf(plans.page({}))).find(({ key }) => key === 'earlyDelivery')
  expect(plan?.unacknowledged).toBe(2)
  const { handed } = await valueOf(plans.one({ id: plan?.id ?? '' }))
  const [department] = handed
  const acknowledge = () =>
    plans.acknowledge({ versionId: plan?.inForce?.id ?? '', departmentId: department?.departmentId ?? '', name: '李' })
  await valueOf(acknowledge())
  expect(await codeOf(acknowledge())).toBe('plans.acknowledgedAlready')
  expect((await valueOf(plans.page({}))).find(({ key }) => key === 'earlyDelivery')?.unacknowledged).toBe(1)
  expect(await codeOf(archive.as('clerk').plans.draft({ id: plan?.id ?? '' }))).toBe('core.roleTooLow')
})

it('refuses to approve a plan that would never end, and keeps one draft at a time', async () => {
  const { plans } = archive.api
  const [plan] = await valueOf(plans.page({}))
  const draft = await valueOf(plans.draft({ id: plan?.id ?? '' }))
  expect(await codeOf(plans.draft({ id: plan?.id ?? '' }))).toBe('plans.draftThere')
  const { body } = await valueOf(plans.body({ versionId: draft.id }))
  const looped = {
    ...body,
    steps: body.steps.map((step, index) => (index === 0 ? { ...step, after: [step.key] } : step)),
  }
  const written = await valueOf(plans.write({ versionId: draft.id, version: draft.version, body: looped, note: '' }))
  expect(await codeOf(plans.approve({ versionId: draft.id, version: written.version, as: 'sales', name: '李' }))).toBe(
    'plans.faulty',
  )
  expect(await codeOf(plans.write({ versionId: draft.id, version: draft.version, body, note: '' }))).toBe(
    'core.conflict',
  )
  await valueOf(plans.discard({ versionId: draft.id, version: written.version }))
  expect((await valueOf(plans.one({ id: plan?.id ?? '' }))).versions).toHaveLength(1)
})

it('a chapter goes on in versions, from an incident, and the customer’s own people are trained by it', async () => {
  const { manual, training } = archive.api
  const content = { body: '每班查油位', note: '', incidentId: null }
  const chapter = await valueOf(manual.add({ title: '轴承', productId: null, ...content }))
  const next = await valueOf(
    manual.publish({ id: chapter.id, version: 1, title: '轴承', productId: null, ...content, body: '每班查两次' }),
  )
  expect(await codeOf(manual.publish({ id: chapter.id, version: 1, title: '轴承', productId: null, ...content }))).toBe(
    'core.conflict',
  )
  expect((await valueOf(manual.one({ id: chapter.id }))).versions.map(({ number, body }) => [number, body])).toEqual([
    [2, '每班查两次'],
    [1, '每班查油位'],
  ])
  expect((await valueOf(manual.page({ ...first, text: '两次', productId: null }))).total).toBe(1)
  const session = await valueOf(
    training.plan({ ...none, title: '用户培训', chapterVersionId: next.versionId, onDay: '2026-11-23' }),
  )
  expect(session.about.zh).toBe('轴承 v2')
  expect(
    await codeOf(
      training.plan({
        ...none,
        title: 'x',
        onDay: '2026-11-23',
        chapterVersionId: next.versionId,
        planVersionId: archive.newId(),
      }),
    ),
  ).toBe('training.oneSubject')
})
