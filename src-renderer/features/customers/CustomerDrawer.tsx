/** One customer beside the list: to read first, to change by choice. */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { EntryDrawer } from '../../components/EntryDrawer'
import { CustomerForm } from './CustomerForm'
import { CustomerView } from './CustomerView'

type Props = {
  id: string | null
  edit: boolean
  onEdit: () => void
  onView: (id: string) => void
  onClose: () => void
}

export const CustomerDrawer = ({ id, edit, onEdit, onView, onClose }: Props) => {
  const { t } = useTranslation('customers')
  const read = useRead('customers.entry', { id: id ?? '' }, { enabled: id !== null && id !== 'new' })
  return (
    <EntryDrawer
      id={id}
      read={read}
      titleOf={entry => entry.name}
      size={560}
      onClose={onClose}
      editing={{
        edit,
        newTitle: t('add'),
        size: 760,
        form: entry => (
          <CustomerForm
            entry={entry}
            onDone={onView}
            onCancel={() => {
              if (entry) onView(entry.id)
              else onClose()
            }}
          />
        ),
      }}
    >
      {entry => <CustomerView entry={entry} onEdit={onEdit} onGone={onClose} onView={onView} />}
    </EntryDrawer>
  )
}
