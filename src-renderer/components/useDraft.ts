/** A half-typed form survives locking, leaving and restarts: kept in the archive every two seconds, offered back once. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import { ask, useRead } from '../app/bridge'

/** What was kept of this form, and how to forget it. `value` is what to keep now, or null while nothing was typed. */
export const useDraft = (form: string, value: unknown) => {
  const queries = useQueryClient()
  const kept = useRead('office.draft', { form })
  const last = useRef('')
  const latest = useRef(value)
  const left = useRef(false)
  useEffect(() => {
    left.current = false
    return () => {
      left.current = true
    }
  }, [])
  useEffect(() => {
    latest.current = value
  }, [value])
  // Drafts change without a word: whoever opens the form next reads anew, also when that is before the last was kept.
  const changed = useCallback((): void => {
    const refetchType = left.current ? 'active' : 'none'
    void queries.invalidateQueries({ queryKey: ['office', 'draft', { form }], refetchType })
  }, [queries, form])
  useEffect(() => {
    const keep = (): void => {
      const text = latest.current === null ? '' : JSON.stringify(latest.current)
      if (text === last.current || text === '') return
      last.current = text
      void ask('office.keepDraft', { form, value: JSON.parse(text) as never }).then(changed)
    }
    const timer = setInterval(keep, 2000)
    return () => {
      clearInterval(timer)
      keep()
    }
  }, [form, changed])
  const drop = (): void => {
    last.current = ''
    latest.current = null
    queries.setQueryData(['office', 'draft', { form }], { value: null, savedAt: null })
    void ask('office.dropDraft', { form })
  }
  return {
    draft: kept.value?.value ?? null,
    savedAt: kept.value?.savedAt ?? null,
    drop,
    /** What was typed is in the archive: nothing is kept of it. Who left the form meanwhile is not brought back by `next`. */
    saved: (next: () => void): void => {
      drop()
      if (!left.current) next()
    },
  }
}
