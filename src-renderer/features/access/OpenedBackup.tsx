/** A double-clicked backup before anybody has signed in: what is in it, and the guide. */
import { useTranslation } from 'react-i18next'
import type { Pending } from './setUpPending'
import { DoorFrame } from './DoorFrame'
import { RestoreGuide } from './RestoreGuide'
import { useOpenedBackup } from './useOpenedBackup'

export const OpenedBackup = ({ beforeSignIn }: { beforeSignIn: Pending }) => {
  const { t } = useTranslation('access')
  const { opened, leave } = useOpenedBackup()
  return (
    <DoorFrame title={t('firstRun.restore')} width={720}>
      <RestoreGuide
        opened={opened}
        beforeSignIn={beforeSignIn}
        onBack={() => void leave()}
        onDone={() => void leave()}
      />
    </DoorFrame>
  )
}
