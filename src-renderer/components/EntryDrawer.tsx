/** One entry beside its list: to read first, to change by choice; waiting and refused it keeps its place. */
import { Fragment } from 'react'
import type { ReactNode } from 'react'
import { Loading } from './Loading'
import { RefusalAlert } from './RefusalAlert'
import type { RefusalLike } from './refusalText'
import { SideDrawer } from './SideDrawer'

type Props<Entry extends { id: string }> = {
  /** The opened entry, `new` for one that is being entered, null for none. */
  id: string | null
  read: { value: Entry | undefined; refusal: RefusalLike | null }
  titleOf: (entry: Entry) => string
  size: number
  onClose: () => void
  /** Where entries are typed in whole: what heads a new one, and the form of a new or an opened one. */
  editing?: { edit: boolean; newTitle: string; form: (entry: Entry | null) => ReactNode; size?: number }
  children: (entry: Entry) => ReactNode
}

export const EntryDrawer = <Entry extends { id: string }>(props: Props<Entry>) => {
  const { id, read, titleOf, size, onClose, editing, children } = props
  const fresh = id === 'new'
  // While another entry comes, the one before is not shown in its place.
  const entry = read.value?.id === id ? read.value : undefined
  const typing = editing !== undefined && (fresh || editing.edit)
  const shown = (): ReactNode => {
    if (fresh) return <Fragment key="new">{editing?.form(null)}</Fragment>
    if (read.refusal) return <RefusalAlert refusal={read.refusal} />
    if (!entry) return <Loading />
    return <Fragment key={entry.id}>{typing ? editing.form(entry) : children(entry)}</Fragment>
  }
  return (
    <SideDrawer
      opened={id !== null}
      onClose={onClose}
      size={typing ? (editing.size ?? size) : size}
      title={fresh ? (editing?.newTitle ?? '') : entry ? titleOf(entry) : ''}
      editing={typing}
    >
      {shown()}
    </SideDrawer>
  )
}
