/** A new password: judged while it is typed, in words, by the same measure the archive uses. */
import { Progress, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { leastStrength } from '../../../src-main/features/access/rules'
import { PasswordField } from './PasswordField'

type Props = {
  label: string
  value: string
  onChange: (value: string) => void
  /** Words an acquaintance would try. */
  known: readonly string[]
  /** Told whether it is strong enough. */
  onJudged: (strong: boolean) => void
}

const colors = ['red', 'red', 'yellow', 'teal', 'teal']

export const NewPassword = ({ label, value, onChange, known, onJudged }: Props) => {
  const { t } = useTranslation('access')
  const [judged, setJudged] = useState<{ value: string; score: number } | null>(null)
  const words = known.join('\n')
  useEffect(() => {
    let stale = false
    onJudged(false)
    if (value === '') return
    // The dictionaries are large and only needed here.
    void import('../../../src-main/features/access/strength.rules').then(({ strengthOf }) => {
      if (stale) return
      const score = strengthOf(value, words.split('\n').filter(Boolean))
      setJudged({ value, score })
      onJudged(score >= leastStrength)
    })
    return () => {
      stale = true
    }
  }, [value, words, onJudged])

  const score = judged && value !== '' ? judged.score : null
  return (
    <Stack gap={4}>
      <PasswordField
        label={label}
        description={t('newPassword.advice')}
        value={value}
        autoComplete="new-password"
        onChange={event => {
          onChange(event.currentTarget.value)
        }}
      />
      {score === null ? null : (
        <>
          <Progress size="sm" value={(score + 1) * 20} color={colors[score] ?? 'red'} aria-hidden />
          <Text size="sm" role="status">
            {t(`newPassword.score.${score as 0 | 1 | 2 | 3 | 4}`)}
          </Text>
        </>
      )}
    </Stack>
  )
}
