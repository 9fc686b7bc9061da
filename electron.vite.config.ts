// How the three parts are built: main with its worker, the sandboxed preload, and the page.
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { recordBundled } from './scripts/packaging/bundled.mjs'
import { drawDoorPictures } from './scripts/packaging/doorPictures.mjs'
import { contract } from './src-main/contract'
import { callNames } from './src-main/contract/wire'

// One build runs on the current Electron and on the older one that a machine without internet gets.
const nodeTarget = 'node20.18'
const pageTarget = 'chrome130'

export default defineConfig({
  main: {
    plugins: [recordBundled('main')],
    build: {
      target: nodeTarget,
      externalizeDeps: true,
      sourcemap: false,
      rolldownOptions: {
        input: { index: 'src-main/index.ts', 'archive.worker': 'src-main/archive.worker.ts' },
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    // The names are computed here, so that the sandboxed preload carries no schema library.
    plugins: [recordBundled('preload')],
    define: { CALL_NAMES: JSON.stringify(callNames(contract)) },
    build: {
      target: nodeTarget,
      externalizeDeps: false,
      sourcemap: false,
      rolldownOptions: {
        input: { preload: 'src-main/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].js' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react(), drawDoorPictures(), recordBundled('renderer')],
    publicDir: false,
    build: {
      target: pageTarget,
      sourcemap: false,
      // What is small is read and compiled sooner; the archive's side keeps its names for the log.
      minify: true,
      // The page's policy admits files of its own origin, so nothing is inlined.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: {
        input: resolve('src-renderer/index.html'),
        // What the door needs is one file instead of forty: each is a request to the main process while it starts.
        output: {
          codeSplitting: {
            groups: [
              { name: 'begin', tags: ['$initial'], priority: 1 },
              { name: 'door', test: /[\\/]app[\\/]start\.tsx$/ },
            ],
          },
        },
      },
    },
  },
})
