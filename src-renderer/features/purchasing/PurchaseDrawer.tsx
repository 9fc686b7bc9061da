/** One purchase: how far it is, its quotes, whether it is late and who was told, and the next step. */
import { Alert, Badge, Button, Group, Stack, Stepper, Table, Text, Title } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../src-main/contract/call'
import { may } from '../../../src-main/features/access/rules'
import { totalFen } from '../../../src-main/features/purchasing/rules'
import { ask, useRead } from '../../app/bridge'

import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { EntryDrawer } from '../../components/EntryDrawer'
import { Facts } from '../../components/Facts'
import { useMoney } from '../../components/useMoney'
import { useQuantity } from '../../components/useQuantity'
import { usePurchaseSteps } from './usePurchaseSteps'
import type { PurchaseEntry } from './usePurchaseSteps'

const steps = ['requested', 'approved', 'ordered', 'received', 'done'] as const

export const PurchaseDrawer = ({ id, onClose }: { id: string | null; onClose: () => void }) => {
  const read = useRead('purchasing.entry', { id: id ?? '' }, { enabled: id !== null })
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  return (
    <EntryDrawer
      id={id}
      read={read}
      titleOf={entry => `${entry.number} · ${entry.product}`}
      size={760}
      onClose={onClose}
    >
      {entry => (
        <Stack>
          <Progress entry={entry} role={role} />
          <Quotes entry={entry} writes={may(role, 'clerk')} />
          <Reports entry={entry} writes={may(role, 'clerk')} />
          <Events entry={entry} />
        </Stack>
      )}
    </EntryDrawer>
  )
}

