/** Waiting that keeps the screen's shape. */
import { Skeleton, Stack } from '@mantine/core'

export const Loading = ({ lines = 6 }: { lines?: number }) => (
  <Stack p="lg" gap="sm" aria-busy="true">
    {Array.from({ length: lines }, (_, index) => (
      <Skeleton key={index} height={28} />
    ))}
  </Stack>
)
