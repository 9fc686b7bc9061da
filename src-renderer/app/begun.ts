/** What the first screen hangs on, asked for before anything else of the page is loaded. */
export const begun = {
  preferences: window.api.system.preferences({}),
  about: window.api.system.about({}),
  state: window.api.access.state({}),
}
