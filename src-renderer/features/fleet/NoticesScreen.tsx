/** Who still has to be told: customers of changed deliveries, and departments that must do something about it (A0.6). */
import { Button, Group, Stack, Switch, Table, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { useRead, useWrite } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { FleetTabs } from './FleetTabs'

const first = { offset: 0, limit: 100 }

export const NoticesScreen = () => {
  const { t } = useTranslation('fleet')
  const { moment } = useMoments()
  const [all, setAll] = useState(false)
  const untold = useRead('fleet.untold', first)
  const requests = useRead('fleet.requests', { ...first, open: !all })
  const told = useWrite('fleet.told')
  const acknowledge = useWrite('fleet.acknowledgeRequest')
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  return (
    <Page title={t('title')}>
      <FleetTabs />
      <RefusalAlert refusal={untold.refusal ?? requests.refusal ?? told.refusal ?? acknowledge.refusal} />
      <Stack gap="xs">
        <Title order={2}>{t('customersUntold')}</Title>
        {untold.value?.total === 0 ? <Text c="dimmed">{t('allTold')}</Text> : null}
        <Table verticalSpacing={4}>
          <Table.Tbody>
            {untold.value?.rows.map(delivery => (
              <Table.Tr key={delivery.id}>
                <Table.Td>
                  {delivery.customer}
                  <Text size="xs" c="dimmed">
                    {delivery.number} · {delivery.load}
                  </Text>
                </Table.Td>
                <Table.Td fz={18} fw={600}>
                  {delivery.phone}
                </Table.Td>
                <Table.Td>{moment(delivery.promisedAt)}</Table.Td>
                <Table.Td w={140}>
                  {writes ? (
                    <Button
                      size="compact-sm"
                      onClick={() => void told.run({ id: delivery.id, version: delivery.version })}
                    >
                      {t('told')}
                    </Button>
                  ) : null}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Group justify="space-between">
          <Title order={2}>{t('requests')}</Title>
          <Switch
            label={t('showDone')}
            checked={all}
            onChange={event => {
              setAll(event.currentTarget.checked)
            }}
          />
        </Group>
        {requests.value?.total === 0 ? <Text c="dimmed">{t('noRequests')}</Text> : null}
        <Table verticalSpacing={4}>
          <Table.Tbody>
            {requests.value?.rows.map(request => (
              <Table.Tr key={request.id}>
                <Table.Td w={140}>{request.department}</Table.Td>
                <Table.Td>
                  {request.what}
                  <Text size="xs" c="dimmed">
                    {[request.delivery, request.byName, moment(request.at)].filter(Boolean).join(' · ')}
                  </Text>
                </Table.Td>
                <Table.Td w={220}>
                  {request.acknowledgedAt !== null ? (
                    t('acknowledgedBy', { name: request.acknowledgedBy ?? '', when: moment(request.acknowledgedAt) })
                  ) : writes ? (
                    <Button size="compact-sm" onClick={() => void acknowledge.run({ id: request.id })}>
                      {t('acknowledge')}
                    </Button>
                  ) : null}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Stack>
    </Page>
  )
}
