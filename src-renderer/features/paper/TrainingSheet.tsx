/** The sheet of a training session: what it was about, and who signs for having been there. */
import { useTranslation } from 'react-i18next'
import { useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useSaid } from '../../components/useSaid'
import { FactTable } from './FactTable'
import { Signatures } from './Signatures'
import { useReady } from './useReady'
import type { SheetProps } from './useReady'

const emptyLines = 16

export const TrainingSheet = ({ id, onReady }: { id: string } & SheetProps) => {
  const { t } = useTranslation('training')
  const { t: paper } = useTranslation('paper')
  const { day } = useMoments()
  const said = useSaid()
  const read = useRead('training.one', { id })
  const session = read.value
  useReady(read.refusal ? 'failed' : session ? 'ready' : 'waiting', onReady)
  if (!session) return null
  const people = session.people.length > 0 ? session.people : Array.from({ length: emptyLines }, () => null)
  return (
    <>
      <h1>{session.title}</h1>
      <FactTable
        facts={(
          [
            [t('about'), said(session.about)],
            [t('customer'), session.customer],
            [t('onDay'), day(session.onDay)],
            [t('trainer'), session.trainer],
            [t('place'), session.place],
            [t('result'), session.result],
          ] as const
        ).filter(([, value]) => value !== '')}
      />
      <table>
        <thead>
          <tr>
            <th style={{ width: '8%' }}>#</th>
            <th style={{ width: '26%' }}>{t('person')}</th>
            <th style={{ width: '14%' }}>{t('passed')}</th>
            <th style={{ width: '24%' }}>{t('note')}</th>
            <th>{paper('site.signature')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person, index) => (
            <tr key={index} style={{ height: '9mm' }}>
              <td>{index + 1}</td>
              <td>{person?.name}</td>
              <td>{person ? paper(person.passed ? 'site.yes' : 'site.no') : <span className="box" />}</td>
              <td>{person?.note}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      <Signatures names={[t('trainer'), paper('site.forCustomer')]} />
    </>
  )
}
