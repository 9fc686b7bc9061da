/** The texts of everything behind the door, in both languages: the palette finds a command by either. */
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn'
import i18next from 'i18next'
import { addTexts } from './i18n'

const follow = (language: string): void => {
  dayjs.locale(language === 'en' ? 'en' : 'zh-cn')
}

addTexts(
  import.meta.glob(['../locales/*/*.json', '!../locales/*/{core,access}.json'], { eager: true, import: 'default' }),
)
follow(i18next.language)
i18next.on('languageChanged', follow)
