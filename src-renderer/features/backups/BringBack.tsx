/** One customer brought back from a backup: what is gone or changed since, side by side, and the way back. */
import { Alert, Badge, Button, Group, Stack, Table, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackupFile, ComparedCustomer } from '../../../src-main/features/backups/contract'
import { useJob } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { EmptyState } from '../../components/EmptyState'
import { JobProgress } from '../../components/JobProgress'
import { RefusalAlert } from '../../components/RefusalAlert'
import { SearchBox } from '../../components/SearchBox'

export const BringBack = ({ file }: { file: BackupFile }) => {
  const { t } = useTranslation('backups')
  const path = `${file.folder}/${file.name}`
  const compare = useJob('backups.compareCustomers')
  const bring = useJob('backups.bringBackCustomer')
  const [text, setText] = useState('')
  const [found, setFound] = useState<OutputOf<'backups.compareCustomers'> | null>(null)
  const look = async (): Promise<void> => {
    const outcome = await compare.run({ path, text })
    setFound(outcome.ok ? outcome.value : null)
  }
  const bringBack = async ({ id, name }: ComparedCustomer): Promise<void> => {
    const outcome = await bring.run({ path, id })
    if (!outcome.ok) return
    notifications.show({ message: t('bring.done', { name }) })
    await look()
  }
  const work = compare.running ? compare : bring.running ? bring : null
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('bring.lead')}
      </Text>
      <form
        onSubmit={event => {
          event.preventDefault()
          void look()
        }}
      >
        <Group align="flex-end">
          <SearchBox label={t('bring.find')} value={text} onChange={setText} width={360} />
          <Button type="submit" loading={compare.running}>
            {t('bring.compare')}
          </Button>
        </Group>
      </form>
      <RefusalAlert refusal={compare.refusal ?? bring.refusal} />
      {work?.progress ? (
        <JobProgress fraction={work.progress.fraction} doing={t(`step.${work.progress.step}`)} onCancel={work.cancel} />
      ) : null}
      {found?.rows.length === 0 ? <EmptyState title={t('bring.nothing')} /> : null}
      {found && found.total > found.rows.length ? (
        <Alert color="gray">{t('bring.more', { count: found.total, shown: found.rows.length })}</Alert>
      ) : null}
      {found?.rows.map(customer => (
        <Stack key={customer.id} gap={4}>
          <Group justify="space-between" wrap="nowrap">
            <Group gap="xs">
              <Text fw={600}>
                {customer.code} {customer.name}
              </Text>
              <Badge variant="light" color={customer.state === 'gone' ? 'red' : 'yellow'}>
                {t(`bring.${customer.state}`)}
              </Badge>
            </Group>
            <Button size="xs" variant="default" loading={bring.running} onClick={() => void bringBack(customer)}>
              {t('bring.do')}
            </Button>
          </Group>
          <Differences customer={customer} />
        </Stack>
      ))}
    </Stack>
  )
}

const Differences = ({ customer: { differences } }: { customer: ComparedCustomer }) => {
  const { t } = useTranslation('backups')
  const { t: lists } = useTranslation('lists')
  if (differences.length === 0) return null
  return (
    <Table withTableBorder verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={140} />
          <Table.Th>{t('bring.now')}</Table.Th>
          <Table.Th>{t('claims.inFile')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {differences.map(({ column, before, after }) => (
          <Table.Tr key={column}>
            <Table.Td c="dimmed">{lists(`column.${column}`)}</Table.Td>
            <Table.Td>{before}</Table.Td>
            <Table.Td>{after}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
