/** Language and colours: switched at once, remembered for the next start. */
import { ActionIcon, Button, Tooltip, useMantineColorScheme } from '@mantine/core'
import { IconLanguage, IconMoon, IconSun, IconSunMoon } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ask } from './bridge'

const schemes = { light: IconSun, dark: IconMoon, auto: IconSunMoon } as const
const following = { auto: 'light', light: 'dark', dark: 'auto' } as const

/** Switches at once, and remembers it for the next start. */
export const useLanguageSwitch = () => {
  const { i18n } = useTranslation()
  return () => {
    const language = i18n.language === 'en' ? 'zh' : 'en'
    void i18n.changeLanguage(language)
    void ask('system.keepPreferences', { language })
  }
}

export const LanguageButton = () => {
  const { t } = useTranslation('core')
  const change = useLanguageSwitch()
  return (
    <Button variant="subtle" color="gray" leftSection={<IconLanguage size={18} stroke={1.6} />} onClick={change}>
      {t('frame.languageName')}
    </Button>
  )
}

export const ColorSchemeButton = () => {
  const { t } = useTranslation('core')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const Icon = schemes[colorScheme]
  const change = (): void => {
    setColorScheme(following[colorScheme])
    void ask('system.keepPreferences', { colorScheme: following[colorScheme] })
  }
  return (
    <Tooltip label={t(`frame.scheme.${colorScheme}`)}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        onClick={change}
        aria-label={t(`frame.scheme.${colorScheme}`)}
      >
        <Icon size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  )
}
