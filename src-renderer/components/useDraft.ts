/** A half-typed form survives locking, leaving and restarts: kept in the archive every two seconds, offered back once. */
import { useEffect, useRef } from 'react'
import { ask, useRead } from '../app/bridge'

/** What was kept of this form, and how to forget it. `value` is what to keep now, or null while nothing was typed. */
export const useDraft = (form: string, value: unknown) => {
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
  useEffect(() => {
    const keep = (): void => {
      const text = latest.current === null ? '' : JSON.stringify(latest.current)
      if (text === last.current || text === '') return
      last.current = text
      void ask('office.keepDraft', { form, value: JSON.parse(text) as never })
    }
    const timer = setInterval(keep, 2000)
    return () => {
      clearInterval(timer)
      keep()
    }
  }, [form])
  const drop = (): void => {
    last.current = ''
    latest.current = null
    void ask('office.dropDraft', { form }).then(() => kept.refetch())
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
