/** What the page begins with: the sign-in screen as the build drew it, where there is an archive to sign in to. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nativeTheme } from 'electron'
import { pointerFile } from '../archive/pointer'
import { namesBackup } from './openedBackup'
import type { PreferenceFile } from './preferences'

/** The document's language and colours, and its first content as HTML with `%NONCE%` for this load's nonce. */
export type Beginning = { language: string; colors: 'light' | 'dark'; html: string }

export type StandIn = {
  begin: () => Promise<Beginning>
  /** From now on the page begins empty: its state decides what is shown. */
  retire: () => void
}

/** `pages`: the built page's folder. `archive`: the archive's. */
export const makeStandIn = (pages: string, archive: string, preferences: PreferenceFile): StandIn => {
  const { language, colorScheme } = preferences.read()
  let wanted = existsSync(pointerFile(archive)) && !namesBackup(process.argv)
  // Read while the program gets ready. Without it the page begins empty.
  const drawn = wanted ? readFile(join(pages, 'door', `${language}-${colorScheme}.html`), 'utf8').catch(() => '') : ''
  return {
    begin: async () => ({
      language: preferences.read().language === 'en' ? 'en-GB' : 'zh-CN',
      colors: nativeTheme.shouldUseDarkColors ? 'dark' : 'light',
      html: wanted ? await drawn : '',
    }),
    retire: () => {
      wanted = false
    },
  }
}
