/** When a screen itself fails: what happened, that nothing was lost, and a way on. */
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../components/EmptyState'

export const ScreenError = ({ reset }: { reset: () => void }) => {
  const { t } = useTranslation('core')
  return (
    <EmptyState title={t('screenFailed')} hint={t('screenFailedHint')}>
      <Button onClick={reset}>{t('again')}</Button>
    </EmptyState>
  )
}
