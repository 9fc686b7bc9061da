/** What an entry of the timeline says in words: its own text, and what its kind of record holds. */
import { useTranslation } from 'react-i18next'
import { record } from '../../../src-main/features/incidents/contract'
import type { Entry } from '../../../src-main/features/incidents/contract'
import { means } from '../../../src-main/features/plans/contract'
import { useMoments } from '../../app/moments'
import { useMoney } from '../../components/useMoney'

const whoms = ['owner', 'departmentHead', 'outletHead', 'leaders'] as const

export const useEntryText = () => {
  const { t } = useTranslation('incidents')
  const { t: plans } = useTranslation('plans')
  const { moment } = useMoments()
  const money = useMoney()
  const words = ({ kind, data }: Pick<Entry, 'kind' | 'data'>): (string | null)[] => {
    const parsed = record.safeParse({ kind, ...data })
    if (!parsed.success) {
      if (kind !== 'escalated') return []
      const whom = whoms.find(word => word === data['whom'])
      const way = means.find(word => word === data['means'])
      return whom && way
        ? [
            t('field.escalation', { whom: plans(`editor.whoms.${whom}`), means: plans(`editor.meanss.${way}`) }),
            data['sent'] === true ? t('field.sent') : null,
          ]
        : []
    }
    const of = parsed.data
    switch (of.kind) {
      case 'told':
      case 'reply':
      case 'leaders':
        return [of.who, t(`field.bys.${of.by}`)]
      case 'call':
        return [of.who, of.number, of.reached ? null : `${t('field.reached')}: ✗`]
      case 'callout':
        return [t('field.reachedOf', { reached: of.reached, of: of.of })]
      case 'meeting':
        return [
          of.attendees.join('、'),
          `${t('field.situation')}: ${of.situation}`,
          `${t('field.measures')}: ${of.measures}`,
        ]
      case 'approval':
        return [of.who, t(of.granted ? 'field.granted' : 'field.notGranted'), of.document]
      case 'arrival':
      case 'departure':
        return [of.who.join('、')]
      case 'guidance':
        return [of.who, t(of.understood ? 'field.understood' : 'field.notUnderstood')]
      case 'satisfaction':
        return [of.who, t(of.satisfied ? 'field.satisfied' : 'field.notSatisfied')]
      case 'work':
        return [t(`field.works.${of.what}`), t(of.passed ? 'field.passed' : 'field.notPassed')]
      case 'dataRequest':
        return [plans(`duty.${of.department}`)]
      case 'takeOver':
        return [of.vehicle]
      case 'rescue':
        return [of.called.join(' ')]
      case 'newTime':
        return [of.who, moment(of.promisedAt)]
      case 'stockPick':
      case 'purchase':
      case 'document':
        return [of.document]
      case 'report':
        return [of.who, of.document]
      case 'given':
        return [t(`field.givens.${of.what}`), of.worthFen === null ? null : money(of.worthFen)]
      case 'review':
        return [`${t('field.cause')}: ${of.cause}`, `${t('field.lesson')}: ${of.lesson}`]
      case 'cost':
        return [money(of.costFen), of.what]
      case 'supplyTold':
      case 'dataAnswer':
      case 'opinion':
      case 'agreement':
      case 'firstHandling':
      case 'proposal':
      case 'answer':
        return [of.who]
      case 'note':
      case 'crew':
      case 'eligibility':
        return []
    }
  }
  return (row: Pick<Entry, 'kind' | 'data' | 'text'>): string => [...words(row), row.text].filter(Boolean).join(' · ')
}
