/** The colour that goes with a standing's word; the word always stands beside it. */
import type { Standing } from '../../../src-main/features/customers/contract'

export const standingColor = (standing: Standing): string =>
  ({ normal: 'gray', watched: 'yellow', blocked: 'red' })[standing]
