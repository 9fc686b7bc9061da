/** What the first screen hangs on, asked for before anything else of the page is loaded. */
import { markUsable } from './ready'
import { standIn } from './standIn'

if (standIn) {
  // Somebody can type into it as soon as it is on the screen: that needs no script.
  markUsable(0)
  // Asked sooner, the program would make itself ready beside the first paint, on a PC with few cores.
  await standIn.painted
}

export const begun = {
  preferences: window.api.system.preferences({}),
  about: window.api.system.about({}),
  state: window.api.access.state({}),
}
