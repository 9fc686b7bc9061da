/** One customer beside the list: to read first, to change by choice. */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { Loading } from '../../components/Loading'
import { RefusalAlert } from '../../components/RefusalAlert'
import { SideDrawer } from '../../components/SideDrawer'
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
  const fresh = id === 'new'
  const customer = useRead('customers.entry', { id: id ?? '' }, { enabled: id !== null && !fresh })
  const entry = customer.value?.id === id ? customer.value : undefined
  return (
    <SideDrawer
      opened={id !== null}
      onClose={onClose}
      size={edit || fresh ? 760 : 560}
      title={fresh ? t('add') : (entry?.name ?? '')}
      editing={edit || fresh}
    >
      {fresh ? (
        <CustomerForm entry={null} onDone={onView} onCancel={onClose} />
      ) : customer.refusal ? (
        <RefusalAlert refusal={customer.refusal} />
      ) : !entry ? (
        <Loading />
      ) : edit ? (
        <CustomerForm
          key={entry.id}
          entry={entry}
          onDone={onView}
          onCancel={() => {
            onView(entry.id)
          }}
        />
      ) : (
        <CustomerView entry={entry} onEdit={onEdit} onGone={onClose} onView={onView} />
      )}
    </SideDrawer>
  )
}
