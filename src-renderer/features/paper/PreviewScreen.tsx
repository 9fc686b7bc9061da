/** A document on screen as it will stand on paper, with the choices that shape it. */
import { Box, Group, SegmentedControl, Select } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { sheetsOf } from '../../../src-main/features/paper/contract'
import type { PaperDocument } from '../../../src-main/features/paper/contract'
import { standings } from '../../../src-main/features/customers/contract'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { DayInput } from '../../components/DayInput'
import { Page } from '../../components/Page'
import { PaperButtons } from '../../components/PaperButtons'
import { PaperSheet } from './PaperSheet'
import { previewSearch } from './previewSearch'

const route = getRouteApi('/print')
const customerPapers: ('callList' | 'customerRegister')[] = ['callList', 'customerRegister']

export const PreviewScreen = () => {
  const { t, i18n } = useTranslation('paper')
  const { t: customers } = useTranslation('customers')
  const { dayOf, now } = useMoments()
  const go = useNavigate()
  const search = previewSearch.parse(route.useSearch())
  const areas = useRead('customers.suggestions', {}).value?.areas ?? []
  const language = i18n.language === 'en' ? 'en' : 'zh'
  const { kind, id, area, standing, skill, needed } = search
  const fitting = sheetsOf(kind)
  const sheet = fitting.find(one => one === search.sheet) ?? fitting[0] ?? 'A4'
  const today = dayOf(now())
  const to = search.to ?? today
  // A card without a choice shows the month so far, a report the day: the daily sheet.
  const from = search.from ?? (kind === 'stockCard' ? `${to.slice(0, 7)}-01` : to)
  const documents: Record<typeof kind, PaperDocument> = {
    staffRegister: { kind: 'staffRegister', language },
    callList: { kind: 'callList', language, area, standing },
    customerRegister: { kind: 'customerRegister', language, area },
    roster: { kind: 'roster', language, from },
    shiftHandover: { kind: 'shiftHandover', language, id },
    shortage: { kind: 'shortage', language, skill, day: from, needed },
    drill: { kind: 'drill', language, id },
    stockReport: { kind: 'stockReport', language, from, to },
    stockCard: { kind: 'stockCard', language, id, from, to },
    stocktake: { kind: 'stocktake', language, id },
    purchaseOrder: { kind: 'purchaseOrder', language, id },
    lateReport: { kind: 'lateReport', language, id },
    sourcing: { kind: 'sourcing', language, id },
    labels: { kind: 'labels', language, id },
    handover: { kind: 'handover', language, id },
    dayPlan: { kind: 'dayPlan', language, day: from },
    deliverySlip: { kind: 'deliverySlip', language, id },
    summaryReport: { kind: 'summaryReport', language, id },
    siteRecord: { kind: 'siteRecord', language, id },
    callout: { kind: 'callout', language, id },
    plan: { kind: 'plan', language, id },
    chapter: { kind: 'chapter', language, id },
    training: { kind: 'training', language, id },
    coverage: { kind: 'coverage', language, from, to, incidentId: search.incidentId },
    guide: { kind: 'guide', language, page: search.page },
    figures: { kind: 'figures', language, from, to },
    briefing: { kind: 'briefing', language, id, both: search.both },
    serviceNotice: { kind: 'serviceNotice', language, id },
    stockSlip: { kind: 'stockSlip', language, id },
  }
  const document = documents[kind]
  const change = (next: Partial<typeof search>): void => void go({ to: '/print', search: { ...search, ...next } })
  return (
    <Page title={t(`title.${kind}`)} actions={<PaperButtons document={document} sheet={sheet} />}>
      {kind === 'callList' || kind === 'customerRegister' ? (
        <Group gap="xs">
          <SegmentedControl
            aria-label={t('document')}
            value={kind}
            data={customerPapers.map(value => ({ value, label: t(`title.${value}`) }))}
            onChange={value => {
              change({ kind: value })
            }}
          />
          <Select
            aria-label={customers('area')}
            placeholder={t('calls.allAreas')}
            clearable
            w={180}
            value={area === '' ? null : area}
            data={areas}
            onChange={value => {
              change({ area: value ?? '' })
            }}
          />
          {kind === 'callList' ? (
            <Select
              aria-label={customers('standing')}
              placeholder={customers('standing')}
              clearable
              w={160}
              value={standing}
              data={standings.map(value => ({ value, label: customers(`standings.${value}`) }))}
              onChange={value => {
                change({ standing: standings.find(known => known === value) ?? null })
              }}
            />
          ) : null}
        </Group>
      ) : null}
      {kind === 'stockReport' || kind === 'stockCard' || kind === 'coverage' || kind === 'figures' ? (
        <Group gap="xs">
          <DayInput
            label={t('from')}
            value={from}
            onChange={day => {
              change({ from: day })
            }}
          />
          <DayInput
            label={t('to')}
            value={to}
            onChange={day => {
              change({ to: day })
            }}
          />
        </Group>
      ) : null}
      {fitting.length > 1 ? (
        <SegmentedControl
          w="fit-content"
          aria-label={t('onPaper')}
          value={sheet}
          data={fitting.map(value => ({ value, label: t(`on.${value}`) }))}
          onChange={value => {
            change({ sheet: value })
          }}
        />
      ) : null}
      <Box className={`preview ${sheet}`}>
        <PaperSheet key={JSON.stringify(document)} document={document} sheet={sheet} />
      </Box>
    </Page>
  )
}
