/** The page's entry: styles, languages, providers. */
import '@mantine/core/styles.css'
import './app/desk.css'
// Before the libraries: its answers come while they are loaded.
import { begun } from './app/begun'
import { createRoot } from 'react-dom/client'
import { makeQueries, readAhead } from './app/bridge'
import { Desk } from './app/Desk'
import { startLanguages } from './app/i18n'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')

const queries = makeQueries()
readAhead(queries, 'access.state', {}, begun.state)
const [preferences, about] = await Promise.all([begun.preferences, begun.about])
await startLanguages(preferences.ok ? preferences.value.language : 'zh', about.ok && about.value.testBuild)
createRoot(root).render(
  <Desk queries={queries} colorScheme={preferences.ok ? preferences.value.colorScheme : 'auto'} />,
)
