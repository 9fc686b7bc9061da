/** One stocktake: the figure is typed and Enter goes on; what the ledger says appears only after it. */
import {
  Alert,
  Badge,
  Button,
  Group,
  NumberInput,
  Pagination,
  SegmentedControl,
  Stack,
  Table,
  Text,
} from '@mantine/core'
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StocktakeLine } from '../../../src-main/features/stocktakes/contract'
import { ask, useRead, useWrite } from '../../app/bridge'
import { openAction } from '../../components/ActionForm'
import { Loading } from '../../components/Loading'
import { RefusalAlert } from '../../components/RefusalAlert'
import { thousandthsOf, useQuantity } from '../../components/useQuantity'

const shows = ['all', 'uncounted', 'variances'] as const
type Show = (typeof shows)[number]
type Props = { id: string; show: Show; keeper: boolean; onShow: (show: Show) => void; onBack: () => void }

const pageSize = 100

export const CountSheet = ({ id, show, keeper, onShow, onBack }: Props) => {
  const { t } = useTranslation('stocktakes')
  const { t: stock } = useTranslation('stock')
  const go = useNavigate()
  const [page, setPage] = useState(1)
  const entry = useRead('stocktakes.entry', { id })
  const sheet = useRead('stocktakes.lines', { id, show, offset: (page - 1) * pageSize, limit: pageSize })
  const post = useWrite('stocktakes.post')
  const count = entry.value
  if (!count) return entry.refusal ? <RefusalAlert refusal={entry.refusal} /> : <Loading />
  const { rows = [], total = 0, variances = 0, unexplained = 0 } = sheet.value ?? {}
  const counting = count.state === 'counting'
  const abandon = (): void => {
    openAction(t('abandon'), {
      form: `stocktakes.abandon.${id}`,
      lead: t('abandonWhat'),
      fields: [{ name: 'reason', label: stock('why'), kind: 'text', required: true }],
      action: t('abandon'),
      danger: true,
      run: filled => ask('stocktakes.abandon', { id, version: count.version, reason: filled.text('reason') }),
    })
  }
  const addLine = (): void => {
    openAction(t('addLine'), {
      form: `stocktakes.addLine.${id}`,
      lead: t('addLineWhat'),
      fields: [{ name: 'product', label: t('product'), kind: 'entity', register: 'product', required: true }],
      action: t('addLine'),
      run: filled => ask('stocktakes.addLine', { id, productId: filled.chosen('product') }),
    })
  }
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Group gap="sm">
          <Button variant="subtle" size="xs" leftSection={<IconArrowLeft size={14} />} onClick={onBack}>
            {t('backToList')}
          </Button>
          <Text fw={600}>
            {count.number} · {count.warehouse} {count.category}
          </Text>
          <Text size="sm">{t('countedOf', { counted: count.counted, total: count.lines })}</Text>
          {counting ? null : (
            <Text size="sm">{[t(`state.${count.state}`), count.endReason].filter(Boolean).join(' · ')}</Text>
          )}
          {variances > 0 ? <Text size="sm">{t('variances', { count: variances })}</Text> : null}
        </Group>
        <Group gap="xs">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPrinter size={14} />}
            onClick={() => void go({ to: '/print', search: { kind: 'stocktake', id } })}
          >
            {t('printSheet')}
          </Button>
          {keeper && counting ? (
            <>
              <Button variant="default" size="xs" onClick={addLine}>
                {t('addLine')}
              </Button>
              <Button variant="default" size="xs" color="red" onClick={abandon}>
                {t('abandon')}
              </Button>
              <Button
                size="xs"
                loading={post.running}
                disabled={count.counted < count.lines || unexplained > 0}
                onClick={() => void post.run({ id, version: count.version })}
              >
                {t('post')}
              </Button>
            </>
          ) : null}
        </Group>
      </Group>
      <RefusalAlert refusal={post.refusal ?? sheet.refusal} />
      {counting && unexplained > 0 ? <Alert color="yellow">{t('unexplained', { count: unexplained })}</Alert> : null}
      <SegmentedControl
        w="fit-content"
        size="xs"
        aria-label={t('show.title')}
        value={show}
        data={shows.map(value => ({ value, label: t(`show.${value}`) }))}
        onChange={value => {
          setPage(1)
          onShow(shows.find(known => known === value) ?? 'all')
        }}
      />
      <Table verticalSpacing={4} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{stock('place')}</Table.Th>
            <Table.Th>{stock('product.code')}</Table.Th>
            <Table.Th>{stock('product.name')}</Table.Th>
            <Table.Th w={170}>{stock('counted')}</Table.Th>
            <Table.Th ta="right">{t('book')}</Table.Th>
            <Table.Th ta="right">{t('variance')}</Table.Th>
            <Table.Th>{stock('why')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(line => (
            <Line key={`${line.productId} ${line.countedAt ?? ''}`} id={id} line={line} writes={keeper && counting} />
          ))}
        </Table.Tbody>
      </Table>
      {total > pageSize ? (
        <Group justify="flex-end">
          <Pagination size="sm" total={Math.ceil(total / pageSize)} value={page} onChange={setPage} />
        </Group>
      ) : null}
    </Stack>
  )
}

