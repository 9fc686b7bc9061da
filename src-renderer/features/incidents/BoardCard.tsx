/** One card of the board: what, where, how grave, whose, and its next clock; moved by mouse or by its menu. */
import { Menu } from '@mantine/core'
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Card } from '../../../src-main/features/incidents/contract'
import { KindIcon } from '../../components/KindIcon'
import { QuietMenu } from '../../components/QuietMenu'
import { useSaid } from '../../components/useSaid'
import { ClockBar } from '../../components/ClockBar'
import { LevelBadge } from './LevelBadge'

/** A card is amber for the last quarter of an hour; the case itself knows each clock's own warning time. */
const warnMinutes = 15

type Target = { key: string; label: string; move: () => void }
type Props = {
  card: Card
  now: string
  writes: boolean
  /** Where it may be moved to; asked only when somebody opens its menu. */
  targets: () => readonly Target[]
  onOpen: () => void
}

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
  // Plain elements: a board draws dozens of cards at once.
  return (
    <div ref={element} className="card" style={{ opacity: dragging ? 0.4 : 1 }} data-testid={`card-${card.number}`}>
      <div className="row">
        <button type="button" className="plain grows" onClick={onOpen}>
          <span className="row">
            <KindIcon icon={card.kind.icon} size={16} />
            <LevelBadge level={card.level} />
            {card.drill ? <span className="badge">{t('drill')}</span> : null}
          </span>
          <span className="card-title">{card.title}</span>
          <span className="unseen">{card.number}</span>
          <span className="quiet cut">
            {[card.customer || card.vehicle, card.place || card.area].filter(Boolean).join(' · ')}
          </span>
        </button>
        {writes ? (
          <QuietMenu label={`${t('moveTo')} ${card.number}`}>
            {() => (
              <>
                <Menu.Label>{t('moveTo')}</Menu.Label>
                {targets().map(({ key, label, move }) => (
                  <Menu.Item key={key} onClick={move}>
                    {label}
                  </Menu.Item>
                ))}
              </>
            )}
          </QuietMenu>
        ) : null}
      </div>
      <span className="quiet cut">
        {[
          card.number,
          card.owner || card.department,
          card.openSteps > 0 ? t('openSteps', { count: card.openSteps }) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {card.nextDueAt === null ? null : (
        <ClockBar
          dueAt={card.nextDueAt}
          now={now}
          warnMinutes={warnMinutes}
          anchorAt={card.receivedAt}
          {...(card.next ? { label: said(card.next) } : {})}
        />
      )}
    </div>
  )
}
