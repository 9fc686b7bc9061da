/** Room to sign, side by side. */
export const Signatures = ({ names }: { names: readonly string[] }) => (
  <table className="signatures">
    <tbody>
      <tr>
        {names.map(name => (
          <td key={name}>{name}</td>
        ))}
      </tr>
    </tbody>
  </table>
)
