/** What is known of something, a line each, on paper. */
type Props = { facts: readonly (readonly [name: string, value: string])[]; width?: string }

export const FactTable = ({ facts, width = '22%' }: Props) => (
  <table>
    <tbody>
      {facts.map(([name, value]) => (
        <tr key={name}>
          <th style={{ width }}>{name}</th>
          <td>{value}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
