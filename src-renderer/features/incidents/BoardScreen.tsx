/** The board: every open incident in the column of its state, the most urgent first. */
import { Badge, Button, Group, Paper, SegmentedControl, Stack, Text, VisuallyHidden } from '@mantine/core'
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { may } from '../../../src-main/features/access/rules'
import type { Card, IncidentState } from '../../../src-main/features/incidents/contract'
import { useRead, useWrite } from '../../app/bridge'
import { useBeat } from '../../app/useBeat'
import { Loading } from '../../components/Loading'
import { Page } from '../../components/Page'
import { MissingChecks } from '../../components/MissingChecks'
import { RefusalAlert } from '../../components/RefusalAlert'
import { BoardCard } from './BoardCard'
import { FilterBar } from './FilterBar'
import { filterOf, incidentsSearch } from './incidentsSearch'
import type { IncidentsSearch } from './incidentsSearch'
import { IncidentTabs } from './IncidentTabs'
import { ReportButton } from './ReportForm'

const route = getRouteApi('/incidents')
const groupings = ['state', 'department'] as const
/** Cards drawn in each column before anybody scrolls: more than a window shows, whose cards are at least 90 pixels high. */
const drawnAtOnce = (): number => Math.ceil(window.innerHeight / 90)
const mostDrawn = 50
const dragged = z.object({ id: z.string(), version: z.number() })

export const BoardScreen = () => {
  const { t } = useTranslation('incidents')
  const go = useNavigate()
  const search = incidentsSearch.parse(route.useSearch())
  const board = useRead('incidents.board', { ...filterOf(search), by: search.by })
  const move = useWrite('incidents.move')
  const assign = useWrite('incidents.assign')
  const now = useBeat()
  const [said, setSaid] = useState('')
  const [drawn, setDrawn] = useState(drawnAtOnce)
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const change = (next: Partial<IncidentsSearch>): void => void go({ to: '/incidents', search: { ...search, ...next } })
  const moveTo = async (id: string, version: number, state: IncidentState): Promise<void> => {
    const moved = await move.run({ id, version, state })
    // Who cannot see the card jump hears where it went.
    if (moved.ok) setSaid(t('moved', { number: moved.value.number, state: t(`state.${state}`) }))
  }
  const assignTo = async (id: string, version: number, departmentId: string, department: string): Promise<void> => {
    const assigned = await assign.run({ id, version, departmentId })
    if (assigned.ok) setSaid(t('moved', { number: assigned.value.number, state: department }))
  }
  const refused = move.refusal ?? assign.refusal
  return (
    <Page title={t('title')} actions={<ReportButton writes={writes} />}>
      <IncidentTabs />
      <FilterBar search={search} onChange={change}>
        <SegmentedControl
          aria-label={t('boardBy')}
          value={search.by}
          data={groupings.map(value => ({ value, label: t(`by.${value}`) }))}
          onChange={value => {
            change({ by: groupings.find(known => known === value) ?? 'state' })
          }}
        />
      </FilterBar>
      <RefusalAlert
        refusal={board.refusal ?? refused}
        {...(refused
          ? {
              onClose: () => {
                move.clear()
                assign.clear()
              },
            }
          : {})}
      />
      <MissingChecks />
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {board.value ? (
        <Group align="flex-start" gap="xs" wrap="nowrap" style={{ minHeight: 400 }}>
          {board.value.map(({ state, departmentId, department, total, cards }) => (
            <Column
              key={state ?? departmentId}
              title={state === null ? department : t(`state.${state}`)}
              total={total}
              onEnd={() => {
                setDrawn(before => Math.min(before + drawnAtOnce(), mostDrawn))
              }}
              onDrop={(id, version) => {
                if (state !== null) void moveTo(id, version, state)
                else if (departmentId !== null) void assignTo(id, version, departmentId, department)
              }}
            >
              {cards.slice(0, drawn).map(card => (
                <BoardCard
                  key={card.id}
                  card={card}
                  now={now}
                  writes={writes}
                  targets={() =>
                    (board.value ?? []).flatMap(column =>
                      column.state === card.state ||
                      (column.departmentId !== null && column.departmentId === departmentId)
                        ? []
                        : [
                            {
                              key: column.state ?? column.departmentId ?? '',
                              label: column.state === null ? column.department : t(`state.${column.state}`),
                              move: () => {
                                if (column.state !== null) void moveTo(card.id, card.version, column.state)
                                else if (column.departmentId !== null)
                                  void assignTo(card.id, card.version, column.departmentId, column.department)
                              },
                            },
                          ],
                    )
                  }
                  onOpen={() => void go({ to: '/incidents/case', search: { id: card.id } })}
                />
              ))}
              <More
                cards={cards}
                total={total}
                onList={() =>
                  void go({
                    to: '/incidents/list',
                    search: state === null ? { ...search, departmentId } : { ...search, state },
                  })
                }
              />
            </Column>
          ))}
        </Group>
      ) : (
        <Loading />
      )}
    </Page>
  )
}

type ColumnProps = {
  title: string
  /** The cards drawn so far are nearly scrolled through. */
  onEnd: () => void
  total: number
  onDrop: (id: string, version: number) => void
  children: ReactNode
}

const Column = ({ title, total, onDrop, onEnd, children }: ColumnProps) => {
  const element = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  const drop = useRef(onDrop)
  useEffect(() => {
    drop.current = onDrop
  })
  useEffect(() => {
    if (!element.current) return undefined
    return dropTargetForElements({
      element: element.current,
      onDragEnter: () => {
        setOver(true)
      },
      onDragLeave: () => {
        setOver(false)
      },
      onDrop: ({ source }) => {
        setOver(false)
        const card = dragged.safeParse(source.data)
        if (card.success) drop.current(card.data.id, card.data.version)
      },
    })
  }, [])
  return (
    <Paper
      ref={element}
      component="section"
      aria-label={title}
      bg={over ? 'var(--mantine-color-teal-light)' : 'var(--mantine-color-default-hover)'}
      p={8}
      style={{ flex: 1, minWidth: 0 }}
    >
      <Group justify="space-between" mb={6} wrap="nowrap">
        <Text fw={600} size="sm" truncate>
          {title}
        </Text>
        <Badge variant="default" size="sm">
          {total}
        </Badge>
      </Group>
      <Stack
        gap={6}
        className="column"
        tabIndex={0}
        onScroll={event => {
          const { scrollTop, clientHeight, scrollHeight } = event.currentTarget
          if (scrollHeight - scrollTop - clientHeight < 400) onEnd()
        }}
      >
        {children}
      </Stack>
    </Paper>
  )
}

const More = ({ cards, total, onList }: { cards: readonly Card[]; total: number; onList: () => void }) => {
  const { t } = useTranslation('incidents')
  if (total === 0)
    return (
      <Text size="xs" c="dimmed">
        {t('emptyColumn')}
      </Text>
    )
  if (total <= cards.length) return null
  return (
    <Button variant="subtle" size="compact-xs" onClick={onList}>
      {t('moreCards', { count: total - cards.length })}
    </Button>
  )
}
