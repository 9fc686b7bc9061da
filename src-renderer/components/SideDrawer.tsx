/** The drawer on the right in which one entry of a list is open, without leaving the list. */
import { Drawer } from '@mantine/core'
import { useWindowEvent } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { dialogsAtKey } from './dialogs'

type Props = {
  opened: boolean
  onClose: () => void
  title: string
  size: number
  /** Something is being typed: a click beside it must not lose it. */
  editing?: boolean
  children: ReactNode
}

export const SideDrawer = ({ opened, onClose, title, size, editing = false, children }: Props) => {
  /** Esc belongs to what lies on top: a list that is open in here, or a small form over it. */
  useWindowEvent('keydown', event => {
    if (!opened || event.key !== 'Escape' || event.isComposing) return
    const taken = event.target instanceof Element && event.target.hasAttribute('data-mantine-stop-propagation')
    if (!taken && dialogsAtKey() === 1) onClose()
  })
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={size}
      title={title}
      closeOnClickOutside={!editing}
      closeOnEscape={false}
      overlayProps={{ backgroundOpacity: 0.15 }}
    >
      {children}
    </Drawer>
  )
}
