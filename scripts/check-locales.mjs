// Proves that both languages say the same things: the same files, keys and placeholders, and nothing left empty.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectFolder } from './project.mjs'

/** Keys whose English text may hold Chinese characters: proper names and the languages' own names. */
const namesInChinese = /(^|\.)(chineseName|languageName|languages\.zh)$/
const plural = /_(zero|one|two|few|many|other)$/
/** What each language counts with; a plural key must have exactly these forms. */
const pluralForms = { zh: ['other'], en: ['one', 'other'] }

/** @typedef {keyof typeof pluralForms} Language */

/**
 * @param {string} folder holds one folder per language
 * @returns {string[]} the faults found
 */
export function localeFaults(folder) {
  const texts = { zh: readLanguage(folder, 'zh'), en: readLanguage(folder, 'en') }
  return [
    ...missing(texts.zh, texts.en, 'en'),
    ...missing(texts.en, texts.zh, 'zh'),
    ...pluralFaults(texts.zh, 'zh'),
    ...pluralFaults(texts.en, 'en'),
    ...placeholderFaults(texts.zh, texts.en),
    ...textFaults(texts),
  ]
}

/** @param {string} folder @param {Language} language @returns {Map<string, string>} file and key to text */
function readLanguage(folder, language) {
  const texts = new Map()
  for (const file of readdirSync(join(folder, language))) {
    collect(JSON.parse(readFileSync(join(folder, language, file), 'utf8')), `${file}:`, texts)
  }
  return texts
}

/** @param {unknown} value @param {string} place @param {Map<string, string>} texts */
function collect(value, place, texts) {
  if (typeof value === 'string') texts.set(place, value)
  else if (value === null || typeof value !== 'object') throw new Error(`${place} is no text`)
  else {
    for (const [key, inner] of Object.entries(value)) {
      collect(inner, place.endsWith(':') ? place + key : `${place}.${key}`, texts)
    }
  }
}

/** @param {string} key */
const withoutPlural = key => key.replace(plural, '')

/** @param {Map<string, string>} present @param {Map<string, string>} other @param {Language} language */
function missing(present, other, language) {
  const known = new Set([...other.keys()].map(withoutPlural))
  return [...new Set([...present.keys()].map(withoutPlural))]
    .filter(key => !known.has(key))
    .map(key => `${language} lacks ${key}`)
}

/** @param {Map<string, string>} texts @param {Language} language */
function pluralFaults(texts, language) {
  const wanted = pluralForms[language].join(', ')
  return [
    ...Map.groupBy(
      [...texts.keys()].filter(key => plural.test(key)),
      withoutPlural,
    ),
  ]
    .map(([key, forms]) => ({
      key,
      found: forms
        .map(form => plural.exec(form)?.[1])
        .sort()
        .join(', '),
    }))
    .filter(({ found }) => found !== wanted)
    .map(({ key, found }) => `${language} ${key} has the plural forms ${found}, not ${wanted}`)
}

/** English may leave the number out of its singular, so each form is held against all of Chinese's placeholders. */
/** @param {Map<string, string>} zh @param {Map<string, string>} en */
function placeholderFaults(zh, en) {
  const faults = []
  for (const [key, text] of en) {
    const counterpart = zh.get(key) ?? zh.get(`${withoutPlural(key)}_other`)
    if (counterpart === undefined) continue
    const wanted = placeholders(counterpart)
    const found = placeholders(text)
    const singular = key.endsWith('_one')
    const same = wanted.filter(name => !(singular && name === 'count')).every(name => found.includes(name))
    if (!same || !found.every(name => wanted.includes(name))) {
      faults.push(`${key} has {${found.join(', ')}} in en, {${wanted.join(', ')}} in zh`)
    }
  }
  return faults
}

/** @param {string} text */
function placeholders(text) {
  return [...new Set([...text.matchAll(/\{\{-?\s*([\w.]+)/g)].map(match => match[1] ?? ''))].sort()
}

/** @param {Record<Language, Map<string, string>>} texts */
function textFaults({ zh, en }) {
  const empty = [...zh, ...en].filter(([, text]) => text.trim() === '').map(([key]) => `${key} is empty`)
  const untranslated = [...en]
    .filter(([key, text]) => /\p{Script=Han}/u.test(text) && !namesInChinese.test(key.replace(':', '.')))
    .map(([key]) => `en ${key} holds Chinese text`)
  return [...empty, ...untranslated]
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const faults = localeFaults(join(projectFolder, 'src-renderer/locales'))
  for (const fault of faults) console.error(fault)
  process.exitCode = faults.length === 0 ? 0 : 1
}
