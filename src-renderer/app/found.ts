/** Where each kind of record is opened, and what was opened last. */
import { useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { z } from 'zod'
import type { Found } from '../../src-main/features/finding/contract'
import { ask, useRead } from './bridge'

const addresses: Record<Found['kind'], string> = {
  customer: '/customers',
  colleague: '/staff',
  product: '/stock',
  supplier: '/purchasing/suppliers',
  vehicle: '/fleet/vehicles',
  incident: '/incidents/case',
  callout: '/incidents/calling',
  suspension: '/weather/decision',
  bulletin: '/weather/bulletins',
  briefing: '/today/briefings',
  handover: '/print',
  delivery: '/fleet',
  breakdown: '/fleet/breakdowns',
  purchase: '/purchasing',
  sourcing: '/purchasing/sourcing',
  early: '/purchasing/early',
  stocktake: '/stock/counts',
  plan: '/plans',
  chapter: '/plans/manual',
  training: '/plans/training',
  tool: '/stock/tools',
  kit: '/stock/tools',
}

export const addressOf = ({ kind, id }: Found): { to: string; search: Record<string, string> } => ({
  to: addresses[kind],
  // A handover is read as it stands on paper.
  search: kind === 'handover' ? { kind: 'shiftHandover', id } : { id },
})

const form = 'recent'
const kept = z.array(z.uuid()).catch([])
const most = 10

/** Ids of what was opened last, the newest first; kept like a draft, for each person, in the archive. */
export const useRecent = (): string[] => kept.parse(useRead('office.draft', { form }).value?.value ?? [])

/** Notes whatever entry the address names. */
export const useNoteRecent = (): void => {
  const opened = useRouterState({
    select: ({ location }) => (location.pathname === '/print' ? '' : ((location.search as { id?: unknown }).id ?? '')),
  })
  const { value, refetch } = useRead('office.draft', { form })
  const known = value !== undefined
  useEffect(() => {
    const id = z.uuid().safeParse(opened)
    if (!known || !id.success) return
    const before = kept.parse(value.value ?? [])
    if (before[0] === id.data) return
    const next = [id.data, ...before.filter(other => other !== id.data)].slice(0, most)
    void ask('office.keepDraft', { form, value: next }).then(done => (done.ok ? refetch() : undefined))
  }, [opened, known, value, refetch])
}
