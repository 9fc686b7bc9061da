/** One place: where it is, its latest backup, its state in words, its last drill, and what can be done with it. */
import { ActionIcon, Badge, Button, Group, Menu, Stack, Table, Text, TextInput } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconDeviceDesktop, IconDots, IconServer, IconUsb } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Place } from '../../../src-main/features/backups/contract'
import type { Role } from '../../../src-main/contract/call'
import { useWrite } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useFileSize } from '../../components/useFileSize'
import { useRefusalText } from '../../components/refusalText'

const kindIcons = { local: IconDeviceDesktop, removable: IconUsb, network: IconServer } as const

type LineProps = { place: Place; role: Role; onBackUp: () => void; onDrill: () => void }

export const PlaceLine = ({ place, role, onBackUp, onDrill }: LineProps) => {
  const { t } = useTranslation('backups')
  const { fullMoment, ago } = useMoments()
  const sizeOf = useFileSize()
  const textOf = useRefusalText()
  const go = useNavigate()
  const drop = useWrite('backups.dropPlace')
  const Icon = kindIcons[place.kind]
  const { id, version, latest, lastFailure, lastDrill, reachable } = place
  // The backup itself was written then.
  const incomplete = lastFailure !== null && lastFailure.at === latest?.at
  const where = place.label === '' ? place.folder : t('place.onDrive', { label: place.label, folder: place.folder })
  const askDrop = (): void => {
    modals.openConfirmModal({
      title: t('place.dropTitle', { name: place.name }),
      children: <Text>{t('place.dropWhat')}</Text>,
      labels: { confirm: t('place.drop'), cancel: t('core:cancel') },
      onConfirm: () => void drop.run({ id, version }),
    })
  }
  const askName = (): void => {
    modals.open({ title: t('place.rename'), children: <RenameForm place={place} /> })
  }
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <Icon size={18} stroke={1.6} aria-label={t(`place.kind.${place.kind}`)} />
          <div>
            <Text fw={600}>{place.name}</Text>
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {t(`place.kind.${place.kind}`)} · {where}
            </Text>
            {place.besideArchive || place.sameVolumeAsOther ? (
              <Text size="xs">{t(place.besideArchive ? 'place.beside' : 'place.sameVolume')}</Text>
            ) : null}
            <RefusalAlert refusal={drop.refusal} />
          </div>
        </Group>
      </Table.Td>
      <Table.Td>
        {latest ? (
          <>
            <Text size="sm" title={fullMoment(latest.at)}>
              {ago(latest.at)}
            </Text>
            <Text size="xs" c="dimmed">
              {t(`reason.${latest.reason}`)} · {sizeOf(latest.bytes)}
            </Text>
          </>
        ) : (
          t('place.noBackup')
        )}
      </Table.Td>
      <Table.Td maw={320}>
        <Badge
          variant="light"
          color={reachable === false ? 'gray' : incomplete ? 'yellow' : lastFailure ? 'red' : 'teal'}
        >
          {t(
            reachable === false
              ? place.kind === 'network'
                ? 'place.unreachable'
                : 'place.unplugged'
              : incomplete
                ? 'place.incomplete'
                : lastFailure
                  ? 'place.failed'
                  : 'place.ready',
          )}
        </Badge>
        {lastFailure ? (
          <Text size="xs" mt={4}>
            {fullMoment(lastFailure.at)} · {textOf(lastFailure)}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td>
        {lastDrill ? (
          <>
            <Text size="sm">{t(lastDrill.passed ? 'drill.passed' : 'drill.failed')}</Text>
            <Text size="xs" c="dimmed">
              {fullMoment(lastDrill.at)}
            </Text>
          </>
        ) : (
          t('drill.never')
        )}
      </Table.Td>
      <Table.Td>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('place.actions', { name: place.name })}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {may(role, 'clerk') ? (
              <>
                <Menu.Item onClick={onBackUp}>{t('place.backUp')}</Menu.Item>
                <Menu.Item disabled={latest === null} onClick={onDrill}>
                  {t('drill.now')}
                </Menu.Item>
              </>
            ) : null}
            <Menu.Item onClick={() => void go({ to: '/backups', search: { part: 'history', placeId: id } })}>
              {t('place.history')}
            </Menu.Item>
            {may(role, 'manager') ? (
              <>
                <Menu.Item onClick={askName}>{t('place.rename')}</Menu.Item>
                <Menu.Item onClick={askDrop}>{t('place.drop')}</Menu.Item>
              </>
            ) : null}
          </Menu.Dropdown>
        </Menu>
      </Table.Td>
    </Table.Tr>
  )
}

const RenameForm = ({ place }: { place: Place }) => {
  const { t } = useTranslation('backups')
  const { t: core } = useTranslation('core')
  const rename = useWrite('backups.renamePlace')
  const [name, setName] = useState(place.name)
  const save = async (): Promise<void> => {
    const outcome = await rename.run({ id: place.id, version: place.version, name })
    if (outcome.ok) modals.closeAll()
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack>
        <RefusalAlert refusal={rename.refusal} />
        <TextInput
          label={t('place.name')}
          value={name}
          required
          maxLength={60}
          data-autofocus
          onChange={event => {
            setName(event.currentTarget.value)
          }}
        />
        <Group justify="flex-end">
          <Button type="submit">{core('save')}</Button>
        </Group>
      </Stack>
    </form>
  )
}
