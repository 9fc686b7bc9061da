/** The staff register by department (A0.1, A2.4): the response team first, everybody's numbers, who still lacks one. */
import { useTranslation } from 'react-i18next'
import { canRing, showPhone } from '../../../src-main/features/office/phones.rules'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useSkillName } from '../../app/skillNames'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

export const StaffRegisterSheet = ({ onReady }: SheetProps) => {
  const { t, i18n } = useTranslation('paper')
  const { t: staff } = useTranslation('staff')
  const { day, dayOf, now } = useMoments()
  const skillName = useSkillName()
  const office = useRead('office.entry', {}).value
  const register = useRead('staff.register', {})
  useReady(register.refusal ? 'failed' : register.value && office ? 'ready' : 'waiting', onReady)
  if (!register.value || !office) return null
  const everybody = register.value.flatMap(part => part.colleagues)
  const team = (['leader', 'deputy', 'member'] as const)
    .map(role => ({ role, people: everybody.filter(({ teamRole }) => teamRole === role) }))
    .filter(({ people }) => people.length > 0)
  const lacking = everybody.filter(({ phones }) => !phones.some(canRing))
  return (
    <>
      <h1>{t('staff.title', { office: office.name })}</h1>
      <p>
        {day(dayOf(now()))} · {t('staff.count', { count: everybody.length })}
      </p>
      {team.length > 0 ? (
        <section>
          <h2>{t('staff.team')}</h2>
          {team.map(({ role, people }) => (
            <p key={role} className="line">
              <strong>{staff(`teamRole.${role}`)}</strong>{' '}
              {people
                .map(({ name, phones }) =>
                  [name, phones[0] ? showPhone(phones[0], i18n.language) : ''].filter(Boolean).join(' '),
                )
                .join(t('listSeparator'))}
            </p>
          ))}
        </section>
      ) : null}
      {register.value.map(({ department, colleagues }) => (
        <table key={department}>
          <caption>
            {department || staff('noDepartment')} · {t('staff.count', { count: colleagues.length })}
          </caption>
          <colgroup>
            <col style={{ width: '17%' }} />
            <col style={{ width: '17%' }} />
            <col style={{ width: '27%' }} />
            <col style={{ width: '22%' }} />
            <col style={{ width: '17%' }} />
          </colgroup>
          <thead>
            <tr>
              <th>{staff('name')}</th>
              <th>{staff('post')}</th>
              <th>{staff('phones')}</th>
              <th>{staff('skills')}</th>
              <th>{staff('deputies')}</th>
            </tr>
          </thead>
          <tbody>
            {colleagues.map(colleague => (
              <tr key={colleague.id}>
                <td>
                  {colleague.name}
                  {colleague.teamRole === 'none' ? '' : ` (${staff(`teamRole.${colleague.teamRole}`)})`}
                </td>
                <td>{colleague.post}</td>
                <td>
                  {colleague.phones.map((phone, index) => (
                    <div key={index}>{showPhone(phone, i18n.language)}</div>
                  ))}
                </td>
                <td>{colleague.skills.map(skillName).join(staff('separator'))}</td>
                <td>{colleague.deputyNames.join(staff('separator'))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      <p className="line">
        {lacking.length === 0
          ? t('staff.whole')
          : t('staff.lacking', { names: lacking.map(({ name }) => name).join(staff('separator')) })}
      </p>
    </>
  )
}
