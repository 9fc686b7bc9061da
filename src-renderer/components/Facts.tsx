/** What is known of something, a line each; what is empty is left out. */
import { Table } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = { facts: readonly (readonly [name: string, value: ReactNode])[] }

export const Facts = ({ facts }: Props) => (
  <Table verticalSpacing={4} withRowBorders={false} layout="fixed">
    <Table.Tbody>
      {facts
        .filter(([, value]) => value !== '' && value !== null && value !== undefined)
        .map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th w={130} fw={400} c="dimmed" style={{ verticalAlign: 'top' }}>
              {name}
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
    </Table.Tbody>
  </Table>
)
