/** Chooses between what is open and everything. */
import { SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'

type Props = { label: string; all: boolean; onChange: (all: boolean) => void }

export const OpenOrAll = ({ label, all, onChange }: Props) => {
  const { t } = useTranslation('core')
  return (
    <SegmentedControl
      w="fit-content"
      aria-label={label}
      value={all ? 'all' : 'open'}
      data={[
        { value: 'open', label: t('open') },
        { value: 'all', label: t('all') },
      ]}
      onChange={value => {
        onChange(value === 'all')
      }}
    />
  )
}
