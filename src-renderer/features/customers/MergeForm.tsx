/** Merges another entry into this one: find it, compare field by field, choose, unite. */
import { Button, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerEntry, CustomerFields } from '../../../src-main/features/customers/contract'
import { customerFieldsOf } from '../../../src-main/features/customers/rules'
import { useRead, useWrite } from '../../app/bridge'
import { RefusalAlert } from '../../components/RefusalAlert'
import { SearchBox } from '../../components/SearchBox'

const compared = [
  'code',
  'name',
  'shortName',
  'divisionCode',
  'area',
  'address',
  'licenceNumber',
  'licenceValidUntil',
  'standing',
] as const
type Compared = (typeof compared)[number]

export const MergeForm = ({ keep, onDone }: { keep: CustomerEntry; onDone: () => void }) => {
  const { t } = useTranslation('customers')
  const merge = useWrite('customers.merge')
  const [text, setText] = useState('')
  const [otherId, setOtherId] = useState<string | null>(null)
  const [fromOther, setFromOther] = useState<Partial<Record<Compared, boolean>>>({})
  const hits = useRead('customers.search', { text, limit: 8 }, { enabled: text !== '' && otherId === null })
  const other = useRead('customers.entry', { id: otherId ?? '' }, { enabled: otherId !== null }).value

  const run = async (): Promise<void> => {
    if (!other) return
    const chosen = Object.fromEntries(
      compared.filter(field => fromOther[field]).map(field => [field, other[field]]),
    ) as Partial<CustomerFields>
    const fields = {
      ...customerFieldsOf(keep),
      ...chosen,
      ...(chosen.standing ? { standingReason: other.standingReason } : {}),
    }
    const outcome = await merge.run({
      keep: { ...fields, id: keep.id, version: keep.version },
      drop: { id: other.id, version: other.version },
    })
    if (outcome.ok) onDone()
  }

  if (!other)
    return (
      <Stack>
        <Text>{t('merge.lead', { name: keep.name })}</Text>
        <SearchBox label={t('find')} value={text} onChange={setText} width={420} />
        {(hits.value ?? [])
          .filter(hit => hit.id !== keep.id && text !== '')
          .map(hit => (
            <Button
              key={hit.id}
              variant="default"
              justify="flex-start"
              onClick={() => {
                setOtherId(hit.id)
              }}
            >
              {[hit.code, hit.name, hit.contact, hit.phone].filter(Boolean).join('  ')}
            </Button>
          ))}
      </Stack>
    )
  return (
    <Stack>
      <Text>{t('merge.choose')}</Text>
      <RefusalAlert refusal={merge.refusal} />
      <Table>
        <Table.Tbody>
          {compared
            .filter(field => keep[field] !== other[field])
            .map(field => (
              <Table.Tr key={field}>
                <Table.Td w={120}>{t(field)}</Table.Td>
                <Table.Td>
                  <SegmentedControl
                    fullWidth
                    value={fromOther[field] ? 'other' : 'keep'}
                    onChange={value => {
                      setFromOther({ ...fromOther, [field]: value === 'other' })
                    }}
                    data={[
                      { value: 'keep', label: keep[field] || t('blank') },
                      { value: 'other', label: other[field] || t('blank') },
                    ]}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed">
        {t('merge.joined', {
          contacts: other.contacts.length,
          contracts: other.contracts.length,
          equipment: other.equipment.length,
        })}
      </Text>
      <Group justify="flex-end">
        <Button onClick={() => void run()} loading={merge.running}>
          {t('merge.do', { name: other.name })}
        </Button>
      </Group>
    </Stack>
  )
}
