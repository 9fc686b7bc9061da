/** Skills in words: known ones by their code, others as written. */
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { knownSkills } from '../../src-main/features/staff/contract'

export const useSkillName = () => {
  const { t } = useTranslation('staff')
  return useCallback(
    (skill: string): string => {
      const known = knownSkills.find(name => name === skill)
      return known ? t(`skill.${known}`) : skill
    },
    [t],
  )
}