const Progress = ({ entry, role }: { entry: PurchaseEntry; role: Role }) => {
  const { t } = useTranslation('purchasing')
  const { day } = useMoments()
  const money = useMoney()
  const quantity = useQuantity()
  const go = useNavigate()
  const actions = usePurchaseSteps(entry, role)
  const cancelled = entry.state === 'cancelled'
  const { lateness, priceFen, unit } = entry
  return (
    <Stack gap="sm">
      {cancelled ? (
        <Alert color="gray">{t('state.cancelled')}</Alert>
      ) : (
        <Stepper
          size="xs"
          active={entry.state === 'done' ? steps.length : steps.findIndex(step => step === entry.state) + 1}
        >
          {steps.map(step => (
            <Stepper.Step key={step} label={t(`state.${step}`)} />
          ))}
        </Stepper>
      )}
      {lateness ? (
        <Alert color="red" title={t(`cause.${lateness.cause}`)}>
          {t('expectedOn', { day: day(lateness.expectedOn) })}
          {lateness.runsUnderOn ? ` ${t('runsUnderOn', { day: day(lateness.runsUnderOn) })}` : ''}
        </Alert>
      ) : null}
      <Facts
        facts={[
          [t('quantity'), `${quantity(entry.quantity)} ${unit}`],
          [t('neededOn'), day(entry.neededOn)],
          [t('reason'), entry.reason],
          [t('supplier'), entry.supplier],
          [
            t('price'),
            priceFen === null
              ? ''
              : t('priceTotal', { price: money(priceFen), total: money(totalFen(priceFen, entry.quantity)) }),
          ],
          [t('approval'), [entry.document, entry.approvedBy ?? ''].filter(Boolean).join(' · ')],
          [t('dueOn'), entry.dueOn === null ? '' : day(entry.dueOn)],
          [
            t('arrived'),
            entry.received === 0
              ? ''
              : t('arrivedIs', {
                  received: quantity(entry.received),
                  passed: quantity(entry.passed),
                  failed: quantity(entry.failed),
                  unit,
                }),
          ],
          [t('place'), entry.place],
        ]}
      />
      <Group gap="xs">
        {actions.map(({ label, primary, run }) => (
          <Button key={label} size="xs" variant={primary ? 'filled' : 'default'} onClick={run}>
            {label}
          </Button>
        ))}
        {entry.supplierId === null ? null : (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPrinter size={14} />}
            onClick={() => void go({ to: '/print', search: { kind: 'purchaseOrder', id: entry.id } })}
          >
            {t('printOrder')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

const Quotes = ({ entry, writes }: { entry: PurchaseEntry; writes: boolean }) => {
  const { t } = useTranslation('purchasing')
  const money = useMoney()
  const { id, quotes, quantity } = entry
  const add = (): void => {
    openAction(t('addQuote'), {
      form: `purchasing.quote.${id}`,
      fields: [
        { name: 'supplier', label: t('supplier'), kind: 'entity', register: 'supplier', required: true },
        { name: 'price', label: t('price'), kind: 'money', required: true },
        { name: 'lead', label: t('leadDays'), kind: 'count', most: 730, required: true },
        { name: 'note', label: t('note'), kind: 'text' },
      ],
      action: t('addQuote'),
      run: filled =>
        ask('purchasing.quote', {
          id,
          supplierId: filled.chosen('supplier'),
          priceFen: filled.number('price'),
          leadDays: filled.number('lead'),
          note: filled.text('note'),
        }),
    })
  }
  const lowest = Math.min(...quotes.map(({ priceFen }) => priceFen))
  const quickest = Math.min(...quotes.map(({ leadDays }) => leadDays))
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={3}>{t('quotes')}</Title>
        {writes && entry.state === 'requested' ? (
          <Button variant="subtle" size="xs" onClick={add}>
            {t('addQuote')}
          </Button>
        ) : null}
      </Group>
      {quotes.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noQuotes')}
        </Text>
      ) : null}
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {quotes.map(quote => (
            <Table.Tr key={quote.id}>
              <Table.Td>
                {quote.supplier}
                <Text size="xs" c="dimmed">
                  {[quote.note, quote.byName].filter(Boolean).join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td ta="right">
                {money(quote.priceFen)}
                <Text size="xs" c="dimmed">
                  {money(totalFen(quote.priceFen, quantity))}
                </Text>
              </Table.Td>
              <Table.Td>{t('leadIs', { count: quote.leadDays })}</Table.Td>
              <Table.Td>
                <Group gap={4}>
                  {quote.priceFen === lowest ? <Badge variant="light">{t('lowest')}</Badge> : null}
                  {quote.leadDays === quickest ? <Badge variant="light">{t('quickest')}</Badge> : null}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}

const Reports = ({ entry, writes }: { entry: PurchaseEntry; writes: boolean }) => {
  const { t } = useTranslation('purchasing')
  const { moment } = useMoments()
  const go = useNavigate()
  if (entry.reports.length === 0) return null
  const hand = (id: string, number: string): void => {
    openAction(t('hand'), {
      form: `purchasing.hand.${id}`,
      lead: number,
      fields: [{ name: 'to', label: t('handedTo'), kind: 'text', most: 60, required: true }],
      action: t('hand'),
      run: filled => ask('purchasing.handReport', { id, to: filled.text('to') }),
    })
  }
  const outcome = (): void => {
    openAction(t('enterOutcome'), {
      form: `purchasing.outcome.${entry.id}`,
      fields: [
        { name: 'outcome', label: t('outcome'), kind: 'long', most: 500, required: true, start: entry.lateOutcome },
      ],
      action: t('enterOutcome'),
      run: filled =>
        ask('purchasing.enterOutcome', { id: entry.id, version: entry.version, outcome: filled.text('outcome') }),
    })
  }
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={3}>{t('reports')}</Title>
        {writes ? (
          <Button variant={entry.lateOutcome === '' ? 'filled' : 'subtle'} size="xs" onClick={outcome}>
            {t('enterOutcome')}
          </Button>
        ) : null}
      </Group>
      <Text size="sm" fw={entry.lateOutcome === '' ? 600 : 400}>
        {entry.lateOutcome === '' ? t('noOutcome') : entry.lateOutcome}
      </Text>
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {entry.reports.map(report => (
            <Table.Tr key={report.id}>
              <Table.Td>
                {report.number}
                <Text size="xs" c="dimmed">
                  {t(`recipient.${report.recipient}`)} · {moment(report.at)}
                </Text>
              </Table.Td>
              <Table.Td>
                {report.handedAt === null
                  ? t('notHanded')
                  : t('handedAt', { to: report.handedTo, when: moment(report.handedAt) })}
              </Table.Td>
              <Table.Td w={190}>
                <Group gap={4} wrap="nowrap" justify="flex-end">
                  <Button
                    size="compact-xs"
                    variant="default"
                    leftSection={<IconPrinter size={12} />}
                    onClick={() => void go({ to: '/print', search: { kind: 'lateReport', id: report.id } })}
                  >
                    {t('print')}
                  </Button>
                  {writes && report.handedAt === null ? (
                    <Button
                      size="compact-xs"
                      variant="default"
                      onClick={() => {
                        hand(report.id, report.number)
                      }}
                    >
                      {t('hand')}
                    </Button>
                  ) : null}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}

const Events = ({ entry }: { entry: PurchaseEntry }) => {
  const { t } = useTranslation('purchasing')
  const { moment } = useMoments()
  return (
    <Stack gap={4}>
      <Title order={3}>{t('events')}</Title>
      {entry.events.map((event, index) => (
        <Text key={index} size="sm">
          {moment(event.at)} · {t(`step.${event.step}`)} · {event.byName}
          <Text span size="sm" c="dimmed">
            {' '}
            {event.note}
          </Text>
        </Text>
      ))}
    </Stack>
  )
}
