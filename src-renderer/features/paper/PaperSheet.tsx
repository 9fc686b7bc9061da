/** One document as it stands on paper; the same on screen and from the printer. */
import type { PaperDocument } from '../../../src-main/features/paper/contract'
import { CallListSheet } from './CallListSheet'
import { DrillSheet } from './DrillSheet'
import { RecoverySheet } from './RecoverySheet'
import { StaffRegisterSheet } from './StaffRegisterSheet'
import type { SheetProps } from './useReady'
import './paper.css'

export const PaperSheet = ({ document, onReady }: { document: PaperDocument } & SheetProps) => {
  const ready = onReady ? { onReady } : {}
  return (
    <article className="sheet">
      {document.kind === 'recovery' ? (
        <RecoverySheet code={document.code} {...ready} />
      ) : document.kind === 'staffRegister' ? (
        <StaffRegisterSheet {...ready} />
      ) : document.kind === 'drill' ? (
        <DrillSheet id={document.id} {...ready} />
      ) : (
        <CallListSheet area={document.area} standing={document.standing} {...ready} />
      )}
    </article>
  )
}
