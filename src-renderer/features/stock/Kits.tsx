/** Kits for emergencies: whether each is whole, what is wanting, and who has it (A4.2). */
import { Badge, Button, Group, Stack, Table, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Role } from '../../../src-main/contract/call'
import type { Kit } from '../../../src-main/features/tools/contract'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { EmptyState } from '../../components/EmptyState'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useQuantity } from '../../components/useQuantity'
import { KitForm } from './KitForm'
import { useLoanForms } from './useLoanForms'

export const Kits = ({ role }: { role: Role }) => {
  const { t } = useTranslation('tools')
  const kits = useRead('tools.kits', { offset: 0, limit: 100 })
  const keeper = may(role, 'keeper')
  const open = (kit: Kit | null): void => {
    modals.open({
      title: kit ? kit.name : t('addKit'),
      size: 'lg',
      children: <KitForm kit={kit} onDone={modals.closeAll} />,
    })
  }
  return (
    <Stack>
      <Group justify="flex-end">
        {keeper ? (
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => {
              open(null)
            }}
          >
            {t('addKit')}
          </Button>
        ) : null}
      </Group>
      <RefusalAlert refusal={kits.refusal} />
      {kits.value?.total === 0 ? <EmptyState title={t('noKits')} hint={t('noKitsHint')} /> : null}
      {kits.value?.rows.map(kit => (
        <OneKit
          key={kit.id}
          kit={kit}
          keeper={keeper}
          onEdit={() => {
            open(kit)
          }}
        />
      ))}
    </Stack>
  )
}

const OneKit = ({ kit, keeper, onEdit }: { kit: Kit; keeper: boolean; onEdit: () => void }) => {
  const { t } = useTranslation('tools')
  const { t: core } = useTranslation('core')
  const { moment } = useMoments()
  const quantity = useQuantity()
  const { lend, takeBack } = useLoanForms()
  const { id, loan } = kit
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Group gap="sm">
          <Text fw={600}>{kit.name}</Text>
          <Badge variant="light" color={kit.sufficient ? 'teal' : 'red'}>
            {t(kit.sufficient ? 'whole' : 'notWhole')}
          </Badge>
          <Text size="sm" c="dimmed">
            {[kit.warehouse, kit.place, kit.keeper].filter(Boolean).join(' · ')}
          </Text>
          {loan === null ? null : (
            <Text size="sm">
              {t('out', { name: loan.borrower, purpose: loan.purpose })} {moment(loan.outAt)}
            </Text>
          )}
        </Group>
        {keeper ? (
          <Group gap="xs">
            <Button size="compact-sm" variant="subtle" onClick={onEdit}>
              {core('edit')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              disabled={loan === null && !kit.sufficient}
              onClick={() => {
                if (loan === null)
                  lend(kit.name, `tools.lendKit.${id}`, borrowed => ask('tools.lendKit', { id, ...borrowed }))
                else
                  takeBack(kit.name, `tools.takeKitBack.${id}`, condition =>
                    ask('tools.takeKitBack', { id, condition }),
                  )
              }}
            >
              {t(loan === null ? 'lend' : 'takeBack')}
            </Button>
          </Group>
        ) : null}
      </Group>
      <Table verticalSpacing={2} layout="fixed">
        <Table.Tbody>
          {kit.items.map((item, index) => (
            <Table.Tr key={index}>
              <Table.Td>{item.name}</Table.Td>
              <Table.Td w={200} ta="right">
                {item.toolId === null
                  ? t('thereOf', { there: quantity(item.there), wanted: quantity(item.quantity), unit: item.unit })
                  : ''}
              </Table.Td>
              <Table.Td w={160}>
                {item.short === null ? (
                  t('enough')
                ) : (
                  <Badge variant="light" color="red">
                    {t(`short.${item.short}`)}
                  </Badge>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}
