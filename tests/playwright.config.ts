// How the real program is driven: two windows at a time, each on a data folder of its own; results below out/.
import { defineConfig } from '@playwright/test'

export default defineConfig({
  outputDir: '../out/e2e',
  reporter: [['list']],
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  projects: [
    { name: 'offices', testDir: 'support', testMatch: 'offices.setup.ts', fullyParallel: true },
    { name: 'e2e', testDir: 'e2e', dependencies: ['offices'], fullyParallel: true },
    { name: 'tour', testDir: 'tour', timeout: 300_000 },
  ],
})
