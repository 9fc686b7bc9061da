/** One colleague beside the list: to read first, to change by choice. */
import { useTranslation } from 'react-i18next'
import type { Department } from '../../../src-main/features/staff/contract'
import { useRead } from '../../app/bridge'
import { EntryDrawer } from '../../components/EntryDrawer'
import { ColleagueForm } from './ColleagueForm'
import { ColleagueView } from './ColleagueView'

type Props = {
  id: string | null
  edit: boolean
  departments: readonly Department[]
  onEdit: () => void
  onView: (id: string) => void
  onClose: () => void
}

export const ColleagueDrawer = ({ id, edit, departments, onEdit, onView, onClose }: Props) => {
  const { t } = useTranslation('staff')
  const read = useRead('staff.entry', { id: id ?? '' }, { enabled: id !== null && id !== 'new' })
  return (
    <EntryDrawer
      id={id}
      read={read}
      titleOf={entry => entry.name}
      size={520}
      onClose={onClose}
      editing={{
        edit,
        newTitle: t('add'),
        size: 640,
        form: entry => (
          <ColleagueForm
            entry={entry}
            departments={departments}
            onDone={onView}
            onCancel={() => {
              if (entry) onView(entry.id)
              else onClose()
            }}
          />
        ),
      }}
    >
      {entry => <ColleagueView entry={entry} onEdit={onEdit} onGone={onClose} />}
    </EntryDrawer>
  )
}
