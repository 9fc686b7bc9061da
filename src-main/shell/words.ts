/** What the program itself says outside its pages: notifications, tray, the question before it ends. */
import words from '../../resources/shell-words.json'
import { filledIn } from '../features/messages/rules'
import type { Language } from '../features/system/contract'

export type ShellWords = keyof (typeof words)['zh']

/** One of the shell's sentences in a language, its braces filled in. */
export const shellText = (language: Language, name: ShellWords, values: Record<string, string | number> = {}): string =>
  filledIn(
    words[language][name],
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)])),
  )
