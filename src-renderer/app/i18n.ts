/** The two languages: one namespace per locale file, switched at once, nothing loaded from elsewhere. The door's texts come first. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../src-main/features/system/contract'

type Files = Record<string, Record<string, unknown>>

/** What is said before anyone has signed in; everything else comes with what lies behind the door (texts.ts). */
const files: Files = import.meta.glob('../locales/*/{core,access}.json', { eager: true, import: 'default' })

/** The tag by which Intl and the page itself know the language. */
export const tagOf = (language: string): string => (language === 'en' ? 'en-GB' : 'zh-CN')

export const addTexts = (added: Files): void => {
  for (const [path, texts] of Object.entries(added)) {
    const [, language = '', namespace = ''] = /(\w+)\/(\w+)\.json$/.exec(path) ?? []
    i18next.addResourceBundle(language, namespace, texts)
  }
}

/** Makes ready what the door says. */
export const speak = async (language: Language): Promise<void> => {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    defaultNS: 'core',
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
    // A text that comes later is shown as soon as it is there.
    react: { bindI18nStore: 'added' },
  })
  addTexts(files)
}

/** `testBuild` is said in the window's title, so that nobody takes such a program for the office's own. */
export const startLanguages = async (language: Language, testBuild: boolean): Promise<void> => {
  const adopt = (chosen: string): void => {
    document.documentElement.lang = tagOf(chosen)
    document.title = i18next.t(testBuild ? 'testBuildTitle' : 'windowTitle')
  }
  await speak(language)
  adopt(language)
  i18next.on('languageChanged', adopt)
}
