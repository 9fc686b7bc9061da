/** An empty place that says what to do about it. */
import { Center, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

export const EmptyState = ({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) => (
  <Center mih={240} p="lg">
    <Stack align="center" gap="xs" maw={460}>
      <Text fw={600}>{title}</Text>
      {hint ? (
        <Text c="dimmed" size="sm" ta="center">
          {hint}
        </Text>
      ) : null}
      {children}
    </Stack>
  </Center>
)
