/** Everything around the screens: theme, queries, dates, notices, and the door. */
import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Door } from './Door'
import { makeQueries } from './bridge'
import { theme } from './theme'

// SECURITY: the program wrote this load's nonce into the page; no other style is applied (tests/e2e/security.spec.ts).
const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''

export const Desk = ({ colorScheme }: { colorScheme: 'light' | 'dark' | 'auto' }) => {
  const [queries] = useState(makeQueries)
  const { t, i18n } = useTranslation('core')
  return (
    <MantineProvider theme={theme} defaultColorScheme={colorScheme} getStyleNonce={() => nonce}>
      <DatesProvider settings={{ locale: i18n.language === 'en' ? 'en' : 'zh-cn', firstDayOfWeek: 1 }}>
        <QueryClientProvider client={queries}>
          <ModalsProvider labels={{ confirm: t('confirm'), cancel: t('cancel') }}>
            <Notifications position="bottom-right" />
            <Door />
          </ModalsProvider>
        </QueryClientProvider>
      </DatesProvider>
    </MantineProvider>
  )
}
