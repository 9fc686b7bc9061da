/** Keeps the window out of screenshots while a password or a recovery code is on screen. */
import { useEffect } from 'react'
import { ask } from '../../app/bridge'

export const useProtection = (): void => {
  useEffect(() => {
    void ask('system.protect', { on: true })
    return () => {
      void ask('system.protect', { on: false })
    }
  }, [])
}
