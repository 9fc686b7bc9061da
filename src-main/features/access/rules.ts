/** Rules of access: what a role may do, how long a wrong password makes one wait, what a password must be worth. */
import type { Need, Role } from '../../contract/call'
import { roles } from '../../contract/call'

/** Whether a role may make a call that needs `need`. */
export const may = (role: Role, need: Need): boolean => need === 'open' || roles.indexOf(role) >= roles.indexOf(need)

/** Seconds to wait after that many wrong passwords in a row: three are free, then it doubles, at most five minutes. */
export const waitAfter = (failures: number): number => (failures < 3 ? 0 : Math.min(300, 2 ** (failures - 2)))

/** One spelling of a sign-in name, whatever the input method made of it. */
export const signInNameOf = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

/** The least zxcvbn score (0 to 4) a password must reach: 3 withstands a guesser who has the key file for a good while. */
export const leastStrength = 3
