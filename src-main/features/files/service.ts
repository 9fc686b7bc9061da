/** Answers the attachments' calls. */
import type { AttachmentFiles } from '../../archive/attachments'
import type { Handlers } from '../../contract/call'
import { Refused } from '../../contract/call'
import type { Attachment, files } from './contract'
import type { FilesStore, Kept } from './store'

type Parts = { store: FilesStore; kept: AttachmentFiles; newId: () => string }

const shown = ({ id, name, bytes, createdAt }: Kept): Attachment => ({ id, name, bytes, createdAt })

export const filesService = ({ store, kept, newId }: Parts): Handlers<typeof files> => {
  const found = (id: string): Kept => {
    const file = store.byId(id)
    if (!file) throw new Refused('files.notFound')
    return file
  }
  // A removal takes the row, and with it the only key; the noise it leaves behind goes at the next change.
  const sweep = (): void => {
    kept.sweep(new Set(store.sealed().map(({ sha256 }) => sha256)))
  }
  return {
    list: ({ ownerKind, ownerId }) => store.list(ownerKind, ownerId).map(shown),
    add: ({ ownerKind, ownerId, name, content }, { at, actor, touch }) => {
      if (content.length === 0) throw new Refused('files.empty')
      sweep()
      touch(ownerId)
      const { sha256, bytes, key } = kept.put(content)
      const file = { id: newId(), name, bytes: content.length, sha256, key, createdAt: at }
      store.add(ownerKind, ownerId, file, bytes, actor.id)
      return shown(file)
    },
    content: ({ id }) => {
      const file = found(id)
      const content = kept.get(file.sha256, file.key)
      if (!content) throw new Refused('files.damaged', { name: file.name })
      return { name: file.name, content: new Uint8Array(content) }
    },
    remove: ({ id }) => {
      found(id)
      sweep()
      store.remove(id)
      return {}
    },
  }
}
