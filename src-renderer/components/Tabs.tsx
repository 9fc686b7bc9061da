/** The parts of one place in the navigation, side by side; each has an address of its own. */
import { Tabs as Mantine } from '@mantine/core'
import { useNavigate, useRouterState } from '@tanstack/react-router'

type Props = { label: string; tabs: readonly { to: string; label: string }[] }

export const Tabs = ({ label, tabs }: Props) => {
  const go = useNavigate()
  const path = useRouterState({ select: router => router.location.pathname })
  return (
    <Mantine value={path} onChange={to => void (to !== null && go({ to }))} aria-label={label}>
      <Mantine.List>
        {tabs.map(({ to, label: name }) => (
          <Mantine.Tab key={to} value={to}>
            {name}
          </Mantine.Tab>
        ))}
      </Mantine.List>
    </Mantine>
  )
}
