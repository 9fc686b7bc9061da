/** Everything around the screens: theme, queries, dates, notices, and the door. */
import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PaperPage } from '../features/paper/PaperPage'
import { Door } from './Door'
import { makeQueries } from './bridge'
import { readable, theme } from './theme'

// SECURITY: the program wrote this load's nonce into the page; no other style is applied (tests/e2e/security.spec.ts).
const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''

// The hidden page for paper is known by its address; it shows one document and no desk.
const paperOnly = location.hash === '#/paper'
if (paperOnly) document.documentElement.classList.add('paper')

export const Desk = ({ colorScheme }: { colorScheme: 'light' | 'dark' | 'auto' }) => {
  const [queries] = useState(makeQueries)
  const { i18n } = useTranslation('core')
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={readable}
      defaultColorScheme={paperOnly ? 'light' : colorScheme}
      {...(paperOnly ? { forceColorScheme: 'light' as const } : {})}
      getStyleNonce={() => nonce}
    >
      <DatesProvider settings={{ locale: i18n.language === 'en' ? 'en' : 'zh-cn', firstDayOfWeek: 1 }}>
        <QueryClientProvider client={queries}>
          <Notifications position="bottom-right" />
          {paperOnly ? <PaperPage /> : <Door />}
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  )
}
