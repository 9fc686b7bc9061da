/** The guide for clerks: its pages in both languages, their pictures, and which page belongs to which screen. */
import { names } from '../../resources/guide/pages.json'

/** In the order in which they are read and printed. */
export const guidePages: readonly string[] = names

const texts = import.meta.glob<string>('../../resources/guide/*/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const pictures = import.meta.glob<string>('../../resources/guide/pictures/*.png', { import: 'default', eager: true })

export type GuideLanguage = 'zh' | 'en'
export type GuideSection = { heading: string; text: string }
export type GuidePage = { name: string; title: string; sections: GuideSection[] }

/** A page begins with its title; each second-level heading begins a section. */
export const guidePage = (language: GuideLanguage, name: string): GuidePage => {
  const [head = '', ...parts] = (texts[`../../resources/guide/${language}/${name}.md`] ?? '').split(/^## /m)
  const [title = '', ...before] = head.replace(/^# /, '').split('\n')
  return {
    name,
    title,
    sections: [
      { heading: '', text: before.join('\n').trim() },
      ...parts.map(part => {
        const end = part.indexOf('\n')
        return { heading: part.slice(0, end).trim(), text: part.slice(end).trim() }
      }),
    ],
  }
}

/** Where the page finds a picture by its name; undefined when there is none. */
export const guidePicture = (language: GuideLanguage, name: string): string | undefined =>
  pictures[`../../resources/guide/pictures/${name}-${language}.png`]

/** Screens whose page has another name than the first part of their address. */
const elsewhere = [
  ['/incidents/callouts', 'callouts'],
  ['/incidents/calling', 'callouts'],
  ['/print', 'paper'],
  ['/import', 'lists'],
] as const

/** The page for the screen at an address inside the program. */
export const guidePageFor = (path: string): string => {
  const named = elsewhere.find(([address]) => path.startsWith(address))?.[1] ?? path.split('/')[1] ?? ''
  return guidePages.includes(named) ? named : 'start'
}

export type GuideHit = { name: string; section: number; title: string; heading: string; excerpt: string }

/** Sections that contain every word, headings first. */
export const searchGuide = (language: GuideLanguage, text: string): GuideHit[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  return guidePages
    .map(name => guidePage(language, name))
    .flatMap(({ name, title, sections }) =>
      sections.flatMap(({ heading, text: body }, section) => {
        const plain = body.replace(/!\[[^\]]*\]\([^)]*\)/g, '').replace(/\s+/g, ' ')
        const all = `${title} ${heading} ${plain}`.toLowerCase()
        if (!words.every(word => all.includes(word))) return []
        const at = Math.max(0, plain.toLowerCase().indexOf(words[0] ?? '') - 20)
        const nearness = [`${title} ${heading}`, heading].filter(line =>
          words.every(word => line.toLowerCase().includes(word)),
        ).length
        return [{ nearness, hit: { name, section, title, heading, excerpt: plain.slice(at, at + 90) } }]
      }),
    )
    .sort((one, other) => other.nearness - one.nearness)
    .map(({ hit }) => hit)
}
