/** One icon per kind of incident, everywhere the same. */
import {
  IconAlertTriangle,
  IconBolt,
  IconCar,
  IconClockUp,
  IconFlag,
  IconMessage2,
  IconServer,
  IconSnowflake,
  IconTool,
  IconTruck,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'

const icons: Record<string, Icon> = {
  message: IconMessage2,
  alert: IconAlertTriangle,
  truck: IconTruck,
  car: IconCar,
  snow: IconSnowflake,
  bolt: IconBolt,
  clock: IconClockUp,
  server: IconServer,
  tool: IconTool,
  flag: IconFlag,
}

export const KindIcon = ({ icon, size = 18 }: { icon: string; size?: number }) => {
  const Shape = icons[icon] ?? IconFlag
  return <Shape size={size} stroke={1.6} aria-hidden style={{ flexShrink: 0 }} />
}
