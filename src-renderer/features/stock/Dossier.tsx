/** What Technical and QC keep of a product: parameters, what may stand in for it, suppliers, quality, documents (A0.5). */
import { Badge, Button, Group, Stack, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { qualityKinds, qualityResults, relations } from '../../../src-main/features/products/contract'
import type { Product } from '../../../src-main/features/products/contract'
import { ask, useRead, useWrite } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { Attachments } from '../../components/Attachments'
import { Facts } from '../../components/Facts'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useMoney } from '../../components/useMoney'
import { useQuantity } from '../../components/useQuantity'

type Props = { product: Product; writes: boolean }

const resultColors = { passed: 'teal', failed: 'red', noted: 'gray' } as const

export const Dossier = ({ product, writes }: Props) => {
  const { t } = useTranslation('products')
  const { t: core } = useTranslation('core')
  const { day, dayOf, now } = useMoments()
  const money = useMoney()
  const quantity = useQuantity()
  const dossier = useRead('products.dossier', { id: product.id }).value
  const unrelate = useWrite('products.unrelate')
  const unsupply = useWrite('products.unsupply')
  if (!dossier) return null
  const { parameters, related, suppliers, quality } = dossier
  const { id } = product
  const editParameters = (): void => {
    openAction(t('parameters'), {
      form: `products.parameters.${id}`,
      lead: t('parametersHint'),
      fields: [
        {
          name: 'lines',
          label: t('parameters'),
          kind: 'long',
          most: 6000,
          start: parameters.map(({ name, value }) => `${name}: ${value}`).join('\n'),
        },
      ],
      action: core('save'),
      run: filled => ask('products.setParameters', { id, parameters: parametersOf(filled.text('lines')) }),
    })
  }
  const relate = (): void => {
    openAction(t('relate'), {
      form: `products.relate.${id}`,
      fields: [
        { name: 'other', label: t('other'), kind: 'entity', register: 'product', required: true },
        {
          name: 'kind',
          label: t('relationKind'),
          hint: t('relationHint'),
          kind: 'choice',
          required: true,
          choices: relations.map(value => ({ value, label: t(`relation.${value}`) })),
        },
        { name: 'note', label: t('note'), kind: 'text', most: 200 },
      ],
      action: core('add'),
      run: filled =>
        ask('products.relate', {
          id,
          otherId: filled.chosen('other'),
          kind: relations.find(kind => kind === filled.chosen('kind')) ?? 'similar',
          note: filled.text('note'),
        }),
    })
  }
  const addSupplier = (): void => {
    openAction(t('addSupplier'), {
      form: `products.supply.${id}`,
      fields: [
        { name: 'supplier', label: t('supplier'), kind: 'entity', register: 'supplier', required: true },
        { name: 'lead', label: t('leadDays'), kind: 'count', most: 730, required: true },
        { name: 'price', label: t('price'), kind: 'money' },
        { name: 'least', label: t('least'), kind: 'quantity', unit: product.unit },
      ],
      action: core('save'),
      run: filled =>
        ask('products.supply', {
          id,
          supplierId: filled.chosen('supplier'),
          leadDays: filled.number('lead'),
          priceFen: filled.numberOrNull('price'),
          least: filled.number('least'),
        }),
    })
  }
  const addQuality = (): void => {
    openAction(t('addQuality'), {
      form: `products.quality.${id}`,
      fields: [
        { name: 'day', label: t('day'), kind: 'day', required: true, start: dayOf(now()) },
        {
          name: 'kind',
          label: t('kind'),
          kind: 'choice',
          required: true,
          start: 'inspection',
          choices: qualityKinds.map(value => ({ value, label: t(`qualityKind.${value}`) })),
        },
        {
          name: 'result',
          label: t('result'),
          kind: 'choice',
          required: true,
          start: 'passed',
          choices: qualityResults.map(value => ({ value, label: t(`qualityResult.${value}`) })),
        },
        { name: 'batch', label: t('batch'), kind: 'text', most: 60 },
        { name: 'note', label: t('note'), kind: 'long', most: 500 },
      ],
      action: core('save'),
      run: filled =>
        ask('products.addQuality', {
          id,
          day: filled.day('day'),
          kind: qualityKinds.find(kind => kind === filled.chosen('kind')) ?? 'other',
          result: qualityResults.find(result => result === filled.chosen('result')) ?? 'noted',
          batch: filled.text('batch'),
          note: filled.text('note'),
        }),
    })
  }
  const part = (title: string, empty: boolean, action: (() => void) | null, label: string) => (
    <>
      <Group justify="space-between">
        <Title order={3}>{title}</Title>
        {action && writes ? (
          <Button variant="subtle" size="xs" onClick={action}>
            {label}
          </Button>
        ) : null}
      </Group>
      {empty ? (
        <Text size="sm" c="dimmed">
          {core('none')}
        </Text>
      ) : null}
    </>
  )
  return (
    <Stack gap="sm">
      <RefusalAlert refusal={unrelate.refusal ?? unsupply.refusal} />
      <Facts
        facts={[
          [t('barcode'), product.barcode],
          [
            t('packs'),
            product.packs.map(pack => `${pack.name} × ${quantity(pack.quantity)} ${product.unit}`).join(t('separator')),
          ],
          [t('hazard'), product.hazard],
          [t('note'), product.note],
        ]}
      />
      {part(t('parameters'), parameters.length === 0, editParameters, core('edit'))}
      <Facts facts={parameters.map(({ name, value }) => [name, value] as const)} />

      {part(t('related'), related.length === 0, relate, core('add'))}
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {related.map(other => (
            <Table.Tr key={other.id}>
              <Table.Td>
                {other.code} {other.name}
                <Text size="xs" c="dimmed">
                  {[other.note, other.safetyHold === '' ? '' : t('heldBecause', { reason: other.safetyHold })]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td>{t(`relation.${other.kind}`)}</Table.Td>
              <Table.Td w={90}>
                {writes ? (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() => void unrelate.run({ id, otherId: other.id })}
                  >
                    {core('remove')}
                  </Button>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>

      {part(t('suppliers'), suppliers.length === 0, addSupplier, core('add'))}
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {suppliers.map(offer => (
            <Table.Tr key={offer.supplierId}>
              <Table.Td>{offer.name}</Table.Td>
              <Table.Td>{t('leadIs', { count: offer.leadDays })}</Table.Td>
              <Table.Td ta="right">{offer.priceFen === null ? '' : money(offer.priceFen)}</Table.Td>
              <Table.Td w={90}>
                {writes ? (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() => void unsupply.run({ id, supplierId: offer.supplierId })}
                  >
                    {core('remove')}
                  </Button>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>

      {part(t('quality'), quality.length === 0, addQuality, core('add'))}
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {quality.map(record => (
            <Table.Tr key={record.id}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{day(record.day)}</Table.Td>
              <Table.Td>
                {t(`qualityKind.${record.kind}`)} {record.batch}
                <Text size="xs" c="dimmed">
                  {[record.note, record.byName].filter(Boolean).join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td>
                <Badge variant="light" color={resultColors[record.result]}>
                  {t(`qualityResult.${record.result}`)}
                </Badge>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Attachments ownerKind="product" ownerId={id} writes={writes} />
    </Stack>
  )
}

/** One parameter a line, its name before the first colon; a line without one is a name alone and is left out. */
const parametersOf = (lines: string): { name: string; value: string }[] =>
  lines.split('\n').flatMap(line => {
    const [, name = '', value = ''] = /^\s*([^:：]+)[:：]\s*(.+?)\s*$/.exec(line) ?? []
    return name.trim() === '' ? [] : [{ name: name.trim().slice(0, 60), value: value.slice(0, 120) }]
  })
