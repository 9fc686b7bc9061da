/** Call-outs under way, each with its progress. */
import { Button, Group, Progress, Text } from '@mantine/core'
import { IconPhonePlus } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { DataTable } from '../../components/DataTable'
import { EmptyState } from '../../components/EmptyState'
import { OpenOrAll } from '../../components/OpenOrAll'
import { Page } from '../../components/Page'
import { PlaceLink } from '../../components/PlaceLink'
import { RefusalAlert } from '../../components/RefusalAlert'
import { calloutsSearch } from './calloutsSearch'
import type { CalloutsSearch } from './calloutsSearch'
import { IncidentTabs } from './IncidentTabs'
import { useNewCallout } from './NewCallout'

const route = getRouteApi('/incidents/callouts')
const pageSize = 50

export const CalloutsScreen = () => {
  const { t } = useTranslation('callouts')
  const { t: incidents } = useTranslation('incidents')
  const { moment } = useMoments()
  const go = useNavigate()
  const search = calloutsSearch.parse(route.useSearch())
  const { all, page } = search
  const list = useRead('callouts.page', { all, incidentId: null, offset: (page - 1) * pageSize, limit: pageSize })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const start = useNewCallout()
  const change = (next: Partial<CalloutsSearch>): void =>
    void go({ to: '/incidents/callouts', search: { ...search, ...next } })
  return (
    <Page
      title={incidents('title')}
      actions={
        writes ? (
          <Button
            leftSection={<IconPhonePlus size={16} />}
            onClick={() => {
              start(null, '')
            }}
          >
            {t('new')}
          </Button>
        ) : null
      }
    >
      <IncidentTabs />
      <RefusalAlert refusal={list.refusal} />
      <OpenOrAll
        label={t('title')}
        all={all}
        onChange={next => {
          change({ all: next, page: 1 })
        }}
      />
      {list.value?.total === 0 && !all ? (
        <EmptyState title={t('empty')} hint={t('emptyHint')} />
      ) : (
        <DataTable
          label={t('title')}
          rows={list.value?.rows}
          total={list.value?.total ?? 0}
          idOf={({ id }) => id}
          page={page}
          pageSize={pageSize}
          onPage={next => {
            change({ page: next })
          }}
          onOpen={({ id }) => void go({ to: '/incidents/calling', search: { id } })}
          emptyText={t('empty')}
          columns={[
            { accessor: 'number', title: t('number'), width: 140 },
            {
              accessor: 'title',
              title: t('name'),
              render: ({ title, createdBy, createdAt }) => (
                <>
                  <Text size="sm">{title}</Text>
                  <Text size="xs" c="dimmed">
                    {t('startedBy', { name: createdBy })} · {moment(createdAt)}
                  </Text>
                </>
              ),
            },
            {
              accessor: 'incident',
              title: t('incident'),
              width: 140,
              render: ({ incidentId, incident }) =>
                incidentId === null ? (
                  ''
                ) : (
                  <PlaceLink to="/incidents/case" search={{ id: incidentId }}>
                    {incident}
                  </PlaceLink>
                ),
            },
            {
              accessor: 'reached',
              title: t('outcome'),
              width: 260,
              render: ({ reached, total, open, closedAt }) => (
                <>
                  <Group justify="space-between" gap={4}>
                    <Text size="xs">{t('progress', { reached, total })}</Text>
                    <Text size="xs" c="dimmed">
                      {closedAt !== null ? t('closed') : open > 0 ? t('left', { count: open }) : t('roundOver')}
                    </Text>
                  </Group>
                  <Progress
                    value={(100 * reached) / Math.max(1, total)}
                    size="sm"
                    aria-label={t('progress', { reached, total })}
                  />
                </>
              ),
            },
          ]}
        />
      )}
    </Page>
  )
}
