/** Everything around the screens: theme, queries, and the door; or one document on paper. */
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Door } from './Door'
import { readable, theme } from './theme'

// SECURITY: the program wrote this load's nonce into the page; no other style is applied (tests/e2e/security.spec.ts).
const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''

// The hidden page for paper is known by its address; it shows one document and no desk.
const paperOnly = location.hash === '#/paper'
if (paperOnly) document.documentElement.classList.add('paper')
const PaperPage = lazy(() => import('../features/paper/PaperPage'))

type Props = { queries: QueryClient; colorScheme: 'light' | 'dark' | 'auto' }

export const Desk = ({ queries, colorScheme }: Props) => (
  <MantineProvider
    theme={theme}
    cssVariablesResolver={readable}
    defaultColorScheme={paperOnly ? 'light' : colorScheme}
    {...(paperOnly ? { forceColorScheme: 'light' as const } : {})}
    getStyleNonce={() => nonce}
  >
    <QueryClientProvider client={queries}>
      {paperOnly ? (
        <Suspense>
          <PaperPage />
        </Suspense>
      ) : (
        <Door />
      )}
    </QueryClientProvider>
  </MantineProvider>
)
