/** The plan's steps by department: done with their proof, open with what to do, blocked with the reason. */
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconCheck, IconCircle, IconLock, IconQuestionMark } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepView } from '../../../src-main/features/incidents/contract'
import { duties } from '../../../src-main/features/staff/contract'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { useSaid } from '../../components/useSaid'
import type { Recordable } from './useRecordForm'

type Case = OutputOf<'incidents.one'>
type Props = { entry: Case; writes: boolean; onRecord: (kind: Recordable, step: string) => void }

const marks = {
  done: IconCheck,
  open: IconCircle,
  blocked: IconLock,
  asks: IconQuestionMark,
  notNeeded: IconCircle,
} as const

export const StepsPanel = ({ entry, writes, onRecord }: Props) => {
  const { t } = useTranslation('incidents')
  const { t: plans } = useTranslation('plans')
  const [hideDone, setHideDone] = useState(false)
  const needed = entry.steps.filter(({ state }) => state !== 'notNeeded')
  const shown = needed.filter(({ state }) => !hideDone || state !== 'done')
  const spare = entry.steps.length - needed.length
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={2}>{t('steps')}</Title>
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => {
            setHideDone(!hideDone)
          }}
        >
          {t(hideDone ? 'more' : 'hideDone')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        {t('planVersion', { number: entry.planNumber })}
      </Text>
      {shown.some(({ waitsForRescue }) => waitsForRescue) ? <Alert color="red">{t('waitsForRescue')}</Alert> : null}
      {duties.map(duty => {
        const own = shown.filter(({ step }) => step.department === duty)
        if (own.length === 0) return null
        return (
          <Stack key={duty} gap={4}>
            <Text size="xs" fw={600} c="dimmed">
              {plans(`duty.${duty}`)}
            </Text>
            {own.map(view => (
              <Step key={view.step.key} view={view} entry={entry} writes={writes} onRecord={onRecord} />
            ))}
          </Stack>
        )
      })}
      {spare > 0 ? (
        <Text size="xs" c="dimmed">
          {t('notNeededSteps', { count: spare })}
        </Text>
      ) : null}
    </Stack>
  )
}

const Step = ({ view, entry, writes, onRecord }: Props & { view: StepView }) => {
  const { t } = useTranslation('incidents')
  const { moment } = useMoments()
  const said = useSaid()
  const { step, state, waitsFor, waitsForRescue, doneAt } = view
  const Mark = marks[state]
  const titleOf = (key: string): string => {
    const other = entry.steps.find(known => known.step.key === key)
    return other ? said(other.step.title) : key
  }
  return (
    <div className="row top" id={`step-${step.key}`} data-testid={`step-${step.key}`}>
      <Mark size={16} aria-label={t(`stepState.${state}`)} style={{ flexShrink: 0, marginTop: 3 }} />
      <div className="grows">
        <div className={state === 'open' ? 'strong' : state === 'asks' ? '' : 'dim'}>
          {said(step.title)} {step.gates && state !== 'done' ? <span className="badge">{t('gate')}</span> : null}
        </div>
        <div className="quiet">
          {[
            step.clauses.join(' '),
            doneAt === null ? '' : t('doneAt', { when: moment(doneAt) }),
            waitsForRescue ? t('waitsForRescue') : '',
            state === 'blocked' && waitsFor.length > 0
              ? t('waitsFor', { steps: waitsFor.map(titleOf).join('、') })
              : '',
            state === 'asks' ? t('stepState.asks') : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
      </div>
      {state === 'open' && writes ? (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t('doStepNamed', { step: said(step.title) })}
          onClick={() => {
            onRecord(step.proof, step.key)
          }}
        >
          {t('doStep')}
        </Button>
      ) : null}
    </div>
  )
}
