/** One early delivery: what each way can give, the best combination, what binds it and what is missing. */
import { Alert, Badge, Button, Group, Stack, Table, Text, Title } from '@mantine/core'
import { IconPlane } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../src-main/contract/call'
import { may } from '../../../src-main/features/access/rules'
import { ways } from '../../../src-main/features/early/contract'
import type { Part } from '../../../src-main/features/early/contract'
import { ask, useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { EntryDrawer } from '../../components/EntryDrawer'
import { Facts } from '../../components/Facts'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useMoney } from '../../components/useMoney'
import { useQuantity } from '../../components/useQuantity'

type Entry = OutputOf<'early.entry'>
type Props = { id: string | null; role: Role; onClose: () => void }

export const EarlyDrawer = ({ id, role, onClose }: Props) => {
  const read = useRead('early.entry', { id: id ?? '' }, { enabled: id !== null })
  return (
    <EntryDrawer
      id={id}
      read={read}
      titleOf={entry => `${entry.number} · ${entry.product}`}
      size={820}
      onClose={onClose}
    >
      {entry => <EarlyView entry={entry} role={role} />}
    </EntryDrawer>
  )
}

const EarlyView = ({ entry, role }: { entry: Entry; role: Role }) => {
  const { t } = useTranslation('early')
  const { day } = useMoments()
  const money = useMoney()
  const quantity = useQuantity()
  const choose = useWrite('early.choose')
  const { id, version, unit, best, missing, state, completeOn, costFen } = entry
  const composing = state === 'composing'
  const addPart = (): void => {
    openAction(t('addPart'), {
      form: `early.part.${id}`,
      lead: t('freeNow', { quantity: quantity(entry.free), unit }),
      fields: [
        {
          name: 'way',
          label: t('wayTitle'),
          kind: 'choice',
          required: true,
          start: 'press',
          choices: ways.map(value => ({ value, label: t(`way.${value}`) })),
        },
        { name: 'source', label: t('source'), kind: 'text', most: 120, required: true },
        { name: 'quantity', label: t('canGive'), kind: 'quantity', unit, required: true },
        { name: 'arrivesOn', label: t('arrivesOn'), kind: 'day', required: true },
        { name: 'fixed', label: t('fixed'), hint: t('fixedHint'), kind: 'money' },
        { name: 'each', label: t('each'), kind: 'money' },
        { name: 'air', label: t('air'), kind: 'yes' },
        { name: 'risk', label: t('risk'), kind: 'text', most: 200 },
      ],
      action: t('addPart'),
      run: filled =>
        ask('early.addPart', {
          id,
          way: ways.find(way => way === filled.chosen('way')) ?? 'press',
          source: filled.text('source'),
          quantity: filled.number('quantity'),
          arrivesOn: filled.day('arrivesOn'),
          fixedFen: filled.number('fixed'),
          unitFen: filled.number('each'),
          air: filled.yes('air'),
          risk: filled.text('risk'),
          note: '',
        }),
    })
  }
  const abandon = (): void => {
    openAction(t('abandon'), {
      form: `early.abandon.${id}`,
      fields: [{ name: 'reason', label: t('reason'), kind: 'text', required: true }],
      action: t('abandon'),
      danger: true,
      run: filled => ask('early.abandon', { id, version, reason: filled.text('reason') }),
    })
  }
  return (
    <Stack>
      <Facts
        facts={[
          [t('quantity'), `${quantity(entry.quantity)} ${unit}`],
          [t('wantedOn'), day(entry.wantedOn)],
          [t('customer'), entry.customer],
          [t('place'), entry.place],
          [t('reason'), entry.reason],
          [t('stateTitle'), t(`state.${state}`)],
          [
            t('chosenIs'),
            completeOn === null ? '' : t('completeFor', { day: day(completeOn), cost: money(costFen ?? 0) }),
          ],
          [t('closedBecause'), entry.closeReason],
        ]}
      />
      <RefusalAlert refusal={choose.refusal} />
      {!composing ? null : best === null ? (
        <Alert color="red">{t('missing', { quantity: quantity(missing), unit })}</Alert>
      ) : (
        <Alert
          color={best.completeOn <= entry.wantedOn ? 'teal' : 'yellow'}
          title={t(best.completeOn <= entry.wantedOn ? 'inTime' : 'tooLate')}
        >
          <Group justify="space-between">
            <Text size="sm">{t('completeFor', { day: day(best.completeOn), cost: money(best.costFen) })}</Text>
            {may(role, 'manager') ? (
              <Button
                size="xs"
                loading={choose.running}
                onClick={() => void choose.run({ id, version, completeOn: best.completeOn, costFen: best.costFen })}
              >
                {t('choose')}
              </Button>
            ) : null}
          </Group>
        </Alert>
      )}
      <Group justify="space-between">
        <Title order={3}>{t('parts')}</Title>
        <Group gap="xs">
          {composing && may(role, 'clerk') ? (
            <Button size="xs" variant="default" onClick={addPart}>
              {t('addPart')}
            </Button>
          ) : null}
          {may(role, 'clerk') && (composing || state === 'chosen') ? (
            <Button size="xs" variant="default" color="red" onClick={abandon}>
              {t('abandon')}
            </Button>
          ) : null}
        </Group>
      </Group>
      {ways.map(way => (
        <Stack key={way} gap={4}>
          <Text fw={600}>{t(`way.${way}`)}</Text>
          <Table verticalSpacing={4} layout="fixed">
            <Table.Tbody>
              {entry.parts
                .filter(part => part.way === way)
                .map(part => (
                  <PartLine key={part.id} entry={entry} part={part} writes={may(role, 'clerk')} />
                ))}
            </Table.Tbody>
          </Table>
        </Stack>
      ))}
    </Stack>
  )
}

