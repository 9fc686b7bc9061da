/** The two languages: one namespace per locale file, switched at once, nothing loaded from elsewhere. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import type { Language } from '../../src-main/features/system/contract'

const files = import.meta.glob<Record<string, unknown>>('../locales/*/*.json', { eager: true, import: 'default' })

const resourcesOf = (language: Language): Record<string, Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.includes(`/${language}/`))
      .map(([path, texts]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), texts]),
  )

/** The tag by which Intl and the page itself know the language. */
export const tagOf = (language: string): string => (language === 'en' ? 'en-GB' : 'zh-CN')

/** `testBuild` is said in the window's title, so that nobody takes such a program for the office's own. */
export const startLanguages = async (language: Language, testBuild: boolean): Promise<void> => {
  const adopt = (chosen: string): void => {
    document.documentElement.lang = tagOf(chosen)
    document.title = i18next.t(testBuild ? 'testBuildTitle' : 'windowTitle')
    dayjs.locale(chosen === 'en' ? 'en' : 'zh-cn')
  }
  i18next.on('languageChanged', adopt)
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'core',
    resources: { zh: resourcesOf('zh'), en: resourcesOf('en') },
    interpolation: { escapeValue: false },
    returnNull: false,
  })
}
