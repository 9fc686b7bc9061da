/** A link to another place in the program, among words. */
import { Anchor } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'

type Props = { to: string; search?: Record<string, unknown>; children: ReactNode }

export const PlaceLink = ({ to, search = {}, children }: Props) => {
  const go = useNavigate()
  return (
    <Anchor
      component="button"
      type="button"
      size="sm"
      ta="left"
      onClick={event => {
        event.stopPropagation()
        void go({ to, search })
      }}
    >
      {children}
    </Anchor>
  )
}
