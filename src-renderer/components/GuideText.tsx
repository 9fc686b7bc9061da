/** One page of the guide as it reads: headings, steps, pictures. */
import { useEffect } from 'react'
import Markdown from 'react-markdown'
import { guidePicture } from '../app/guide'
import type { GuideLanguage, GuidePage } from '../app/guide'
import './guide.css'

/** The element that holds a page on screen. */
const top = { id: 'guide' } as const

type Props = {
  page: GuidePage
  language: GuideLanguage
  /** The section to be scrolled to, 0 for the top; none on paper. */
  section?: number
}

export const GuideText = ({ page, language, section }: Props) => {
  useEffect(() => {
    if (section === undefined) return
    document.getElementById(section === 0 ? top.id : `guide-${page.name}-${section}`)?.scrollIntoView()
  }, [page.name, section])
  return (
    <div className="guide" {...(section === undefined ? {} : top)}>
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
