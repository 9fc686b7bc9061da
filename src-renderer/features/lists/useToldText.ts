/** What is told of one row, in words. */
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListKind, Told } from '../../../src-main/features/lists/contract'
import { columns } from '../../../src-main/features/lists/contract'

export const useToldText = (kind: ListKind) => {
  const { t } = useTranslation('lists')
  return useCallback(
    ({ faults, differences, similar }: Told): string[] => {
      const nameOf = (column: string | null): string => {
        const known = columns.find(name => name === column)
        return known ? t(known === 'name' && kind === 'staff' ? 'column.personName' : `column.${known}`) : ''
      }
      return [
        ...faults.map(({ code, column, value }) => t(`fault.${code}`, { column: nameOf(column), value })),
        ...differences.map(({ column, before, after }) =>
          t('differs', { column: nameOf(column), before: before || t('blank'), after: after || t('blank') }),
        ),
        ...(similar.length > 0 ? [t('similar', { names: similar.join(t('comma')) })] : []),
      ]
    },
    [t, kind],
  )
}
