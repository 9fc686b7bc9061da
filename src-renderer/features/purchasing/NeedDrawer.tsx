/** One need: coordination first, then the six tiers, each with who was asked and what they answered. */
import { Alert, Badge, Button, Group, Progress, Stack, Text, Timeline, Title } from '@mantine/core'
import { IconCheck, IconLock, IconPrinter, IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { tiers } from '../../../src-main/features/sourcing/contract'
import type { Inquiry, Tier } from '../../../src-main/features/sourcing/contract'
import { isOwnStock } from '../../../src-main/features/sourcing/rules'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { EntryDrawer } from '../../components/EntryDrawer'
import { Facts } from '../../components/Facts'
import { useMoney } from '../../components/useMoney'
import { useQuantity } from '../../components/useQuantity'
import { useNeedActions } from './useNeedActions'
import type { NeedActions, NeedEntry } from './useNeedActions'

type Props = { id: string | null; writes: boolean; onClose: () => void }

export const NeedDrawer = ({ id, writes, onClose }: Props) => {
  const read = useRead('sourcing.entry', { id: id ?? '' }, { enabled: id !== null })
  return (
    <EntryDrawer
      id={id}
      read={read}
      titleOf={entry => `${entry.number} · ${entry.product}`}
      size={780}
      onClose={onClose}
    >
      {entry => <NeedView entry={entry} writes={writes} />}
    </EntryDrawer>
  )
}

const NeedView = ({ entry, writes }: { entry: NeedEntry; writes: boolean }) => {
  const { t } = useTranslation('sourcing')
  const { day, moment } = useMoments()
  const quantity = useQuantity()
  const go = useNavigate()
  const actions = useNeedActions(entry)
  const open = writes && entry.state !== 'closed'
  const { unit } = entry
  return (
    <Stack>
      <Group gap="sm" wrap="nowrap">
        <Progress flex={1} value={(entry.covered / entry.quantity) * 100} aria-label={t('covered')} />
        <Text fw={600}>
          {t('coveredOf', { covered: quantity(entry.covered), total: quantity(entry.quantity), unit })}
        </Text>
      </Group>
      <Facts
        facts={[
          [t('neededOn'), day(entry.neededOn)],
          [t('customer'), entry.customer],
          [t('contract'), entry.contract],
          [t('reason'), entry.reason],
          [
            t('coordination'),
            entry.coordinatedAt === null
              ? ''
              : t('coordinationIs', {
                  text: entry.coordination,
                  name: entry.agreedBy,
                  when: moment(entry.coordinatedAt),
                }),
          ],
          [t('closedBecause'), entry.closeReason],
        ]}
      />
      <Group gap="xs">
        {open && entry.coordinatedAt === null ? (
          <Button size="xs" onClick={actions.coordinate}>
            {t('coordinate')}
          </Button>
        ) : null}
        {open && entry.coordinatedAt !== null ? (
          <>
            <Button size="xs" variant="default" onClick={actions.review}>
              {t('review')}
            </Button>
            <Button size="xs" variant="default" onClick={actions.amend}>
              {t('amend')}
            </Button>
          </>
        ) : null}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPrinter size={14} />}
          onClick={() => void go({ to: '/print', search: { kind: 'sourcing', id: entry.id } })}
        >
          {t('evidence')}
        </Button>
        {open ? (
          <Button size="xs" variant="default" onClick={actions.close}>
            {t('close')}
          </Button>
        ) : null}
      </Group>
      {open && entry.coordinatedAt === null ? <Alert color="yellow">{t('coordinateHint')}</Alert> : null}
      {entry.reviews.map(review => (
        <Text key={review.id} size="sm">
          {t(review.passed ? 'reviewPassed' : 'reviewRefused', { product: review.product, when: moment(review.at) })}{' '}
          {review.opinions.map(said => t('opinionIs', said)).join(t('separator'))}
        </Text>
      ))}
      {entry.amendments.map(amendment => (
        <Text key={amendment.id} size="sm">
          {t('amended', { product: amendment.product, document: amendment.document, when: moment(amendment.at) })}{' '}
          {amendment.note}
        </Text>
      ))}
      <Title order={3}>{t('tiers')}</Title>
      <Timeline
        active={entry.openTier === null ? tiers.length : entry.openTier - 1}
        bulletSize={24}
        lineWidth={2}
        color="teal"
      >
        {tiers.map(tier => (
          <Timeline.Item
            key={tier}
            title={t(`tier.${tier}`)}
            bullet={
              tier === entry.openTier ? (
                <IconSearch size={14} />
              ) : entry.openTier !== null && tier > entry.openTier ? (
                <IconLock size={14} />
              ) : (
                <IconCheck size={14} />
              )
            }
          >
            <TierPart entry={entry} tier={tier} open={open && entry.coordinatedAt !== null} actions={actions} />
          </Timeline.Item>
        ))}
      </Timeline>
    </Stack>
  )
}

