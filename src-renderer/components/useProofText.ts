/** What proves a sentence of the measures, in words: a kind of record, a step's record, or a journalled act. */
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../app/bridge'

type Last = NonNullable<OutputOf<'incidents.coverage'>[number]['last']>

export const useProofText = () => {
  const { t, i18n } = useTranslation('incidents')
  return ({ proof, kind }: Pick<Last, 'proof' | 'kind'>): string => {
    const key = kind === 'call' ? `access:calls.${proof}` : `incidents:entry.${proof}`
    return i18n.exists(key) ? t(key as never) : t('steps')
  }
}
