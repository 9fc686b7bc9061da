/** The paper of incidents in the real program: every document in both languages, as PDF, with what it has to say. */
import { execFileSync } from 'node:child_process'
import { expect, test } from '../support/launch'
import { goTo } from '../support/walk'

test('reports, site records, call-outs, plans, chapters, training and coverage are printed in both languages', async ({
  openOffice,
}) => {
  test.setTimeout(150_000)
  const { page } = await openOffice('sample')
  const ids = await page.evaluate(async () => {
    const { plans, incidents, callouts, manual, training } = window.api
    const value = async <T>(outcome: Promise<{ ok: true; value: T } | { ok: false; code: string }>): Promise<T> => {
      const answer = await outcome
      if (!answer.ok) throw new Error(answer.code)
      return answer.value
    }
    const plan = (await value(plans.page({}))).find(({ key }) => key === 'faultCall')
    const report = {
      title: '水泵异响',
      place: '青江路 8 号',
      area: 'A',
      reporter: '李师傅',
      reporterPhone: '13900001111',
      customerId: null,
      vehicleId: null,
      productId: null,
      level: 2,
      assumedWorst: false,
      facts: {},
      occurredAt: null,
      receivedAt: null,
      ownerId: null,
      drill: false,
    }
    const { id } = await value(incidents.report({ ...report, planId: plan?.id ?? '' }))
    const record = (of: Parameters<typeof incidents.record>[0]['record'], text: string) =>
      value(incidents.record({ id, record: of, text, at: null, step: null }))
    await record({ kind: 'reply', who: '李师傅', by: 'phone' }, '下午到场')
    await record({ kind: 'arrival', who: ['陈技'] }, '')
    await record({ kind: 'work', what: 'repair', passed: true }, '换轴承两套')
    await record({ kind: 'work', what: 'test', passed: true }, '试运行两小时')
    await record({ kind: 'guidance', who: '李师傅', understood: true }, '')
    await record({ kind: 'satisfaction', who: '李师傅', satisfied: true }, '很满意')
    const callout = await value(
      callouts.create({
        title: '暂停送货',
        message: '明天不送货',
        incidentId: null,
        from: { kind: 'team' },
      }),
    )
    const chapter = await value(
      manual.add({ title: '轴承保养', productId: null, body: '每班查油位。', note: '', incidentId: id }),
    )
    const session = await value(
      training.plan({
        title: '轴承保养培训',
        planVersionId: null,
        chapterVersionId: chapter.versionId,
        customerId: null,
        incidentId: null,
        onDay: '2026-11-23',
        trainer: '王芳',
        place: '会议室',
      }),
    )
    return {
      summaryReport: id,
      siteRecord: id,
      callout: callout.id,
      plan: plan?.inForce?.id ?? '',
      chapter: chapter.id,
      training: session.id,
    }
  })
  const expected: Record<'zh' | 'en', Record<string, string[]>> = {
    zh: {
      summaryReport: ['总结报告', '换轴承两套', '我方'],
      siteRecord: ['现场记录', '试运行两小时', '合格', '客户（签字'],
      callout: ['DH-2026-0001', '明天不送货', '姓名 电话 结果'],
      plan: ['故障与换件', 'A4.5a', '售后服务部'],
      chapter: ['轴承保养', '每班查油位'],
      training: ['轴承保养培训', '王芳', '签名'],
      coverage: ['条款落实', 'A4.4b', '这段时间没有做过'],
      figures: ['故障与换件', '件数'],
    },
    en: {
      summaryReport: ['Summary report', 'For us'],
      siteRecord: ['Site record', 'Passed', 'For the customer'],
      callout: ['DH-2026-0001', 'Name Phone Outcome'],
      plan: ['Fault call and parts', 'After-sales'],
      chapter: ['Version 1'],
      training: ['Signature'],
      coverage: ['Clause coverage', 'never exercised'],
      figures: ['Fault call and parts', 'Incidents'],
    },
  }
  for (const language of ['zh', 'en'] as const) {
    if (language === 'en') await page.getByRole('button', { name: 'English' }).click()
    for (const [kind, words] of Object.entries(expected[language])) {
      const id = kind in ids ? ids[kind as keyof typeof ids] : ''
      await goTo(page, `/print?kind=${kind}${id === '' ? '' : `&id=${id}`}`)
      const title = page.locator('.sheet h1')
      await expect(title).toBeVisible()
      const saved = await page.evaluate(
        async ({ kind: of, id: about, language: said }) => {
          const period = { from: '2026-11-01', to: '2026-11-30' }
          const document =
            about === ''
              ? { kind: of, language: said, ...period, ...(of === 'coverage' ? { incidentId: null } : {}) }
              : { kind: of, language: said, id: about }
          return window.api.paper.save({ document: document as never })
        },
        { kind, id, language },
      )
      if (!saved.ok || !saved.value) throw new Error(`${kind} was not saved`)
      const text = execFileSync('pdftotext', ['-layout', saved.value.path, '-']).toString()
      for (const word of words) expect([kind, text.replace(/\s+/g, ' ')].join(': ')).toContain(word)
      if (language === 'zh')
        execFileSync('pdftoppm', ['-r', '60', '-png', '-f', '1', '-l', '1', saved.value.path, `out/look/paper-${kind}`])
    }
  }
})
