/** One page of the guide as it reads: headings, steps, pictures. */
import { useEffect } from 'react'
import Markdown from 'react-markdown'
import { guidePicture } from '../app/guide'
import type { GuideLanguage, GuidePage } from '../app/guide'
import './guide.css'

type Props = {
  page: GuidePage
  language: GuideLanguage
  /** The section to be shown; 0 begins at the top. */
  section?: number
}

export const GuideText = ({ page, language, section = 0 }: Props) => {
  const shown = `guide-${page.name}-${section}`
  useEffect(() => {
    if (section > 0) document.getElementById(shown)?.scrollIntoView()
  }, [shown, section])
  return (
    <div className="guide">
      <h2>{page.title}</h2>
      {page.sections.map(({ heading, text }, index) => (
        <section key={index} id={`guide-${page.name}-${index}`}>
          {heading === '' ? null : <h3>{heading}</h3>}
          <Markdown
            components={{
              img: ({ src, alt }) => {
                const picture = guidePicture(language, typeof src === 'string' ? src : '')
                return picture ? <img src={picture} alt={alt} /> : null
              },
            }}
          >
            {text}
          </Markdown>
        </section>
      ))}
    </div>
  )
}
