/** A plan as people read it: what is done by whom, after what, by when, proved how. */
import { Stack, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OutputOf } from '../app/bridge'
import { useSaid } from './useSaid'

type PlanBody = OutputOf<'plans.body'>['body']
type PlanStep = PlanBody['steps'][number]
/** Facts that every incident has. */
const standingFacts = ['level', 'customer', 'vehicle', 'product'] as const

/** Words for a step's limit and conditions; also for paper. */
export const usePlanWords = (body: PlanBody) => {
  const { t } = useTranslation('plans')
  const said = useSaid()
  const titleOf = (key: string): string => {
    const step = body.steps.find(known => known.key === key)
    return step ? said(step.title) : key
  }
  const factOf = (key: string): string => {
    const own = body.facts.find(fact => fact.key === key)
    const standing = standingFacts.find(fact => fact === key)
    return own ? said(own.question) : standing ? t(`editor.factNames.${standing}`) : key
  }
  return {
    titleOf,
    due: ({ due }: PlanStep): string => {
      if (!due) return ''
      const minutes = due.perLevel ? due.perLevel.join(' / ') : String(due.minutes)
      const words =
        due.from === 'received'
          ? t('dueIn', { minutes })
          : t('dueAfter', {
              minutes,
              from: due.from === 'step' ? titleOf(due.step ?? '') : t('editor.fromKinds.activated'),
            })
      return [words, due.working ? t('workingTime') : '', due.setBy === 'office' ? t('editor.setBys.office') : '']
        .filter(Boolean)
        .join('，')
    },
    when: (conditions: PlanStep['when']): string =>
      conditions.length === 0
        ? ''
        : `${t('ifOnly')} ${conditions.map(({ fact, is, value }) => `${factOf(fact)} ${t(`editor.is.${is}`)} ${value}`).join('，')}`,
    after: ({ after }: PlanStep): string =>
      after.length === 0 ? '' : t('afterSteps', { steps: after.map(titleOf).join('、') }),
  }
}

export const PlanPreview = ({ body }: { body: PlanBody }) => {
  const { t } = useTranslation('plans')
  const said = useSaid()
  const words = usePlanWords(body)
  return (
    <Stack gap="sm">
      <Text>{said(body.purpose)}</Text>
      {body.facts.length > 0 ? (
        <>
          <Title order={3}>{t('editor.facts')}</Title>
          {body.facts.map(fact => (
            <Text key={fact.key} size="sm">
              {said(fact.question)}
            </Text>
          ))}
        </>
      ) : null}
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={40}>#</Table.Th>
            <Table.Th>{t('editor.stepTitle')}</Table.Th>
            <Table.Th w={110}>{t('editor.department')}</Table.Th>
            <Table.Th w={240}>{t('editor.due')}</Table.Th>
            <Table.Th w={130}>{t('editor.proof')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {body.steps.map((step, index) => (
            <Table.Tr key={step.key}>
              <Table.Td>{index + 1}</Table.Td>
              <Table.Td>
                <Text size="sm" fw={600}>
                  {said(step.title)}
                </Text>
                <Text size="xs" c="dimmed">
                  {[
                    said(step.hint),
                    words.after(step),
                    words.when(step.when),
                    step.gates ? t('gate') : '',
                    step.clauses.join(' '),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td>{t(`duty.${step.department}`)}</Table.Td>
              <Table.Td>{words.due(step)}</Table.Td>
              <Table.Td>{t(`proof.${step.proof}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}
