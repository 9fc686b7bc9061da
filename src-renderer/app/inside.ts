/** Loads what lies behind the door: the page's part and the archive's, begun while a password is being typed. */
import { ask } from './bridge'

export const loadInside = () => import('./Inside')

let approached = false

/** Somebody is about to come in. */
export const approach = (): void => {
  if (approached) return
  approached = true
  void loadInside()
  void ask('access.approach', {})
}
