/** One document as it stands on paper; the same on screen and from the printer. */
import type { ReactNode } from 'react'
import type { PaperDocument, Sheet } from '../../../src-main/features/paper/contract'
import { BothLanguages } from './BothLanguages'
import { BriefingSheet } from './BriefingSheet'
import { CallListSheet } from './CallListSheet'
import { CustomerRegisterSheet } from './CustomerRegisterSheet'
import { DayPlanSheet } from './DayPlanSheet'
import { DeliverySlip } from './DeliverySlip'
import { DrillSheet } from './DrillSheet'
import { GuideSheet } from './GuideSheet'
import { HandoverSheet } from './HandoverSheet'
import { RosterSheet } from './RosterSheet'
import { ShiftHandoverSheet } from './ShiftHandoverSheet'
import { ShortageSheet } from './ShortageSheet'
import { SummaryReportSheet } from './SummaryReportSheet'
import { ServiceNoticeSheet } from './ServiceNoticeSheet'
import { SiteRecordSheet } from './SiteRecordSheet'
import { CalloutSheet } from './CalloutSheet'
import { PlanSheet } from './PlanSheet'
import { ChapterSheet } from './ChapterSheet'
import { TrainingSheet } from './TrainingSheet'
import { CoverageSheet } from './CoverageSheet'
import { FiguresSheet } from './FiguresSheet'
import { LabelSheet } from './LabelSheet'
import { LateReportSheet } from './LateReportSheet'
import { PurchaseOrderSheet } from './PurchaseOrderSheet'
import { RecoverySheet } from './RecoverySheet'
import { SourcingSheet } from './SourcingSheet'
import { StaffRegisterSheet } from './StaffRegisterSheet'
import { StockCardSheet } from './StockCardSheet'
import { StockReportSheet } from './StockReportSheet'
import { StockSlip } from './StockSlip'
import { StocktakeSheet } from './StocktakeSheet'
import type { SheetProps } from './useReady'
import './paper.css'

const sheetOf = (document: PaperDocument, ready: SheetProps): ReactNode => {
  switch (document.kind) {
    case 'recovery':
      return <RecoverySheet code={document.code} {...ready} />
    case 'staffRegister':
      return <StaffRegisterSheet {...ready} />
    case 'callList':
      return <CallListSheet area={document.area} standing={document.standing} {...ready} />
    case 'customerRegister':
      return <CustomerRegisterSheet area={document.area} {...ready} />
    case 'roster':
      return <RosterSheet from={document.from} {...ready} />
    case 'shiftHandover':
      return <ShiftHandoverSheet id={document.id} {...ready} />
    case 'shortage':
      return <ShortageSheet skill={document.skill} day={document.day} needed={document.needed} {...ready} />
    case 'drill':
      return <DrillSheet id={document.id} {...ready} />
    case 'stockReport':
      return <StockReportSheet from={document.from} to={document.to} {...ready} />
    case 'stockCard':
      return <StockCardSheet id={document.id} from={document.from} to={document.to} {...ready} />
    case 'stocktake':
      return <StocktakeSheet id={document.id} {...ready} />
    case 'purchaseOrder':
      return <PurchaseOrderSheet id={document.id} {...ready} />
    case 'labels':
      return <LabelSheet id={document.id} {...ready} />
    case 'handover':
      return <HandoverSheet id={document.id} {...ready} />
    case 'dayPlan':
      return <DayPlanSheet day={document.day} {...ready} />
    case 'deliverySlip':
      return <DeliverySlip id={document.id} {...ready} />
    case 'stockSlip':
      return <StockSlip id={document.id} {...ready} />
    case 'sourcing':
      return <SourcingSheet id={document.id} {...ready} />
    case 'summaryReport':
      return <SummaryReportSheet id={document.id} {...ready} />
    case 'siteRecord':
      return <SiteRecordSheet id={document.id} {...ready} />
    case 'callout':
      return <CalloutSheet id={document.id} {...ready} />
    case 'plan':
      return <PlanSheet id={document.id} {...ready} />
    case 'chapter':
      return <ChapterSheet id={document.id} {...ready} />
    case 'training':
      return <TrainingSheet id={document.id} {...ready} />
    case 'coverage':
      return <CoverageSheet from={document.from} to={document.to} incidentId={document.incidentId} {...ready} />
    case 'figures':
      return <FiguresSheet from={document.from} to={document.to} {...ready} />
    case 'serviceNotice':
      return <ServiceNoticeSheet id={document.id} {...ready} />
    case 'briefing': {
      const briefing = <BriefingSheet id={document.id} {...ready} />
      return document.both ? <BothLanguages>{briefing}</BothLanguages> : briefing
    }
    case 'guide':
      return <GuideSheet page={document.page} {...ready} />
    case 'lateReport':
      return <LateReportSheet id={document.id} {...ready} />
  }
}

export const PaperSheet = ({ document, sheet, onReady }: { document: PaperDocument; sheet: Sheet } & SheetProps) => (
  <article className="sheet" data-sheet={sheet}>
    {sheetOf(document, onReady ? { onReady } : {})}
  </article>
)
