/**
 * Draws the sign-in screen while the program is built (scripts/packaging/doorPictures.mjs). The picture stands in the
 * document until the page's libraries have taken over (standIn.ts).
 */
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { SignIn } from '../features/access/SignIn'
import { makeQueries } from './bridge'
import { speak } from './i18n'
import { readable, theme } from './theme'

const languages = ['zh', 'en'] as const
const colorSchemes = ['light', 'dark', 'auto'] as const

/** A style attribute's text, out of HTML. */
const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** The page's policy applies no style attribute, so that each becomes a rule of a style sheet with this load's nonce. */
const withoutStyleAttributes = (html: string): string => {
  const rules: string[] = []
  const marked = html.replaceAll(/ style="([^"]*)"/g, (_attribute, text: string) => {
    const number = rules.push(`#root [data-drawn="${rules.length}"]{${unescaped(text)}}`) - 1
    return ` data-drawn="${number}"`
  })
  return `<style nonce="%NONCE%">${rules.join('')}</style>${marked}`
}

/** Every picture under its name: language and colours. `%NONCE%` stands where this load's nonce belongs. */
export const drawDoor = async (): Promise<Record<string, string>> => {
  const pictures: Record<string, string> = {}
  for (const language of languages) {
    await speak(language)
    for (const colorScheme of colorSchemes) {
      const html = renderToStaticMarkup(
        <MantineProvider
          theme={theme}
          cssVariablesResolver={readable}
          defaultColorScheme={colorScheme}
          getStyleNonce={() => '%NONCE%'}
        >
          <QueryClientProvider client={makeQueries()}>
            <SignIn waitSeconds={0} />
          </QueryClientProvider>
        </MantineProvider>,
      )
      pictures[`${language}-${colorScheme}`] = withoutStyleAttributes(html)
    }
  }
  return pictures
}
