/** One part of the day: a heading that opens its records, and what of it needs somebody; quiet parts are a line. */
import { Group, Text, Title } from '@mantine/core'
import { Children } from 'react'
import type { ReactNode } from 'react'
import { PlaceLink } from '../../components/PlaceLink'

type Props = {
  title: string
  to: string
  search?: Record<string, unknown>
  /** The figures, in words. */
  sum: string
  loud?: boolean
  children?: ReactNode
}

export const Part = ({ title, to, search = {}, sum, loud = false, children }: Props) => (
  <section aria-label={title}>
    <Group gap="sm" wrap="nowrap" align="baseline">
      <Title order={2} style={{ whiteSpace: 'nowrap' }}>
        {title}
      </Title>
      <PlaceLink to={to} search={search}>
        <Text span size="sm" fw={loud ? 700 : 400}>
          {sum}
        </Text>
      </PlaceLink>
    </Group>
    {Children.count(children) > 0 ? <div>{children}</div> : null}
  </section>
)
