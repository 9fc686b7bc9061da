/** Judges passwords by zxcvbn-ts, with the words of this office as further guesses. No composition rules. */
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import * as common from '@zxcvbn-ts/language-common'
import * as english from '@zxcvbn-ts/language-en'

let factory: ZxcvbnFactory | null = null

const judge = (): ZxcvbnFactory =>
  (factory ??= new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  }))

/** From 0, guessed at once, to 4. `known` are words an acquaintance would try: names, the office. */
export const strengthOf = (password: string, known: readonly string[]): number =>
  judge().check(password, [...known, 'watchpost', '守望台']).score
