/** Every backup that was written and proven, where it stands, and whether it is kept for good. */
import { Badge, Button, Group, Select } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconPin, IconPinnedOff } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { BackupFile } from '../../../src-main/features/backups/contract'
import type { Role } from '../../../src-main/contract/call'
import { useRead, useWrite } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { DataTable } from '../../components/DataTable'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useFileSize } from '../../components/useFileSize'
import { BringBack } from './BringBack'
import { backupsSearch } from './backupsSearch'

const route = getRouteApi('/backups')
const pageSize = 50

export const History = ({ role }: { role: Role }) => {
  const { t } = useTranslation('backups')
  const { fullMoment } = useMoments()
  const sizeOf = useFileSize()
  const go = useNavigate()
  const search = backupsSearch.parse(route.useSearch())
  const { placeId, page } = search
  const files = useRead('backups.list', { placeId, offset: (page - 1) * pageSize, limit: pageSize })
  const places = useRead('backups.overview', {}).value?.places ?? []
  const pin = useWrite('backups.pin')
  const stateOf = (file: BackupFile): string =>
    file.removedAt !== null ? 'removed' : file.olderCode ? 'olderCode' : 'standing'
  return (
    <>
      <RefusalAlert refusal={files.refusal ?? pin.refusal} />
      <Group mb="xs">
        <Select
          aria-label={t('place.name')}
          placeholder={t('place.all')}
          clearable
          value={placeId}
          data={places.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={value => void go({ to: '/backups', search: { ...search, placeId: value, page: 1 } })}
        />
      </Group>
      <DataTable<BackupFile>
        label={t('parts.history')}
        rows={files.value?.rows}
        total={files.value?.total ?? 0}
        idOf={file => file.id}
        page={page}
        pageSize={pageSize}
        onPage={next => void go({ to: '/backups', search: { ...search, page: next } })}
        emptyText={t('none')}
        height="calc(100dvh - 300px)"
        columns={[
          { accessor: 'at', title: t('at'), width: 190, noWrap: true, render: file => fullMoment(file.at) },
          { accessor: 'name', title: t('name'), width: 200, ellipsis: true },
          {
            accessor: 'folder',
            title: t('place.name'),
            ellipsis: true,
            render: file => places.find(({ id }) => id === file.placeId)?.name ?? file.folder,
          },
          { accessor: 'reason', title: t('why'), noWrap: true, render: file => t(`reason.${file.reason}`) },
          { accessor: 'records', title: t('records'), textAlign: 'right' },
          { accessor: 'bytes', title: t('size'), textAlign: 'right', noWrap: true, render: file => sizeOf(file.bytes) },
          { accessor: 'byName', title: t('by'), render: file => (file.byName === '' ? t('byItself') : file.byName) },
          {
            accessor: 'olderCode',
            title: t('place.state'),
            render: file => (
              <Badge variant="light" color={file.olderCode || file.removedAt !== null ? 'gray' : 'teal'}>
                {t(`fileState.${stateOf(file)}`)}
              </Badge>
            ),
          },
          {
            accessor: 'id',
            title: '',
            width: 110,
            render: file =>
              file.removedAt === null && !file.olderCode && may(role, 'keeper') ? (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => {
                    modals.open({
                      title: t('bring.title', { when: fullMoment(file.at) }),
                      size: 'xl',
                      children: <BringBack file={file} />,
                    })
                  }}
                >
                  {t('bring.open')}
                </Button>
              ) : null,
          },
          {
            accessor: 'pinned',
            title: '',
            width: 110,
            render: file =>
              file.removedAt === null && may(role, 'clerk') ? (
                <Button
                  size="compact-xs"
                  variant={file.pinned ? 'light' : 'subtle'}
                  leftSection={file.pinned ? <IconPinnedOff size={14} /> : <IconPin size={14} />}
                  onClick={() => void pin.run({ id: file.id, pinned: !file.pinned })}
                >
                  {t(file.pinned ? 'unpin' : 'pin')}
                </Button>
              ) : null,
          },
        ]}
      />
    </>
  )
}
