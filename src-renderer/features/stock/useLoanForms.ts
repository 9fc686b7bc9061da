/** Signing a tool or kit out and back. */
import { useTranslation } from 'react-i18next'
import { openAction } from '../../components/ActionForm'
import type { RefusalLike } from '../../components/refusalText'

type Answer = Promise<{ ok: true } | ({ ok: false } & RefusalLike)>
type Loan = { borrowerId: string; purpose: string; dueOn: string | null }

export const useLoanForms = () => {
  const { t } = useTranslation('tools')
  return {
    lend: (what: string, form: string, run: (loan: Loan) => Answer): void => {
      openAction(t('lend'), {
        form,
        lead: what,
        fields: [
          { name: 'borrower', label: t('borrower'), kind: 'entity', register: 'colleague', required: true },
          { name: 'purpose', label: t('purpose'), kind: 'text', most: 200, required: true },
          { name: 'dueOn', label: t('dueOn'), kind: 'day' },
        ],
        action: t('lend'),
        run: filled =>
          run({
            borrowerId: filled.chosen('borrower'),
            purpose: filled.text('purpose'),
            dueOn: filled.dayOrNull('dueOn'),
          }),
      })
    },
    takeBack: (what: string, form: string, run: (condition: string) => Answer): void => {
      openAction(t('takeBack'), {
        form,
        lead: what,
        fields: [
          { name: 'condition', label: t('condition'), kind: 'text', most: 200, required: true, start: t('sound') },
        ],
        action: t('takeBack'),
        run: filled => run(filled.text('condition')),
      })
    },
  }
}
