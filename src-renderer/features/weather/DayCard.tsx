/** One day at one place: sky, high and low, wind with its force, rain or snow with the grade word. */
import { Paper, Text } from '@mantine/core'
import { IconCloud, IconCloudRain, IconSnowflake, IconSun } from '@tabler/icons-react'
import type { ShownDay } from '../../../src-main/features/weather/contract'
import { useMoments } from '../../app/moments'
import { useWeatherWords } from '../../app/weatherWords'

export const DayCard = ({ day, large = false }: { day: ShownDay; large?: boolean }) => {
  const { day: dayText } = useMoments()
  const words = useWeatherWords()
  const Sky =
    (day.snow ?? 0) > 0
      ? IconSnowflake
      : (day.rain ?? 0) > 0
        ? IconCloudRain
        : /晴|clear|sun/i.test(day.sky)
          ? IconSun
          : IconCloud
  const size = large ? 'xl' : 'sm'
  const notice = words.notices(day.notices)
  return (
    <Paper withBorder p={large ? 'lg' : 'sm'} style={{ flex: 1, minWidth: 150 }} data-testid={`day-${day.day}`}>
      <Text size={size} c="dimmed">
        {dayText(day.day)}
      </Text>
      <div className="row">
        <Sky size={large ? 56 : 30} stroke={1.5} aria-hidden style={{ flexShrink: 0 }} />
        <Text fz={large ? 40 : 20} fw={700} lh={1.3}>
          {words.range(day)}
        </Text>
      </div>
      <Text size={size} fw={600}>
        {day.sky}
      </Text>
      <Text size={size}>{words.wind(day)}</Text>
      <Text size={size}>{words.fall(day)}</Text>
      {notice === '' ? null : (
        <Text size={size} fw={600} c="var(--mantine-color-error)">
          {notice}
        </Text>
      )}
    </Paper>
  )
}
