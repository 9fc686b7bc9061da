/** The backup file that was double-clicked, and leaving it. */
import { useQueryClient } from '@tanstack/react-query'
import { ask, useRead } from '../../app/bridge'

export const useOpenedBackup = () => {
  const queries = useQueryClient()
  const { value } = useRead('system.openedBackup', {})
  return {
    opened: value ?? null,
    leave: async (): Promise<void> => {
      await ask('system.leaveBackup', {})
      await queries.invalidateQueries({ queryKey: ['system', 'openedBackup'] })
    },
  }
}
