/** Loads what lies behind the door: begun while a password is being proved, so that nobody waits for it afterwards. */

export const loadInside = () => import('./Inside')
