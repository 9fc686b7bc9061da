/** Who keeps which warehouse, and handing one over on a counted, signed list (A4.2). */
import { Button, Group, Table, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Role } from '../../../src-main/contract/call'
import type { Keepership } from '../../../src-main/features/tools/contract'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { RefusalAlert } from '../../components/RefusalAlert'

export const Keepers = ({ role }: { role: Role }) => {
  const { t } = useTranslation('tools')
  const { moment } = useMoments()
  const go = useNavigate()
  const keepers = useRead('tools.keepers', {})
  const handOver = async ({ warehouseId, warehouse, keeperId }: Keepership): Promise<void> => {
    const counts = await ask('tools.countsFor', { warehouseId })
    const choices = counts.ok
      ? counts.value.map(({ id, number, at }) => ({ value: id, label: `${number} · ${moment(at)}` }))
      : []
    openAction(t(keeperId === null ? 'name' : 'handOver'), {
      form: `tools.handOver.${warehouseId}`,
      lead: keeperId === null ? warehouse : t('handOverHint', { warehouse }),
      fields: [
        { name: 'keeper', label: t('keeper'), kind: 'entity', register: 'colleague', required: true },
        ...(keeperId === null
          ? []
          : ([{ name: 'count', label: t('count'), kind: 'choice', choices, required: true }] as const)),
        { name: 'witness', label: t('witness'), kind: 'text', most: 60 },
      ],
      action: t(keeperId === null ? 'name' : 'handOver'),
      run: async filled => {
        const done = await ask('tools.handOver', {
          warehouseId,
          keeperId: filled.chosen('keeper'),
          stocktakeId: filled.chosenOrNull('count'),
          witness: filled.text('witness'),
        })
        if (done.ok) void go({ to: '/print', search: { kind: 'handover', id: done.value.id } })
        return done
      },
    })
  }
  return (
    <>
      <RefusalAlert refusal={keepers.refusal} />
      <Table verticalSpacing={6}>
        <Table.Tbody>
          {keepers.value?.map(keeper => (
            <Table.Tr key={keeper.warehouseId}>
              <Table.Td>{keeper.warehouse}</Table.Td>
              <Table.Td fw={600}>{keeper.keeperId === null ? t('noKeeper') : keeper.keeper}</Table.Td>
              <Table.Td>{keeper.phone}</Table.Td>
              <Table.Td>
                <Text size="sm" c="dimmed">
                  {[keeper.since === null ? '' : t('since', { when: moment(keeper.since) }), keeper.stocktake]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td w={230}>
                <Group gap="xs" wrap="nowrap" justify="flex-end">
                  {keeper.handoverId === null ? null : (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      onClick={() => void go({ to: '/print', search: { kind: 'handover', id: keeper.handoverId } })}
                    >
                      {t('printHandover')}
                    </Button>
                  )}
                  {may(role, 'manager') ? (
                    <Button size="compact-sm" variant="default" onClick={() => void handOver(keeper)}>
                      {t(keeper.keeperId === null ? 'name' : 'handOver')}
                    </Button>
                  ) : null}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}
