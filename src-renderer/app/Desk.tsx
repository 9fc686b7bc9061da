/** Everything around the screens: theme, queries, and the door; or one document on paper. */
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Door } from './Door'
import { makeQueries } from './bridge'
import { readable, theme } from './theme'

// SECURITY: the program wrote this load's nonce into the page; no other style is applied (tests/e2e/security.spec.ts).
const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''

// The hidden page for paper is known by its address; it shows one document and no desk.
const paperOnly = location.hash === '#/paper'
if (paperOnly) document.documentElement.classList.add('paper')
const PaperPage = lazy(() => import('../features/paper/PaperPage'))

export const Desk = ({ colorScheme }: { colorScheme: 'light' | 'dark' | 'auto' }) => {
  const [queries] = useState(makeQueries)
  return (
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
}
