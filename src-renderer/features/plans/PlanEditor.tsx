/** Writing a plan without code: steps in order, each with who, after what, when, by when and with what proof. */
import {
  Accordion,
  ActionIcon,
  Alert,
  Button,
  Checkbox,
  Group,
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { means, proofs, standingFacts } from '../../../src-main/features/plans/contract'
import type { DueRule, Escalation, Fact, PlanBody, PlanStep } from '../../../src-main/features/plans/contract'
import { faultsOf } from '../../../src-main/features/plans/rules'
import { duties } from '../../../src-main/features/staff/contract'
import { EntityPicker } from '../../components/EntityPicker'
import { usePlanWords } from '../../components/PlanPreview'
import { useSaid } from '../../components/useSaid'

type Props = { body: PlanBody; onChange: (body: PlanBody) => void }

const vehicles = ['none', 'breakdown', 'accident'] as const
const whoms = ['owner', 'departmentHead', 'outletHead', 'leaders'] as const
const noDue: DueRule = {
  from: 'received',
  step: null,
  minutes: 60,
  perLevel: null,
  working: false,
  warnMinutes: 10,
  setBy: 'office',
}
const oneOf = <W extends string>(words: readonly W[], chosen: string | null, otherwise: W): W =>
  words.find(word => word === chosen) ?? otherwise
const numbersIn = (text: string): number[] =>
  text
    .split(/[,，、\s]+/)
    .map(Number)
    .filter(number => Number.isInteger(number) && number > 0)
/** A key nobody sees: the first that is free. */
const freeKey = (prefix: string, taken: readonly string[]): string => {
  let count = taken.length + 1
  while (taken.includes(`${prefix}${count}`)) count += 1
  return `${prefix}${count}`
}

export const Faults = ({ body }: { body: PlanBody }) => {
  const { t } = useTranslation('plans')
  const { titleOf } = usePlanWords(body)
  const faults = faultsOf(body)
  if (faults.length === 0) return <Text size="sm">{t('editor.sound')}</Text>
  return (
    <Alert color="red" title={t('editor.faults')} data-testid="faults">
      {faults.map(({ code, step }) => (
        <Text key={`${code} ${step}`} size="sm">
          {t(`fault.${code}`, { step: titleOf(step) })}
        </Text>
      ))}
    </Alert>
  )
}

export const PlanEditor = ({ body, onChange }: Props) => {
  const { t } = useTranslation('plans')
  const said = useSaid()
  const { steps, facts, escalation } = body
  const put = (next: Partial<PlanBody>): void => {
    onChange({ ...body, ...next })
  }
  const putStep = (at: number, next: Partial<PlanStep>): void => {
    put({ steps: steps.map((step, index) => (index === at ? { ...step, ...next } : step)) })
  }
  const move = (at: number, by: number): void => {
    const next = [...steps]
    const [step] = next.splice(at, 1)
    if (step) next.splice(at + by, 0, step)
    put({ steps: next })
  }
  const putFact = (at: number, next: Partial<Fact>): void => {
    put({ facts: facts.map((fact, index) => (index === at ? { ...fact, ...next } : fact)) })
  }
  const putEscalation = (at: number, next: Partial<Escalation>): void => {
    put({ escalation: escalation.map((stage, index) => (index === at ? { ...stage, ...next } : stage)) })
  }
  return (
    <Stack gap="md">
      <SimpleGrid cols={2}>
        <TextInput
          label={t('editor.purpose')}
          required
          maxLength={400}
          value={body.purpose.zh}
          onChange={event => {
            put({ purpose: { ...body.purpose, zh: event.currentTarget.value } })
          }}
        />
        <TextInput
          label={t('editor.purposeEn')}
          maxLength={400}
          value={body.purpose.en}
          onChange={event => {
            put({ purpose: { ...body.purpose, en: event.currentTarget.value } })
          }}
        />
        <MultiSelect
          label={t('editor.departments')}
          value={[...body.departments]}
          data={duties.map(value => ({ value, label: t(`duty.${value}`) }))}
          onChange={chosen => {
            put({ departments: duties.filter(duty => chosen.includes(duty)) })
          }}
        />
        <Group grow>
          <Select
            label={t('editor.vehicle')}
            allowDeselect={false}
            value={body.vehicle}
            data={vehicles.map(value => ({ value, label: t(`editor.vehicles.${value}`) }))}
            onChange={value => {
              put({ vehicle: oneOf(vehicles, value, 'none') })
            }}
          />
          <TextInput
            label={t('editor.followUpDays')}
            defaultValue={body.followUpDays.join(', ')}
            onBlur={event => {
              put({ followUpDays: numbersIn(event.currentTarget.value).slice(0, 6) })
            }}
          />
        </Group>
      </SimpleGrid>

      <Title order={2}>{t('editor.steps')}</Title>
      <Accordion variant="contained" chevronPosition="left">
        {steps.map((step, index) => (
          <Accordion.Item key={step.key} value={step.key}>
            <Accordion.Control>
              <Text size="sm" fw={600}>
                {index + 1}. {said(step.title)}
              </Text>
              <Text size="xs" c="dimmed">
                {[t(`duty.${step.department}`), t(`proof.${step.proof}`), step.gates ? t('gate') : '']
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <StepForm
                body={body}
                step={step}
                onChange={next => {
                  putStep(index, next)
                }}
              />
              <Group mt="sm" gap="xs">
                <ActionIcon
                  variant="default"
                  aria-label={t('editor.up')}
                  disabled={index === 0}
                  onClick={() => {
                    move(index, -1)
                  }}
                >
                  <IconArrowUp size={16} />
                </ActionIcon>
                <ActionIcon
                  variant="default"
                  aria-label={t('editor.down')}
                  disabled={index === steps.length - 1}
                  onClick={() => {
                    move(index, 1)
                  }}
                >
                  <IconArrowDown size={16} />
                </ActionIcon>
                <Button
                  variant="subtle"
                  color="red"
                  size="compact-sm"
                  leftSection={<IconTrash size={14} />}
                  disabled={steps.length === 1}
                  onClick={() => {
                    put({ steps: steps.filter((_, at) => at !== index) })
                  }}
                >
                  {t('editor.removeStep')}
                </Button>
              </Group>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
      <Button
        variant="default"
        w="fit-content"
        leftSection={<IconPlus size={16} />}
        disabled={steps.length >= 60}
        onClick={() => {
          const key = freeKey(
            'step',
            steps.map(known => known.key),
          )
          const title = { zh: t('version', { number: steps.length + 1 }), en: '' }
          put({
            steps: [
              ...steps,
              {
                key,
                title,
                hint: { zh: '', en: '' },
                clauses: [],
                department: 'office',
                responsibleId: null,
                after: [],
                when: [],
                due: null,
                proof: 'note',
                gates: false,
              },
            ],
          })
        }}
      >
        {t('editor.addStep')}
      </Button>

      <Title order={2}>{t('editor.facts')}</Title>
      {facts.map((fact, index) => (
        <Group key={fact.key} align="flex-end" gap="xs" wrap="nowrap">
          <TextInput
            style={{ flex: 1 }}
            label={t('editor.factQuestion')}
            maxLength={120}
            value={fact.question.zh}
            onChange={event => {
              putFact(index, { question: { ...fact.question, zh: event.currentTarget.value } })
            }}
          />
          <TextInput
            style={{ flex: 1 }}
            label={t('editor.factQuestionEn')}
            maxLength={120}
            value={fact.question.en}
            onChange={event => {
              putFact(index, { question: { ...fact.question, en: event.currentTarget.value } })
            }}
          />
          <Select
            label={t('editor.factKind')}
            w={130}
            allowDeselect={false}
            value={fact.kind}
            data={(['yes', 'count'] as const).map(value => ({ value, label: t(`editor.factKinds.${value}`) }))}
            onChange={value => {
              putFact(index, { kind: oneOf(['yes', 'count'], value, 'yes') })
            }}
          />
          <ActionIcon
            variant="default"
            size={34}
            aria-label={`${t('discard')} ${fact.question.zh}`}
            onClick={() => {
              put({ facts: facts.filter((_, at) => at !== index) })
            }}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="default"
        w="fit-content"
        leftSection={<IconPlus size={16} />}
        disabled={facts.length >= 12}
        onClick={() => {
          put({
            facts: [
              ...facts,
              {
                key: freeKey(
                  'fact',
                  facts.map(({ key }) => key),
                ),
                question: { zh: t('editor.factQuestion'), en: '' },
                kind: 'yes',
              },
            ],
          })
        }}
      >
        {t('editor.addFact')}
      </Button>

      <Title order={2}>{t('editor.escalation')}</Title>
      {escalation.map((stage, index) => (
        <Group key={index} align="flex-end" gap="xs">
          <NumberInput
            w={200}
            label={t('editor.afterMinutes')}
            min={-1440}
            max={10_080}
            value={stage.afterMinutes}
            onChange={value => {
              putEscalation(index, { afterMinutes: Math.round(Number(value)) || 0 })
            }}
          />
          <Select
            label={t('editor.whom')}
            allowDeselect={false}
            value={stage.whom}
            data={whoms.map(value => ({ value, label: t(`editor.whoms.${value}`) }))}
            onChange={value => {
              putEscalation(index, { whom: oneOf(whoms, value, 'owner') })
            }}
          />
          <Select
            label={t('editor.means')}
            allowDeselect={false}
            value={stage.means}
            data={means.map(value => ({ value, label: t(`editor.meanss.${value}`) }))}
            onChange={value => {
              putEscalation(index, { means: oneOf(means, value, 'screen') })
            }}
          />
          <ActionIcon
            variant="default"
            size={34}
            aria-label={`${t('discard')} ${t(`editor.whoms.${stage.whom}`)}`}
            onClick={() => {
              put({ escalation: escalation.filter((_, at) => at !== index) })
            }}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="default"
        w="fit-content"
        leftSection={<IconPlus size={16} />}
        disabled={escalation.length >= 8}
        onClick={() => {
          put({ escalation: [...escalation, { afterMinutes: 0, whom: 'owner', means: 'screen' }] })
        }}
      >
        {t('editor.addEscalation')}
      </Button>
    </Stack>
  )
}

type StepProps = { body: PlanBody; step: PlanStep; onChange: (next: Partial<PlanStep>) => void }

const StepForm = ({ body, step, onChange }: StepProps) => {
  const { t } = useTranslation('plans')
  const said = useSaid()
  const others = body.steps
    .filter(({ key }) => key !== step.key)
    .map(({ key, title }) => ({ value: key, label: said(title) }))
  const factChoices = [
    ...standingFacts.map(key => ({ value: key, label: t(`editor.factNames.${key}`) })),
    ...body.facts.map(({ key, question }) => ({ value: key, label: said(question) })),
  ]
  const { due } = step
  const putDue = (next: Partial<DueRule>): void => {
    onChange({ due: { ...(due ?? noDue), ...next } })
  }
  return (
    <Stack gap="sm">
      <SimpleGrid cols={2}>
        <TextInput
          label={t('editor.stepTitle')}
          required
          maxLength={80}
          value={step.title.zh}
          onChange={event => {
            onChange({ title: { ...step.title, zh: event.currentTarget.value } })
          }}
        />
        <TextInput
          label={t('editor.stepTitleEn')}
          maxLength={80}
          value={step.title.en}
          onChange={event => {
            onChange({ title: { ...step.title, en: event.currentTarget.value } })
          }}
        />
        <TextInput
          label={t('editor.hint')}
          maxLength={400}
          value={step.hint.zh}
          onChange={event => {
            onChange({ hint: { ...step.hint, zh: event.currentTarget.value } })
          }}
        />
        <TextInput
          label={t('editor.hintEn')}
          maxLength={400}
          value={step.hint.en}
          onChange={event => {
            onChange({ hint: { ...step.hint, en: event.currentTarget.value } })
          }}
        />
        <Select
          label={t('editor.department')}
          allowDeselect={false}
          value={step.department}
          data={duties.map(value => ({ value, label: t(`duty.${value}`) }))}
          onChange={value => {
            onChange({ department: oneOf(duties, value, 'office') })
          }}
        />
        <EntityPicker
          register="colleague"
          label={t('editor.responsible')}
          value={step.responsibleId}
          onChange={responsibleId => {
            onChange({ responsibleId })
          }}
        />
        <Select
          label={t('editor.proof')}
          searchable
          allowDeselect={false}
          value={step.proof}
          data={proofs.map(value => ({ value, label: t(`proof.${value}`) }))}
          onChange={value => {
            onChange({ proof: oneOf(proofs, value, 'note') })
          }}
        />
        <MultiSelect
          label={t('editor.after')}
          value={[...step.after]}
          data={others}
          onChange={after => {
            onChange({ after })
          }}
        />
        <TagsInput
          label={t('editor.clauses')}
          value={[...step.clauses]}
          onChange={clauses => {
            onChange({ clauses: clauses.filter(clause => /^[ABC]\d(\.\d+)?[a-z]?$/.test(clause)) })
          }}
        />
        <Checkbox
          mt={28}
          label={t('editor.gates')}
          checked={step.gates}
          onChange={event => {
            onChange({ gates: event.currentTarget.checked })
          }}
        />
      </SimpleGrid>
      <Group gap="xs">
        <Text size="sm">{t('editor.when')}</Text>
        {step.when.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('editor.always')}
          </Text>
        ) : null}
        <Button
          size="compact-xs"
          variant="default"
          disabled={step.when.length >= 6}
          onClick={() => {
            onChange({ when: [...step.when, { fact: 'level', is: 'atLeast', value: 3 }] })
          }}
        >
          {t('editor.addCondition')}
        </Button>
      </Group>
      {step.when.map((condition, index) => {
        const put = (next: Partial<typeof condition>): void => {
          onChange({ when: step.when.map((known, at) => (at === index ? { ...known, ...next } : known)) })
        }
        return (
          <Group key={index} gap="xs" align="flex-end">
            <Select
              w={280}
              label={t('editor.fact')}
              allowDeselect={false}
              value={condition.fact}
              data={factChoices}
              onChange={fact => {
                put({ fact: fact ?? 'level' })
              }}
            />
            <Select
              w={110}
              aria-label={t('editor.when')}
              allowDeselect={false}
              value={condition.is}
              data={(['atLeast', 'below'] as const).map(value => ({ value, label: t(`editor.is.${value}`) }))}
              onChange={value => {
                put({ is: oneOf(['atLeast', 'below'], value, 'atLeast') })
              }}
            />
            <NumberInput
              w={100}
              label={t('editor.value')}
              min={0}
              max={1_000_000}
              value={condition.value}
              onChange={value => {
                put({ value: Math.round(Number(value)) || 0 })
              }}
            />
            <ActionIcon
              variant="default"
              size={34}
              aria-label={`${t('discard')} ${index + 1}`}
              onClick={() => {
                onChange({ when: step.when.filter((_, at) => at !== index) })
              }}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        )
      })}
      <Switch
        label={t('editor.hasDue')}
        checked={due !== null}
        onChange={event => {
          onChange({ due: event.currentTarget.checked ? noDue : null })
        }}
      />
      {due ? (
        <SimpleGrid cols={3}>
          <NumberInput
            label={t('editor.minutes')}
            min={0}
            max={527_040}
            value={due.minutes}
            onChange={value => {
              putDue({ minutes: Math.round(Number(value)) || 0 })
            }}
          />
          <NumberInput
            label={t('editor.warn')}
            min={0}
            max={527_040}
            value={due.warnMinutes}
            onChange={value => {
              putDue({ warnMinutes: Math.round(Number(value)) || 0 })
            }}
          />
          <Select
            label={t('editor.from')}
            allowDeselect={false}
            value={due.from}
            data={(['received', 'activated', 'step'] as const).map(value => ({
              value,
              label: t(`editor.fromKinds.${value}`),
            }))}
            onChange={value => {
              putDue({ from: oneOf(['received', 'activated', 'step'], value, 'received'), step: null })
            }}
          />
          {due.from === 'step' ? (
            <Select
              label={t('editor.fromStep')}
              value={due.step}
              data={others}
              onChange={key => {
                putDue({ step: key })
              }}
            />
          ) : null}
          <TextInput
            label={t('editor.perLevel')}
            defaultValue={due.perLevel?.join(', ') ?? ''}
            onBlur={event => {
              const minutes = numbersIn(event.currentTarget.value)
              putDue({ perLevel: minutes.length === 4 ? minutes : null })
            }}
          />
          <Select
            label={t('editor.setBy')}
            allowDeselect={false}
            value={due.setBy}
            data={(['measures', 'office'] as const).map(value => ({ value, label: t(`editor.setBys.${value}`) }))}
            onChange={value => {
              putDue({ setBy: oneOf(['measures', 'office'], value, 'office') })
            }}
          />
          <Switch
            mt={28}
            label={t('editor.working')}
            checked={due.working}
            onChange={event => {
              putDue({ working: event.currentTarget.checked })
            }}
          />
        </SimpleGrid>
      ) : null}
    </Stack>
  )
}
