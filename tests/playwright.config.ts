// How the real program is driven: one window at a time, results below out/.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  outputDir: '../out/e2e',
  reporter: [['list']],
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  projects: [
    { name: 'e2e', testDir: 'e2e' },
    { name: 'tour', testDir: 'tour', timeout: 300_000 },
  ],
})
