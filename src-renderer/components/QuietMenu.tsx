/** The menu of one line among many: nothing but its button until somebody opens it. */
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode, Ref } from 'react'

type Props = { label: string; children: () => ReactNode }

export const QuietMenu = ({ label, children }: Props) => {
  const [wanted, setWanted] = useState(false)
  return wanted ? (
    <Wanted label={label}>{children}</Wanted>
  ) : (
    <Dots
      label={label}
      onClick={() => {
        setWanted(true)
      }}
    />
  )
}

const Dots = ({ label, ref, ...rest }: { label: string; ref?: Ref<HTMLButtonElement>; onClick?: () => void }) => (
  <ActionIcon ref={ref} variant="subtle" color="gray" size="sm" aria-label={label} {...rest}>
    <IconDots size={14} />
  </ActionIcon>
)

/** Opens itself once its button has the focus, to which closing gives it back. */
const Wanted = ({ label, children }: Props) => {
  const button = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState(false)
  useEffect(() => {
    button.current?.focus()
    const frame = requestAnimationFrame(() => {
      setOpened(true)
    })
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [])
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Dots label={label} ref={button} />
      </Menu.Target>
      <Menu.Dropdown>{children()}</Menu.Dropdown>
    </Menu>
  )
}