const PartLine = ({ entry, part, writes }: { entry: Entry; part: Part; writes: boolean }) => {
  const { t } = useTranslation('early')
  const { t: core } = useTranslation('core')
  const { day, moment } = useMoments()
  const money = useMoney()
  const quantity = useQuantity()
  const { id, unit, best, state } = entry
  const partId = part.id
  const proposed = best?.takes.find(take => take.id === partId)?.quantity ?? null
  const taken = state === 'composing' ? proposed : part.taken
  const track = useWrite('early.track')
  const remove = useWrite('early.removePart')
  const went = (step: 'sent' | 'arrived') => () => void track.run({ id, partId, step })
  return (
    <Table.Tr>
      <Table.Td w="34%">
        {part.source} {part.air ? <IconPlane size={14} aria-label={t('air')} /> : null}
        <Text size="xs" c="dimmed">
          {[part.risk, part.byName].filter(Boolean).join(' · ')}
        </Text>
        <RefusalAlert refusal={track.refusal ?? remove.refusal} />
      </Table.Td>
      <Table.Td ta="right">
        {quantity(part.quantity)} {unit}
        {taken === null ? null : (
          <Text size="sm" fw={600}>
            {t('takes', { quantity: quantity(taken), unit })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {day(part.arrivesOn)}
        {state === 'composing' && best?.binding.includes(partId) ? (
          <Badge variant="light" color="yellow">
            {t('binding')}
          </Badge>
        ) : null}
      </Table.Td>
      <Table.Td ta="right">
        {money(part.fixedFen)}
        <Text size="xs" c="dimmed">
          {t('eachIs', { price: money(part.unitFen), unit })}
        </Text>
      </Table.Td>
      <Table.Td w="20%">
        {part.arrivedAt !== null ? (
          t('arrivedAt', { when: moment(part.arrivedAt) })
        ) : writes && state === 'composing' ? (
          <Button size="compact-xs" variant="subtle" onClick={() => void remove.run({ id, partId })}>
            {core('remove')}
          </Button>
        ) : writes && state === 'chosen' && part.taken !== null ? (
          <Group gap={4}>
            {part.sentAt === null ? (
              <Button size="compact-xs" variant="default" onClick={went('sent')}>
                {t('sent')}
              </Button>
            ) : (
              <Text size="xs">{t('sentAt', { when: moment(part.sentAt) })}</Text>
            )}
            <Button size="compact-xs" onClick={went('arrived')}>
              {t('arrived')}
            </Button>
          </Group>
        ) : null}
      </Table.Td>
    </Table.Tr>
  )
}
