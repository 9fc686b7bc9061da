/** The hidden page that lays a document out for the printer: marks itself when everything stands. */
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { OfficeClock, useMoments } from '../../app/moments'
import '../../app/texts'
import type { PaperDocument, Sheet } from '../../../src-main/features/paper/contract'
import { PaperSheet } from './PaperSheet'
import './paper.css'

const PaperPage = () => {
  const { i18n } = useTranslation()
  const asked = useRead('paper.content', {}).value
  const document = asked?.document
  const { value: state, cameAt } = useRead('access.state', {})
  const language = document?.language
  useEffect(() => {
    if (language) void i18n.changeLanguage(language)
  }, [language, i18n])
  if (!asked || !document || !state || i18n.language !== document.language) return null
  return (
    <OfficeClock timeZone={state.timeZone ?? 'Asia/Shanghai'} now={state.now} cameAt={cameAt}>
      <Marked document={document} sheet={asked.sheet} />
    </OfficeClock>
  )
}

/** The sheet, and on the page's root what the margin says and what the file is called. */
const Marked = ({ document: shown, sheet }: { document: PaperDocument; sheet: Sheet }) => {
  const { t } = useTranslation('paper')
  const { fullMoment, dayOf, now } = useMoments()
  const office = useRead('office.entry', {}).value
  const person = useRead('access.state', {}).value?.person
  const mark = (state: 'ready' | 'failed'): void => {
    const root = document.documentElement
    root.dataset['margin'] = t('margin', {
      office: office?.name ?? '',
      when: fullMoment(now()),
      person: person?.name ?? '',
    })
    document.title = [t(`title.${shown.kind}`), office?.name, dayOf(now())].filter(Boolean).join('-')
    // Two frames on, what React made has been laid out.
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        root.dataset['paper'] = state
      })
    })
  }
  if (!office) return null
  return <PaperSheet document={shown} sheet={sheet} onReady={mark} />
}

// What is loaded lazily is a default export by React's rule.
export default PaperPage
