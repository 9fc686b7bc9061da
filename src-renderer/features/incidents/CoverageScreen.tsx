/** Where each sentence of the measures was carried out, and what proves it; what was never exercised is shown as such. */
import { Button, Checkbox, Group, Progress, Table, Text } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { plusDays } from '../../../src-main/features/stock/outlook.rules'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { DayInput } from '../../components/DayInput'
import { Page } from '../../components/Page'
import { PlaceLink } from '../../components/PlaceLink'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useSaid } from '../../components/useSaid'
import { coverageSearch } from './incidentsSearch'
import type { CoverageSearch } from './incidentsSearch'
import { IncidentTabs } from './IncidentTabs'
import { useProofText } from '../../components/useProofText'

const route = getRouteApi('/incidents/coverage')
const year = 365

export const CoverageScreen = () => {
  const { t } = useTranslation('incidents')
  const { now, dayOf, moment } = useMoments()
  const said = useSaid()
  const proofText = useProofText()
  const go = useNavigate()
  const search = coverageSearch.parse(route.useSearch())
  const to = search.to ?? dayOf(now())
  const from = search.from ?? plusDays(to, -year)
  const read = useRead('incidents.coverage', { from, to, incidentId: search.incidentId })
  const all = read.value ?? []
  const proved = all.filter(({ count }) => count > 0).length
  const rows = search.neverOnly ? all.filter(({ count }) => count === 0) : all
  const change = (next: Partial<CoverageSearch>): void =>
    void go({ to: '/incidents/coverage', search: { ...search, ...next } })
  return (
    <Page
      title={t('title')}
      actions={
        <Button
          variant="default"
          onClick={() =>
            void go({ to: '/print', search: { kind: 'coverage', from, to, incidentId: search.incidentId } })
          }
        >
          {t('coverage.print')}
        </Button>
      }
    >
      <IncidentTabs />
      <Group gap="sm" align="flex-end">
        <DayInput
          label={t('figures.from')}
          value={from}
          onChange={next => {
            change({ from: next })
          }}
        />
        <DayInput
          label={t('figures.to')}
          value={to}
          onChange={next => {
            change({ to: next })
          }}
        />
        <Checkbox
          mb={8}
          label={t('coverage.neverOnly')}
          checked={search.neverOnly}
          onChange={event => {
            change({ neverOnly: event.currentTarget.checked })
          }}
        />
        {search.incidentId === null ? null : (
          <Button
            variant="default"
            onClick={() => {
              change({ incidentId: null })
            }}
          >
            {t('tabs.list')}
          </Button>
        )}
        <div style={{ flex: 1, minWidth: 200 }}>
          <Text size="sm">{t('coverage.summary', { done: proved, all: all.length })}</Text>
          <Progress value={all.length === 0 ? 0 : (100 * proved) / all.length} aria-label={t('coverage.title')} />
        </div>
      </Group>
      <RefusalAlert refusal={read.refusal} />
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={70}>{t('coverage.sentence')}</Table.Th>
            <Table.Th />
            <Table.Th w={90} ta="right">
              {t('figures.count')}
            </Table.Th>
            <Table.Th w="40%">{t('coverage.proved')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ id, text, count, last }) => (
            <Table.Tr key={id} data-testid={`sentence-${id}`}>
              <Table.Td>{id}</Table.Td>
              <Table.Td>{said(text)}</Table.Td>
              <Table.Td ta="right">{count > 0 ? t('coverage.count', { count }) : ''}</Table.Td>
              <Table.Td c={last ? 'inherit' : 'dimmed'}>
                {last ? (
                  <>
                    {[moment(last.at), last.byName, proofText(last)].filter(Boolean).join(' · ')}{' '}
                    {last.incidentId === null ? null : (
                      <PlaceLink to="/incidents/case" search={{ id: last.incidentId }}>
                        {last.number}
                      </PlaceLink>
                    )}
                  </>
                ) : (
                  t('coverage.never')
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Page>
  )
}