type TierProps = { entry: NeedEntry; tier: Tier; open: boolean; actions: NeedActions }

const TierPart = ({ entry, tier, open, actions }: TierProps) => {
  const { t } = useTranslation('sourcing')
  const { moment } = useMoments()
  const quantity = useQuantity()
  const done = entry.exhausted.find(({ tier: known }) => known === tier)
  const isOpen = tier === entry.openTier
  const offers = entry.offers.filter(offer => offer.tier === tier)
  return (
    <Stack gap={4}>
      {entry.inquiries
        .filter(inquiry => inquiry.tier === tier)
        .map(inquiry => (
          <InquiryLine key={inquiry.id} entry={entry} inquiry={inquiry} open={open} use={actions.use} />
        ))}
      {done ? (
        <Text size="sm" c="dimmed">
          {t('exhausted', { reason: done.reason, name: done.byName, when: moment(done.at) })}
        </Text>
      ) : null}
      {isOpen && isOwnStock(tier)
        ? offers.map(offer => (
            <Group key={`${offer.productId} ${offer.warehouseId}`} gap="xs">
              <Text size="sm">
                {t('freeThere', {
                  product: offer.product,
                  warehouse: offer.warehouse,
                  free: quantity(offer.free),
                  unit: offer.unit,
                })}
              </Text>
              {open ? (
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => {
                    actions.askOwn(offer)
                  }}
                >
                  {t('askThere')}
                </Button>
              ) : null}
            </Group>
          ))
        : null}
      {isOpen && isOwnStock(tier) && offers.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('nothingThere')}
        </Text>
      ) : null}
      {isOpen && !isOwnStock(tier)
        ? entry.toAsk.map(supplier => (
            <Text key={supplier.id} size="sm">
              {t('notAskedYet', { name: supplier.name })}
            </Text>
          ))
        : null}
      {isOpen && open ? (
        <Group gap="xs">
          {isOwnStock(tier) ? null : (
            <Button
              size="compact-sm"
              onClick={() => {
                actions.askOutside(tier)
              }}
            >
              {t('askSupplier')}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              actions.exhaust(tier)
            }}
          >
            {t('exhaust')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  )
}

type LineProps = { entry: NeedEntry; inquiry: Inquiry; open: boolean; use: (inquiry: Inquiry) => void }

const InquiryLine = ({ entry, inquiry, open, use }: LineProps) => {
  const { t } = useTranslation('sourcing')
  const { day, moment } = useMoments()
  const money = useMoney()
  const quantity = useQuantity()
  const { unit } = entry
  const left = inquiry.quantity - inquiry.used
  const purchases = entry.uses
    .filter(({ inquiryId, purchase }) => inquiryId === inquiry.id && purchase !== '')
    .map(({ purchase }) => purchase)
  return (
    <Group gap="xs">
      <Text size="sm">
        {[
          moment(inquiry.at),
          inquiry.supplier || inquiry.warehouse,
          inquiry.whom,
          inquiry.productId === entry.productId ? '' : inquiry.product,
          inquiry.answer === 'no' ? t('answeredNo') : t('answeredYes', { quantity: quantity(inquiry.quantity), unit }),
          inquiry.priceFen === null ? '' : money(inquiry.priceFen),
          inquiry.availableOn === null ? '' : day(inquiry.availableOn),
          inquiry.note,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {inquiry.used > 0 ? (
        <Badge variant="light">
          {t('usedIs', { quantity: quantity(inquiry.used), unit })} {purchases.join(' ')}
        </Badge>
      ) : null}
      {open && left > 0 && entry.covered < entry.quantity ? (
        <Button
          size="compact-xs"
          onClick={() => {
            use(inquiry)
          }}
        >
          {t('use')}
        </Button>
      ) : null}
    </Group>
  )
}
