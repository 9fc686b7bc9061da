/** The measures, sentence by sentence, and what proves each: a step of a plan, a kind of record, or a journalled call. */
import { z } from 'zod'
import sentencesOfMeasures from '../../../resources/clauses.json'
import { bilingual, proofs } from '../plans/contract'
import { entryKinds } from './contract'

const proof = z.union([
  /** `plan.step`; any record that completes it. */
  z.strictObject({ step: z.string() }),
  z.strictObject({ record: z.enum([...proofs, ...entryKinds]) }),
  /** A write of the contract, as the journal names it. */
  z.strictObject({ call: z.string() }),
])
export type SentenceProof = z.output<typeof proof>
const sentence = z.strictObject({ id: z.string(), text: bilingual, provedBy: z.array(proof).min(1) })

export const sentences = z.array(sentence).parse(sentencesOfMeasures)
