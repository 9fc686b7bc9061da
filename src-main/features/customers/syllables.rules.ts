/** The syllables of Mandarin as they are typed, and how a run of letters divides into them. */

// By initial: each line is an initial and the finals it goes with.
const table: Record<string, string> = {
  '': 'a ai an ang ao e ei en eng er o ou',
  b: 'a ai an ang ao ei en eng i ian iang iao ie in ing o u',
  p: 'a ai an ang ao ei en eng i ian iao ie in ing o ou u',
  m: 'a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u',
  f: 'a an ang ei en eng iao o ou u',
  d: 'a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo',
  t: 'a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo',
  n: 'a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve ue',
  l: 'a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve ue',
  g: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  k: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  h: 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo',
  j: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  q: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  x: 'i ia ian iang iao ie in ing iong iu u uan ue un',
  zh: 'a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo',
  ch: 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo',
  sh: 'a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo',
  r: 'an ang ao e en eng i ong ou u ua uan ui un uo',
  z: 'a ai an ang ao e ei en eng i ong ou u uan ui un uo',
  c: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  s: 'a ai an ang ao e en eng i ong ou u uan ui un uo',
  y: 'a an ang ao e i in ing o ong ou u uan ue un',
  w: 'a ai an ang ei en eng o u',
}

const syllables: readonly string[] = Object.entries(table).flatMap(([initial, finals]) =>
  finals.split(' ').map(final => initial + final),
)
const known = new Set(syllables)

/** The syllables that begin with these letters. */
export const expandSyllable = (letters: string): string[] => syllables.filter(syllable => syllable.startsWith(letters))

const most = 6
/** Letters like `anganganga…` divide in countless ways; a look-up gives up in time. */
const patience = 400

/** Divisions of letters into whole syllables and an unfinished last one (`rest`), longest syllables first, at most six. */
export const segmentPinyin = (letters: string): { syllables: string[]; rest: string }[] => {
  const found: { syllables: string[]; rest: string }[] = []
  let steps = 0
  const divide = (rest: string, before: string[]): void => {
    steps += 1
    if (found.length >= most || steps > patience) return
    if (rest === '') {
      found.push({ syllables: before, rest })
      return
    }
    for (let length = Math.min(6, rest.length); length >= 1; length -= 1) {
      const head = rest.slice(0, length)
      if (known.has(head)) divide(rest.slice(length), [...before, head])
    }
    if (rest.length < 6 && !known.has(rest) && syllables.some(syllable => syllable.startsWith(rest)))
      found.push({ syllables: before, rest })
  }
  divide(letters.slice(0, 36), [])
  return found
}
