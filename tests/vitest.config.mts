// How the tests without Electron run: everything in plain Node, the screens in a simulated browser.
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const projectFolder = join(import.meta.dirname, '..')

export default defineConfig({
  root: projectFolder,
  test: {
    root: projectFolder,
    restoreMocks: true,
    // npm run coverage: what is reached without Electron; docs/coverage.md says what is not, and why.
    coverage: {
      provider: 'v8',
      // A report is no check: npm test is.
      reportOnFailure: true,
      include: ['src-main/**/*.ts'],
      reporter: ['html', 'json-summary', 'text-summary'],
      reportsDirectory: 'out/coverage',
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/screens/**'],
          globalSetup: ['tests/support/worker.setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'screens',
          environment: 'jsdom',
          include: ['tests/screens/**/*.test.{ts,tsx}'],
          setupFiles: ['tests/support/screens.setup.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
})
