/** The page itself: styles, languages, providers. */
import '@mantine/core/styles.css'
import './desk.css'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { begun } from './begun'
import { makeQueries, readAhead } from './bridge'
import { Desk } from './Desk'
import { startLanguages } from './i18n'
import { standIn } from './standIn'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')

const queries = makeQueries()
const state = readAhead(queries, 'access.state', {}, begun.state)
const [preferences, about] = await Promise.all([begun.preferences, begun.about])
await startLanguages(preferences.ok ? preferences.value.language : 'zh', about.ok && about.value.testBuild)
const colorScheme = preferences.ok ? preferences.value.colorScheme : 'auto'
const draw = (): void => {
  createRoot(root).render(<Desk queries={queries} colorScheme={colorScheme} />)
}
if (standIn) {
  // It stays until what takes its place is known.
  await state
  await standIn.giveWay(() => {
    flushSync(draw)
  })
} else draw()
