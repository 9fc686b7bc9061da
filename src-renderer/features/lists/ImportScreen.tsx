/** Brings a list in: read, match the columns, look at what would happen, write, take back. */
import { Stack, Stepper, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ImportEntry, Reading } from '../../../src-main/features/lists/contract'
import { Page } from '../../components/Page'
import { ChooseList } from './ChooseList'
import { ImportHistory } from './ImportHistory'
import { ImportDone } from './ImportDone'
import { MatchColumns } from './MatchColumns'
import { ReviewRows } from './ReviewRows'

export const ImportScreen = () => {
  const { t } = useTranslation('lists')
  const [reading, setReading] = useState<Reading | null>(null)
  const [staged, setStaged] = useState<ImportEntry | null>(null)
  const [done, setDone] = useState<ImportEntry | null>(null)
  const step = done ? 3 : staged ? 2 : reading ? 1 : 0
  const startAgain = (): void => {
    setDone(null)
    setStaged(null)
    setReading(null)
  }
  return (
    <Page title={t('import')}>
      <Stepper active={step} size="sm" maw={900}>
        <Stepper.Step label={t('steps.choose')} />
        <Stepper.Step label={t('steps.match')} />
        <Stepper.Step label={t('steps.review')} />
        <Stepper.Step label={t('steps.done')} />
      </Stepper>
      {done ? (
        <ImportDone entry={done} onUndone={setDone} onAgain={startAgain} />
      ) : reading && staged ? (
        <ReviewRows
          entry={staged}
          onBack={() => {
            setStaged(null)
          }}
          onDone={setDone}
        />
      ) : reading ? (
        <MatchColumns reading={reading} onBack={startAgain} onStaged={setStaged} />
      ) : (
        <Stack gap="lg">
          <ChooseList onRead={setReading} />
          <div>
            <Title order={2} mb="xs">
              {t('history')}
            </Title>
            <ImportHistory />
          </div>
        </Stack>
      )}
    </Page>
  )
}
