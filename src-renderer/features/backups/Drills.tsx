/** Restore drills: each newest backup restored aside and compared, with its certificate. */
import { Badge, Button, Group, Text } from '@mantine/core'
import { IconRefreshAlert } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Drill } from '../../../src-main/features/backups/contract'
import type { Role } from '../../../src-main/contract/call'
import { useJob, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { DataTable } from '../../components/DataTable'
import { JobProgress } from '../../components/JobProgress'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useRefusalText } from '../../components/refusalText'

const pageSize = 50

export const Drills = ({ role }: { role: Role }) => {
  const { t } = useTranslation('backups')
  const { fullMoment } = useMoments()
  const textOf = useRefusalText()
  const go = useNavigate()
  const [page, setPage] = useState(1)
  const drills = useRead('backups.drills', { offset: (page - 1) * pageSize, limit: pageSize })
  const rehearse = useJob('backups.rehearse')
  return (
    <>
      <Group mb="xs" justify="space-between">
        <Text size="sm" c="dimmed" maw={720}>
          {t('drill.what')}
        </Text>
        {may(role, 'clerk') ? (
          <Button
            variant="default"
            leftSection={<IconRefreshAlert size={16} />}
            loading={rehearse.running}
            onClick={() => void rehearse.run({ places: null })}
          >
            {t('drill.allNow')}
          </Button>
        ) : null}
      </Group>
      <RefusalAlert refusal={rehearse.refusal ?? drills.refusal} />
      {rehearse.running && rehearse.progress ? (
        <JobProgress
          fraction={rehearse.progress.fraction}
          doing={t(`step.${rehearse.progress.step}`)}
          onCancel={rehearse.cancel}
        />
      ) : null}
      <DataTable<Drill>
        label={t('parts.drills')}
        rows={drills.value?.rows}
        total={drills.value?.total ?? 0}
        idOf={drill => drill.id}
        page={page}
        pageSize={pageSize}
        onPage={setPage}
        emptyText={t('drill.none')}
        height="calc(100dvh - 300px)"
        columns={[
          { accessor: 'at', title: t('at'), render: drill => fullMoment(drill.at) },
          { accessor: 'placeName', title: t('place.name') },
          { accessor: 'fileName', title: t('name') },
          {
            accessor: 'code',
            title: t('drill.result'),
            render: drill => (
              <>
                <Badge variant="light" color={drill.code === null ? 'teal' : 'red'}>
                  {t(drill.code === null ? 'drill.passed' : 'drill.failed')}
                </Badge>
                {drill.code === null ? null : <Text size="xs">{textOf({ code: drill.code, params: {} })}</Text>}
              </>
            ),
          },
          {
            accessor: 'milliseconds',
            title: t('drill.took'),
            textAlign: 'right',
            render: drill => t('drill.seconds', { count: Math.round(drill.milliseconds / 100) / 10 }),
          },
          {
            accessor: 'found',
            title: t('records'),
            textAlign: 'right',
            render: drill => (drill.found ? drill.found.customers + drill.found.staff : ''),
          },
          { accessor: 'byName', title: t('by'), render: drill => (drill.byName === '' ? t('byItself') : drill.byName) },
          {
            accessor: 'id',
            title: '',
            render: drill => (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => void go({ to: '/print', search: { kind: 'drill', id: drill.id } })}
              >
                {t('drill.certificate')}
              </Button>
            ),
          },
        ]}
      />
    </>
  )
}