const Line = ({ id, line, writes }: { id: string; line: StocktakeLine; writes: boolean }) => {
  const { t } = useTranslation('stocktakes')
  const { t: stock } = useTranslation('stock')
  const quantity = useQuantity()
  const enter = useWrite('stocktakes.enter')
  const [typed, setTyped] = useState<number | string>('')
  const { productId, counted, variance } = line
  const again = counted !== null
  /** Whatever leads away from the field enters what was typed in it, but for another window: there it is not finished. */
  const send = async (): Promise<void> => {
    if (typed === '' || !document.hasFocus()) return
    const outcome = await enter.run({ id, productId, counted: thousandthsOf(typed) })
    if (outcome.ok) setTyped('')
  }
  const goOn = (form: HTMLFormElement): void => {
    const inputs = [...document.querySelectorAll<HTMLInputElement>('input[data-count]')]
    const own = form.querySelector('input')
    const next = inputs[inputs.findIndex(input => input === own) + 1]
    if (next) next.focus()
    else own?.blur()
  }
  const explain = (): void => {
    openAction(stock('why'), {
      form: `stocktakes.explain.${id}.${productId}`,
      lead: `${line.code} ${line.name}`,
      fields: [{ name: 'reason', label: stock('why'), kind: 'text', required: true, start: line.reason }],
      action: t('explain'),
      run: filled => ask('stocktakes.explain', { id, productId, reason: filled.text('reason') }),
    })
  }
  return (
    <Table.Tr>
      <Table.Td>{line.place}</Table.Td>
      <Table.Td>{line.code}</Table.Td>
      <Table.Td>{line.name}</Table.Td>
      <Table.Td>
        {again ? (
          <Text size="sm">
            {quantity(counted)} {line.unit}
            {line.firstCounted === null ? '' : ` ${t('firstWas', { quantity: quantity(line.firstCounted) })}`}
          </Text>
        ) : null}
        {writes ? (
          <form
            onSubmit={event => {
              event.preventDefault()
              goOn(event.currentTarget)
            }}
          >
            <NumberInput
              size="xs"
              min={0}
              decimalScale={3}
              hideControls
              data-count
              aria-label={`${stock('counted')} ${line.code}`}
              placeholder={again ? t('recount') : ''}
              value={typed}
              onChange={setTyped}
              onBlur={() => void send()}
              suffix={` ${line.unit}`}
              error={enter.refusal ? t('notEntered') : null}
            />
          </form>
        ) : null}
      </Table.Td>
      <Table.Td ta="right">{line.book === null ? '' : quantity(line.book)}</Table.Td>
      <Table.Td ta="right">
        {variance === null ? (
          ''
        ) : variance === 0 ? (
          t('same')
        ) : (
          <Badge variant="light" color="red">
            {t(variance > 0 ? 'gain' : 'loss', { quantity: quantity(Math.abs(variance)) })}
          </Badge>
        )}
      </Table.Td>
      <Table.Td>
        {line.reason}
        {writes && variance !== null && variance !== 0 ? (
          <Button size="compact-xs" variant="subtle" onClick={explain}>
            {line.reason === '' ? t('explain') : t('change')}
          </Button>
        ) : null}
      </Table.Td>
    </Table.Tr>
  )
}
