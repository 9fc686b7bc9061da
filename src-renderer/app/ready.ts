/** The page's marks: tests wait for them instead of guessing, the bench of the start reads when they came. */

/** What is typed is kept once this is painted. `since`: milliseconds after the page began to be loaded, where not now. */
export const markUsable = (since = performance.now()): void => {
  performance.mark('ready', { startTime: since })
}

/** It shows what it has read. */
export const markReady = (): void => {
  document.documentElement.dataset['ready'] = 'true'
  markUsable()
}
