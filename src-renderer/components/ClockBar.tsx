/** A clock as a thin bar with its words: how much is left, or by how much it is over. Colour, shape and words agree. */
import { IconAlarm, IconAlertOctagon, IconClock } from '@tabler/icons-react'
import { useClockText } from './useClockText'

type Props = {
  dueAt: string
  now: string
  warnMinutes: number
  /** When it began, for the bar; without it there are words alone. */
  anchorAt?: string
  label?: string
}

export const ClockBar = ({ dueAt, now, warnMinutes, anchorAt, label }: Props) => {
  const { standing } = useClockText()
  const { text, over } = standing(dueAt, now)
  const soon = !over && Date.parse(dueAt) - Date.parse(now) <= warnMinutes * 60_000
  const Shape = over ? IconAlertOctagon : soon ? IconAlarm : IconClock
  const color = over ? 'red' : soon ? 'orange' : 'teal'
  const whole = anchorAt === undefined ? 0 : Date.parse(dueAt) - Date.parse(anchorAt)
  const used =
    whole <= 0 ? 100 : Math.min(100, Math.max(0, ((Date.parse(now) - Date.parse(anchorAt ?? now)) / whole) * 100))
  return (
    <div>
      <div className={over ? 'row clock over' : soon ? 'row clock soon' : 'row clock'}>
        <Shape size={14} aria-hidden style={{ flexShrink: 0 }} />
        <span className="cut">{[text, label].filter(Boolean).join(' · ')}</span>
      </div>
      {anchorAt === undefined ? null : (
        <div
          className="bar"
          role="progressbar"
          aria-label={[label, text].filter(Boolean).join(' ')}
          aria-valuenow={Math.round(used)}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <div style={{ width: `${used}%`, background: `var(--mantine-color-${color}-filled)` }} />
        </div>
      )}
    </div>
  )
}
