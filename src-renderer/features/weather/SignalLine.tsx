/** One warning signal: its official colour always together with its word and level, who issued it and when. */
import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Signal } from '../../../src-main/features/weather/contract'
import { useMoments } from '../../app/moments'
import { useWeatherWords } from '../../app/weatherWords'

/** The official colours; beside a word, never instead of it. */
const colors = {
  '': '#868e96',
  white: '#dee2e6',
  blue: '#1c7ed6',
  yellow: '#f2c200',
  orange: '#f76707',
  red: '#e03131',
}

type Props = {
  signal: Pick<Signal, 'issuer' | 'type' | 'color' | 'action' | 'issuedAt' | 'expiresAt' | 'areas' | 'text'>
  large?: boolean
}

export const SignalLine = ({ signal, large = false }: Props) => {
  const { t } = useTranslation('weather')
  const { moment, ago } = useMoments()
  const words = useWeatherWords()
  return (
    <div className="row top">
      <span
        aria-hidden
        style={{
          width: large ? 22 : 14,
          height: large ? 22 : 14,
          marginTop: 4,
          flexShrink: 0,
          borderRadius: 3,
          border: '1px solid var(--mantine-color-default-border)',
          background: colors[signal.color],
        }}
      />
      <div className="grows">
        <Text fw={600} size={large ? 'xl' : 'sm'}>
          {signal.type} {words.color(signal.color)} · {t(`actions.${signal.action}`)}
        </Text>
        <Text size={large ? 'md' : 'xs'} c="dimmed">
          {[
            signal.issuer,
            `${moment(signal.issuedAt)} (${ago(signal.issuedAt)})`,
            signal.expiresAt === null ? '' : t('until', { when: moment(signal.expiresAt) }),
            signal.areas.join('、'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <Text size={large ? 'md' : 'xs'} lineClamp={2}>
          {signal.text}
        </Text>
      </div>
    </div>
  )
}
