/** Waiting that keeps the screen's shape. */
import { Skeleton, Stack, Text } from '@mantine/core'

export const Loading = ({ lines = 6, label }: { lines?: number; label?: string }) => (
  <Stack p="lg" gap="sm" aria-busy="true" role="status">
    {label ? <Text fw={600}>{label}</Text> : null}
    {Array.from({ length: lines }, (_, index) => (
      <Skeleton key={index} height={28} />
    ))}
  </Stack>
)
