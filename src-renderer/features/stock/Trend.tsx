/** A small line of the last days against the safety stock, which is broken, so that it is told apart without colour. */
const [width, height] = [96, 24]

type Props = { ends: readonly number[] | undefined; safety: number | null; label: string }

export const Trend = ({ ends, safety, label }: Props) => {
  if (!ends || ends.length < 2) return null
  const most = Math.max(...ends, safety ?? 0, 1)
  const y = (value: number): number => Math.round((height - 2) * (1 - Math.max(0, value) / most)) + 1
  const x = (index: number): number => Math.round((index * width) / (ends.length - 1))
  const points = ends.map((value, index) => `${x(index)},${y(value)}`).join(' ')
  return (
    <svg width={width} height={height} role="img" aria-label={label}>
      <polyline points={points} fill="none" stroke="var(--mantine-color-teal-7)" strokeWidth={1.5} />
      {safety === null ? null : (
        <line
          x1={0}
          x2={width}
          y1={y(safety)}
          y2={y(safety)}
          stroke="var(--mantine-color-red-7)"
          strokeDasharray="3 3"
        />
      )}
    </svg>
  )
}
