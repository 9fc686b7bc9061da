/** The guide is whole: both languages have every page, section and picture, and every screen has its page. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { names } from '../../resources/guide/pages.json'
import { guidePage, guidePageFor, guidePages, guidePicture, searchGuide } from '../../src-renderer/app/guide'
import { places } from '../../src-renderer/app/navigation'

const folder = join(__dirname, '../../resources/guide')

it('both languages have the same pages, sections, steps and pictures, and each picture is there', () => {
  for (const language of ['zh', 'en'])
    expect(readdirSync(join(folder, language)).sort()).toEqual(names.map(name => `${name}.md`).sort())
  const used = new Set<string>()
  for (const name of names) {
    const shape = (language: 'zh' | 'en') => {
      const text = readFileSync(join(folder, language, `${name}.md`), 'utf8')
      const pictures = [...text.matchAll(/!\[[^\]]+\]\((\w+)\)/g)].map(([, picture = '']) => picture)
      for (const picture of pictures) {
        expect(guidePicture(language, picture), `${picture}-${language}`).toBeTruthy()
        used.add(`${picture}-${language}.png`)
      }
      return { pictures, headings: text.match(/^## /gm)?.length, steps: text.match(/^(\d+\.|-) /gm)?.length }
    }
    expect(shape('zh'), name).toEqual(shape('en'))
  }
  expect(readdirSync(join(folder, 'pictures')).sort()).toEqual([...used].sort())
})

/** Every text of the screens by its place; what is filled in stands as an ellipsis, and a key or an explanation behind it is left out. */
const screenTexts = (language: 'zh' | 'en'): Map<string, string> => {
  const texts = new Map<string, string>()
  const walk = (at: string, value: unknown): void => {
    if (typeof value === 'string')
      texts.set(at, value.replace(/\{\{\w+\}\}/g, '…').replace(/\s*Ctrl K$|（[^）]*）$| \([^)]*\)$/, ''))
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) walk(`${at}.${name}`, inner)
  }
  const locales = join(__dirname, '../../src-renderer/locales', language)
  for (const file of readdirSync(locales)) walk(file, JSON.parse(readFileSync(join(locales, file), 'utf8')))
  return texts
}

it('what it tells to choose is called so on the screens, in both languages', () => {
  const [chinese, english] = [screenTexts('zh'), screenTexts('en')]
  for (const name of names) {
    const [zh, en] = (['zh', 'en'] as const).map(language => readFileSync(join(folder, language, `${name}.md`), 'utf8'))
    for (const [, label = ''] of zh?.matchAll(/“([^”]+)”/g) ?? []) {
      const keys = [...chinese].filter(([, text]) => text === label).map(([key]) => key)
      expect(keys, `${name}: ${label}`).not.toEqual([])
      // The button that changes the language says the other one's name.
      if (label === 'English') continue
      const said = keys.some(key => en?.toLowerCase().includes(english.get(key)?.toLowerCase() ?? key))
      expect(said, `${name}: ${label}: ${keys.map(key => english.get(key)).join(', ')}`).toBe(true)
    }
  }
})

it('what the guide on the drive and the recovery sheet tell to choose is called so, too', () => {
  const screens = (['zh', 'en'] as const).flatMap(language => [...screenTexts(language).values()])
  const drive = readFileSync(join(__dirname, '../../resources/restore-guide.html'), 'utf8')
  const sheet = (['zh', 'en'] as const).flatMap(language =>
    [...screenTexts(language)].filter(([key]) => key.startsWith('paper.json.recovery.')).map(([, text]) => text),
  )
  const labels = [drive, ...sheet].flatMap(text => [...text.matchAll(/“([^”]+)”/g)].map(([, label]) => label))
  expect(labels.length).toBeGreaterThan(3)
  for (const label of labels) expect(screens).toContain(label)
})

it('every place of the navigation opens a page of its own', () => {
  const pages = places.map(({ to }) => guidePageFor(to))
  expect(new Set(pages).size).toBe(places.length)
  expect(pages).not.toContain('start')
  expect(guidePageFor('/incidents/callouts')).toBe('callouts')
  expect(guidePageFor('/weather/service/one')).toBe('weather')
  expect(guidePageFor('/incidents/calling')).toBe('callouts')
  expect(guidePageFor('/nowhere')).toBe('start')
})

it('words are found in either language, headings first; nonsense and nothing find nothing', () => {
  expect(searchGuide('zh', '交接班')[0]?.heading).toBe('交接班')
  expect(searchGuide('en', 'recovery sheet usb')[0]?.name).toBe('restore')
  expect(searchGuide('zh', '不存在的词语')).toEqual([])
  expect(searchGuide('en', '   ')).toEqual([])
  for (const name of guidePages) expect(guidePage('en', name).title).not.toBe('')
})
