/** One colleague beside the list: to read first, to change by choice. */
import { useTranslation } from 'react-i18next'
import type { Department } from '../../../src-main/features/staff/contract'
import { useRead } from '../../app/bridge'
import { Loading } from '../../components/Loading'
import { RefusalAlert } from '../../components/RefusalAlert'
import { SideDrawer } from '../../components/SideDrawer'
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
  const fresh = id === 'new'
  const colleague = useRead('staff.entry', { id: id ?? '' }, { enabled: id !== null && !fresh })
  const entry = colleague.value?.id === id ? colleague.value : undefined
  return (
    <SideDrawer
      opened={id !== null}
      onClose={onClose}
      size={edit || fresh ? 640 : 520}
      title={fresh ? t('add') : (entry?.name ?? '')}
      editing={edit || fresh}
    >
      {fresh ? (
        <ColleagueForm entry={null} departments={departments} onDone={onView} onCancel={onClose} />
      ) : colleague.refusal ? (
        <RefusalAlert refusal={colleague.refusal} />
      ) : !entry ? (
        <Loading />
      ) : edit ? (
        <ColleagueForm
          key={entry.id}
          entry={entry}
          departments={departments}
          onDone={onView}
          onCancel={() => {
            onView(entry.id)
          }}
        />
      ) : (
        <ColleagueView entry={entry} onEdit={onEdit} onGone={onClose} />
      )}
    </SideDrawer>
  )
}
