/** The time: the system's, or a test's file that is read anew at every question. */
import { readFileSync } from 'node:fs'

/** Answers UTC instants with milliseconds. `clockFile` holds one ISO instant; only an unpackaged program names one. */
export const makeClock = (clockFile: string | null): (() => string) => {
  if (!clockFile) return () => new Date().toISOString()
  return () => new Date(readFileSync(clockFile, 'utf8').trim()).toISOString()
}
