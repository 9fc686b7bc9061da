/** The page's mark that it shows what it has read: tests wait for it instead of guessing, the bench of the start reads when it came. */

export const markReady = (): void => {
  document.documentElement.dataset['ready'] = 'true'
  performance.mark('ready')
}
