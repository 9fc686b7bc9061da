/** What the page says of itself: the address it shows, and whether it still reads. Tests wait for that instead of guessing. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { router } from './routes'

export const useShown = (): void => {
  const queries = useQueryClient()
  useEffect(() => {
    const { dataset } = document.documentElement
    const leaving = [
      queries.getQueryCache().subscribe(() => {
        dataset['reading'] = String(queries.isFetching() > 0)
      }),
      router.subscribe('onRendered', ({ toLocation }) => {
        dataset['address'] = toLocation.pathname
      }),
    ]
    return () => {
      for (const leave of leaving) leave()
    }
  }, [queries])
}
