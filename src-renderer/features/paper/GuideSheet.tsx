/** The guide on paper: one page of it, or all; told ready once its pictures are there. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { guidePage, guidePages, guidePicture } from '../../app/guide'
import { GuideText } from '../../components/GuideText'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

/** `page` is one page's name; all of them when it is empty. */
export const GuideSheet = ({ page, onReady }: { page: string } & SheetProps) => {
  const { t, i18n } = useTranslation('guide')
  const language = i18n.language === 'en' ? 'en' : 'zh'
  const pages = guidePages.filter(name => page === '' || name === page).map(name => guidePage(language, name))
  const pictures = pages
    .flatMap(({ sections }) => sections.flatMap(({ text }) => [...text.matchAll(/!\[[^\]]*\]\((\w+)\)/g)]))
    .flatMap(([, name = '']) => guidePicture(language, name) ?? [])
    .join('\n')
  const [loaded, setLoaded] = useState('')
  useEffect(() => {
    const decode = (source: string): Promise<void> => {
      const image = new Image()
      image.src = source
      return image.decode().catch(() => undefined)
    }
    void Promise.all(pictures.split('\n').filter(Boolean).map(decode)).then(() => {
      setLoaded(pictures)
    })
  }, [pictures])
  useReady(pages.length === 0 ? 'failed' : loaded === pictures ? 'ready' : 'waiting', onReady)
  return (
    <>
      {page === '' ? <h1>{t('paperTitle')}</h1> : null}
      {pages.map(of => (
        <GuideText key={of.name} page={of} language={language} />
      ))}
    </>
  )
}
