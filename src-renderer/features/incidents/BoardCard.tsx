/** One card of the board: what, where, how grave, whose, and its next clock; moved by mouse or by its menu. */
import { ActionIcon, Badge, Group, Menu, Paper, Text, UnstyledButton } from '@mantine/core'
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { IconDotsVertical } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Card } from '../../../src-main/features/incidents/contract'
import { KindIcon } from '../../components/KindIcon'
import { useSaid } from '../../components/useSaid'
import { ClockBar } from './ClockBar'
import { LevelBadge } from './LevelBadge'

/** A card is amber for the last quarter of an hour; the case itself knows each clock's own warning time. */
const warnMinutes = 15

type Target = { key: string; label: string; move: () => void }
type Props = { card: Card; now: string; writes: boolean; targets: readonly Target[] | undefined; onOpen: () => void }

export const BoardCard = ({ card, now, writes, targets, onOpen }: Props) => {
  const { t } = useTranslation('incidents')
  const said = useSaid()
  const element = useRef<HTMLDivElement>(null)
  const [dragging, setDragging] = useState(false)
  const { id, version } = card
  useEffect(() => {
    if (!element.current || !writes) return undefined
    return draggable({
      element: element.current,
      getInitialData: () => ({ id, version }),
      onDragStart: () => {
        setDragging(true)
      },
      onDrop: () => {
        setDragging(false)
      },
    })
  }, [id, version, writes])
  return (
    <Paper ref={element} withBorder p={8} opacity={dragging ? 0.4 : 1} data-testid={`card-${card.number}`}>
      <Group gap={4} wrap="nowrap" align="flex-start">
        <UnstyledButton onClick={onOpen} style={{ flex: 1, minWidth: 0 }} aria-label={`${card.number} ${card.title}`}>
          <Group gap={6} wrap="nowrap">
            <KindIcon icon={card.kind.icon} size={16} />
            <LevelBadge level={card.level} />
            {card.drill ? (
              <Badge size="sm" variant="outline">
                {t('drill')}
              </Badge>
            ) : null}
          </Group>
          <Text size="sm" fw={600} lineClamp={2}>
            {card.title}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {[card.customer || card.vehicle, card.place || card.area].filter(Boolean).join(' · ')}
          </Text>
        </UnstyledButton>
        {writes ? (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`${t('moveTo')} ${card.number}`}>
                <IconDotsVertical size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{t('moveTo')}</Menu.Label>
              {targets?.map(({ key, label, move }) => (
                <Menu.Item key={key} onClick={move}>
                  {label}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </Group>
      <Group justify="space-between" gap={6} wrap="nowrap" mt={4}>
        <Text size="xs" c="dimmed" truncate>
          {[
            card.number,
            card.owner || card.department,
            card.openSteps > 0 ? t('openSteps', { count: card.openSteps }) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </Group>
      {card.nextDueAt === null ? null : (
        <ClockBar
          dueAt={card.nextDueAt}
          now={now}
          warnMinutes={warnMinutes}
          anchorAt={card.receivedAt}
          {...(card.next ? { label: said(card.next) } : {})}
        />
      )}
    </Paper>
  )
}
