/** The page's entry: styles, languages, providers. */
import '@mantine/core/styles.css'
import './app/desk.css'
import { createRoot } from 'react-dom/client'
import { Desk } from './app/Desk'
import { startLanguages } from './app/i18n'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')

const [preferences, about] = await Promise.all([window.api.system.preferences({}), window.api.system.about({})])
await startLanguages(preferences.ok ? preferences.value.language : 'zh', about.ok && about.value.testBuild)
createRoot(root).render(<Desk colorScheme={preferences.ok ? preferences.value.colorScheme : 'auto'} />)
