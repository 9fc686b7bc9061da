/** One record for each kind of proof, as somebody would write it down when all goes well. */
import type { Recorded } from '../../src-main/features/incidents/contract'

const proofs: Record<string, Recorded> = {
  told: { kind: 'told', who: '王芳', by: 'phone' },
  call: { kind: 'call', who: '司机', number: '', reached: true },
  reply: { kind: 'reply', who: '李', by: 'phone' },
  callout: { kind: 'callout', reached: 3, of: 3 },
  meeting: { kind: 'meeting', attendees: ['王芳'], situation: 'x', measures: 'y', duties: [] },
  approval: { kind: 'approval', who: '总公司', granted: true, document: '1 号' },
  supplyTold: { kind: 'supplyTold', who: '供应部' },
  arrival: { kind: 'arrival', who: ['陈技'] },
  guidance: { kind: 'guidance', who: '李', understood: true },
  work: { kind: 'work', what: 'test', passed: true },
  departure: { kind: 'departure', who: ['陈技'] },
  dataRequest: { kind: 'dataRequest', department: 'technical' },
  dataAnswer: { kind: 'dataAnswer', who: '技术部' },
  stockPick: { kind: 'stockPick', document: 'CK-1' },
  takeOver: { kind: 'takeOver', vehicle: 'V-07' },
  rescue: { kind: 'rescue', called: ['120', '122', '110'] },
  newTime: { kind: 'newTime', who: '张总', promisedAt: '2026-12-11T01:00:00.000Z' },
  purchase: { kind: 'purchase', document: 'CG-1' },
  document: { kind: 'document', document: 'TB-1' },
  eligibility: { kind: 'eligibility' },
  opinion: { kind: 'opinion', who: '李' },
  agreement: { kind: 'agreement', who: '李' },
  given: { kind: 'given', what: 'people', worthFen: null },
  satisfaction: { kind: 'satisfaction', who: '李', satisfied: true },
  firstHandling: { kind: 'firstHandling', who: '李' },
  report: { kind: 'report', who: '总经理', document: '' },
  leaders: { kind: 'leaders', who: '张总', by: 'phone' },
  review: { kind: 'review', cause: 'x', lesson: 'y', actions: [] },
}

/** A note proves what nothing else stands for. */
export const proofOf = (kind: string): Recorded => proofs[kind] ?? { kind: 'note' }
