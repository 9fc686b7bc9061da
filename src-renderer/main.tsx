/** The page's entry: styles, languages, providers. */
import '@mantine/core/styles.css'
import './app/desk.css'
import { createRoot } from 'react-dom/client'
import { Desk } from './app/Desk'
import { startLanguages } from './app/i18n'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')

const preferences = await window.api.system.preferences({})
await startLanguages(preferences.ok ? preferences.value.language : 'zh')
createRoot(root).render(<Desk colorScheme={preferences.ok ? preferences.value.colorScheme : 'auto'} />)
