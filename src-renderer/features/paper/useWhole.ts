/** A whole list for paper, page by page. */
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../app/bridge'
import type { CallName, InputOf, OutputOf } from '../../app/bridge'

const atOnce = 200

type Paged<Name extends CallName> = OutputOf<Name> extends { rows: (infer Row)[]; total: number } ? Row : never

/** Undefined while it comes, null when a page was refused. `input` is the call's own, without its paging. */
export const useWhole = <Name extends CallName>(
  name: Name,
  input: Omit<InputOf<Name>, 'offset' | 'limit'>,
): Paged<Name>[] | null | undefined =>
  useQuery({
    queryKey: [name.split('.')[0], 'whole', name, input],
    queryFn: async (): Promise<Paged<Name>[] | null> => {
      const rows: Paged<Name>[] = []
      for (;;) {
        const asked = { ...input, offset: rows.length, limit: atOnce } as unknown as InputOf<Name>
        const page = await ask(name, asked)
        if (!page.ok) return null
        const part = page.value as { rows: Paged<Name>[]; total: number }
        rows.push(...part.rows)
        if (part.rows.length === 0 || rows.length >= part.total) return rows
      }
    },
    networkMode: 'always',
  }).data
