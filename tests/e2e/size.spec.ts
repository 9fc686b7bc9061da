/** What the page loads before anybody has signed in stays small: start-up and memory hang on it. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'

const pages = join(__dirname, '../../out/renderer')
/** Bytes of script; react, the theme, the widgets of one form and its texts are 505,000. */
const most = 560_000

/** The scripts named in index.html, what they go on with once they run, and everything that these import before they run. */
const first = (): Map<string, number> => {
  const found = new Map<string, number>()
  const look = (name: string): void => {
    if (found.has(name)) return
    const file = join(pages, 'assets', name)
    found.set(name, statSync(file).size)
    const text = readFileSync(file, 'utf8')
    for (const [, imported = ''] of text.matchAll(/\b(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) look(imported)
  }
  const page = readFileSync(join(pages, 'index.html'), 'utf8')
  for (const [, name = ''] of page.matchAll(/assets\/([\w.-]+\.js)/g)) {
    look(name)
    const begin = readFileSync(join(pages, 'assets', name), 'utf8')
    for (const [, next = ''] of begin.matchAll(/\bimport\([`"']\.\/([\w.-]+\.js)/g)) look(next)
  }
  return found
}

test('the door is a small part of the page', () => {
  const door = first()
  const bytes = [...door.values()].reduce((sum, size) => sum + size, 0)
  expect(bytes).toBeGreaterThan(100_000)
  expect(bytes).toBeLessThan(most)
  // Everything is still there, in parts of its own.
  const parts = readdirSync(join(pages, 'assets')).filter(name => name.endsWith('.js') && !door.has(name))
  expect(parts.length).toBeGreaterThan(50)
})
