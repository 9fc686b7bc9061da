/** What safety stock is proposed and on which figures, and when the stock runs under (B1.1). */
import { Anchor, Button, Collapse, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Product } from '../../../src-main/features/products/contract'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { Facts } from '../../components/Facts'
import { useQuantity } from '../../components/useQuantity'

type Props = { product: Product; onTake: ((quantity: number) => void) | null }

export const Outlook = ({ product, onTake }: Props) => {
  const { t } = useTranslation('stock')
  const { day } = useMoments()
  const quantity = useQuantity()
  const [shown, setShown] = useState(false)
  const outlook = useRead('stock.outlook', { productId: product.id }).value
  if (!outlook) return null
  const { proposal, runsUnderOn, orderBy, expected, horizon, ahead } = outlook
  const number = (value: number): string => quantity(value * 1000)
  const proposed = proposal.quantity
  return (
    <Stack gap="xs">
      <Title order={3}>{t('outlook.title')}</Title>
      <Text>
        {runsUnderOn === null
          ? t('outlook.notUnder', { count: horizon })
          : runsUnderOn === ahead[0]?.day
            ? t('outlook.already')
            : t('outlook.under', { day: day(runsUnderOn), orderBy: day(orderBy ?? runsUnderOn) })}
      </Text>
      {expected.map(receipt => (
        <Text key={receipt.number} size="sm">
          {t('outlook.expected', {
            number: receipt.number,
            day: day(receipt.day),
            quantity: quantity(receipt.quantity),
            unit: product.unit,
          })}
        </Text>
      ))}
      <Group gap="sm">
        <Text fw={600}>
          {proposed === null
            ? t('outlook.tooYoung')
            : t('outlook.proposed', { quantity: quantity(proposed), unit: product.unit })}
        </Text>
        {proposed !== null && onTake ? (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              onTake(proposed)
            }}
          >
            {t('outlook.take')}
          </Button>
        ) : null}
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => {
            setShown(!shown)
          }}
        >
          {t('outlook.how')}
        </Anchor>
      </Group>
      <Collapse expanded={shown}>
        <Facts
          facts={[
            [t('outlook.days'), t('outlook.daysUsed', { count: proposal.days, used: quantity(proposal.used) })],
            [t('outlook.mean'), number(proposal.meanADay)],
            [t('outlook.spread'), number(proposal.spreadADay)],
            [
              t('outlook.lead'),
              t(proposal.leadKnown ? 'outlook.leadDays' : 'outlook.leadAssumed', { count: proposal.leadDays }),
            ],
            [t('outlook.review'), t('outlook.leadDays', { count: proposal.reviewDays })],
            [t('outlook.method'), t('outlook.formula', { factor: proposal.factor })],
          ]}
        />
      </Collapse>
    </Stack>
  )
}
