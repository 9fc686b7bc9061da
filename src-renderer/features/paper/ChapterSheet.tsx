/** A chapter of the manual (手册), for the customer's own people. */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

export const ChapterSheet = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('manual')
  const { fullMoment } = useMoments()
  const read = useRead('manual.one', { id })
  const chapter = read.value
  useReady(read.refusal ? 'failed' : chapter ? 'ready' : 'waiting', onReady)
  if (!chapter) return null
  return (
    <>
      <h1>{chapter.title}</h1>
      <p>
        {[chapter.product, t('version', { number: chapter.number }), fullMoment(chapter.updatedAt)]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p style={{ whiteSpace: 'pre-wrap' }}>{chapter.versions[0]?.body}</p>
    </>
  )
}
