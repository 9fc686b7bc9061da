/** The body of a screen: a heading with its actions, then what it is about. */
import { Group, Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = { title: string; actions?: ReactNode; children: ReactNode }

export const Page = ({ title, actions, children }: Props) => (
  <div className="page">
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap">
        <Title order={1}>{title}</Title>
        <Group gap="xs" wrap="nowrap">
          {actions}
        </Group>
      </Group>
      {children}
    </Stack>
  </div>
)
