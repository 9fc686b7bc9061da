/** What is in a backup: as it claims, as it was proven, and beside what was restored from it. */
import { Alert, Stack, Table, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useFileSize } from '../../components/useFileSize'

type Claims = OutputOf<'backups.inspect'>
type Restored = OutputOf<'backups.restore'>

export const ClaimsTable = ({ claims, proven }: { claims: Claims; proven: boolean }) => {
  const { t } = useTranslation('backups')
  const { fullMoment, ago } = useMoments()
  const sizeOf = useFileSize()
  const { counts } = claims
  const lines = [
    [t('claims.office'), [claims.office, claims.outletCode].filter(Boolean).join(' · ')],
    [t('claims.createdAt'), `${fullMoment(claims.createdAt)} · ${ago(claims.createdAt)}`],
    [t('claims.customers'), counts.customers],
    [t('claims.staff'), counts.staff],
    [t('claims.products'), counts.products],
    [t('claims.ledger'), counts.ledger],
    [t('claims.attachments'), counts.attachments],
    [t('claims.users'), counts.users],
    [t('size'), sizeOf(claims.bytes)],
  ] as const
  return (
    <Stack gap={4}>
      <Text fw={600}>{t(proven ? 'claims.proven' : 'claims.claimed')}</Text>
      <Table withRowBorders={false} verticalSpacing={2}>
        <Table.Tbody>
          {lines.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Td w={140} c="dimmed">
                {name}
              </Table.Td>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}

const counted = ['customers', 'staff', 'products', 'ledger', 'users', 'attachments', 'entries'] as const

/** The numbers of the backup and of the restored archive, side by side. */
export const SelfCheck = ({ restored }: { restored: Restored }) => {
  const { t } = useTranslation('backups')
  const numberOf = (counts: Claims['counts'], name: (typeof counted)[number]): number =>
    name === 'entries' ? counts.journal : counts[name]
  const lines = counted.map(name => {
    const [inFile, here] = [numberOf(restored.claims.counts, name), numberOf(restored.restored, name)]
    return { name, inFile, here }
  })
  const equal = lines.every(({ inFile, here }) => inFile === here)
  return (
    <Alert
      color={equal ? 'teal' : 'red'}
      icon={equal ? <IconCircleCheck size={20} /> : <IconAlertTriangle size={20} />}
      title={t('guide.restored')}
    >
      <Text size="sm">{t(equal ? 'guide.equal' : 'guide.differs')}</Text>
      <Table withRowBorders={false} verticalSpacing={2} w="auto" mt="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th />
            <Table.Th ta="right">{t('claims.inFile')}</Table.Th>
            <Table.Th ta="right">{t('claims.here')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(({ name, inFile, here }) => (
            <Table.Tr key={name}>
              <Table.Td>{t(`claims.${name}`)}</Table.Td>
              <Table.Td ta="right">{inFile}</Table.Td>
              <Table.Td ta="right">{here}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Alert>
  )
}
