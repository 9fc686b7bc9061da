/** What can be done from the palette: found by its words in either language, by pinyin and by initials. */
import {
  IconAlertTriangle,
  IconArrowRight,
  IconFileImport,
  IconHelp,
  IconLanguage,
  IconLock,
  IconLogout,
  IconPlus,
  IconPrinter,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { match } from 'pinyin-pro'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useReportIncident } from '../features/incidents/ReportForm'
import { ask } from './bridge'
import { useLanguageSwitch } from './LookButtons'
import { actions, parts, places } from './navigation'

export type Command = { key: string; label: string; icon: Icon; run: () => void }

/** Whether typed text names a label in this or the other language. */
const names = (typed: string, labels: readonly string[]): boolean =>
  typed === '' ||
  labels.some(
    label =>
      label.toLowerCase().includes(typed.toLowerCase()) || (match(label, typed, { continuous: true }) ?? []).length > 0,
  )

export const useCommands = (typed: string): Command[] => {
  const { t, i18n } = useTranslation('core')
  const go = useNavigate()
  const changeLanguage = useLanguageSwitch()
  const report = useReportIncident()
  return useMemo(() => {
    const other = i18n.getFixedT(i18n.language === 'en' ? 'zh' : 'en', 'core')
    const command = (key: string, label: string, otherLabel: string, icon: Icon, run: () => void) => ({
      labels: [label, otherLabel],
      command: { key, label, icon, run },
    })
    return [
      command('report', t('palette.report'), other('palette.report'), IconAlertTriangle, () => {
        report()
      }),
      ...places.map(({ to, label }) =>
        command(
          to,
          t('palette.goTo', { place: t(`frame.places.${label}`) }),
          other(`frame.places.${label}`),
          IconArrowRight,
          () => void go({ to }),
        ),
      ),
      // Only once something is typed: the list begins with the places.
      ...(typed === '' ? [] : parts).map(({ to, key }) =>
        command(to, t('palette.goTo', { place: t(key) }), other(key), IconArrowRight, () => void go({ to })),
      ),
      ...(typed === '' ? [] : actions).map(({ to, key }) =>
        command(key, t(key), other(key), IconArrowRight, () => void go({ to })),
      ),
      command(
        'add',
        t('palette.addCustomer'),
        other('palette.addCustomer'),
        IconPlus,
        () => void go({ to: '/customers', search: { id: 'new' } }),
      ),
      command(
        'addColleague',
        t('palette.addColleague'),
        other('palette.addColleague'),
        IconPlus,
        () => void go({ to: '/staff', search: { id: 'new' } }),
      ),
      command('import', t('palette.import'), other('palette.import'), IconFileImport, () => void go({ to: '/import' })),
      ...(['printStaff', 'printCalls'] as const).map(key =>
        command(
          key,
          t(`palette.${key}`),
          other(`palette.${key}`),
          IconPrinter,
          () => void go({ to: '/print', search: { kind: key === 'printStaff' ? 'staffRegister' : 'callList' } }),
        ),
      ),
      command(
        'guide',
        t('guide:title'),
        other('guide:title'),
        IconHelp,
        () => void go({ to: '/guide', search: { page: 'start' } }),
      ),
      command('language', t('palette.language'), other('palette.language'), IconLanguage, changeLanguage),
      command('lock', t('frame.lock'), other('frame.lock'), IconLock, () => void ask('access.lock', {})),
      command('signOut', t('frame.signOut'), other('frame.signOut'), IconLogout, () => void ask('access.signOut', {})),
    ]
      .filter(({ labels }) => names(typed, labels))
      .map(({ command: found }) => found)
  }, [t, i18n, go, changeLanguage, report, typed])
}
