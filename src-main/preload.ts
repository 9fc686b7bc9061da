/** Gives the page window.api: the contract's calls and nothing of Electron. */
import { contextBridge, ipcRenderer } from 'electron'
import { buildApi } from './contract/api'
import type { DeskEvent } from './contract/api'

// Written in by the build from the contract itself: no schema library in the sandbox.
declare const CALL_NAMES: readonly string[]

const subscribe = (listener: (event: DeskEvent) => void): (() => void) => {
  const hear = (_event: unknown, payload: DeskEvent): void => {
    listener(payload)
  }
  ipcRenderer.on('event', hear)
  return () => ipcRenderer.removeListener('event', hear)
}

contextBridge.exposeInMainWorld(
  'api',
  buildApi(
    CALL_NAMES,
    (name, input, job) => ipcRenderer.invoke('call', name, input, job),
    job => ipcRenderer.invoke('cancel', job),
    subscribe,
  ),
)
