/** Reporting an incident in under half a minute: kind, what, who; the plan proposes itself, the rest can wait (Ctrl N). */
import {
  Button,
  Checkbox,
  Group,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { worst } from '../../../src-main/features/incidents/contract'
import { useRead, useWrite } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { EntityPicker } from '../../components/EntityPicker'
import { KindIcon } from '../../components/KindIcon'
import { MomentInput } from '../../components/MomentInput'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useHalfTyped } from '../../components/useKept'
import { useSaid } from '../../components/useSaid'

const levels = ['1', '2', '3', '4'] as const
const empty = {
  planId: '',
  title: '',
  place: '',
  area: '',
  reporter: '',
  reporterPhone: '',
  customerId: null as string | null,
  vehicleId: null as string | null,
  productId: null as string | null,
  ownerId: null as string | null,
  level: 2,
  assumedWorst: false,
  receivedAt: null as string | null,
  occurredAt: null as string | null,
  casualties: '',
  drill: false,
}
const chosen = z.string().nullable()
const kept = z.object({
  planId: z.string(),
  title: z.string(),
  place: z.string(),
  area: z.string(),
  reporter: z.string(),
  reporterPhone: z.string(),
  customerId: chosen,
  vehicleId: chosen,
  productId: chosen,
  ownerId: chosen,
  level: z.number(),
  assumedWorst: z.boolean(),
  receivedAt: chosen,
  occurredAt: chosen,
  casualties: z.string(),
  drill: z.boolean(),
})

type Props = { onDone: (id: string) => void }

const ReportForm = ({ onDone }: Props) => {
  const { t } = useTranslation('incidents')
  const said = useSaid()
  const { instantOf } = useMoments()
  const plans = (useRead('plans.page', {}).value ?? []).filter(({ inForce }) => inForce)
  const areas = useRead('customers.suggestions', {}).value?.areas ?? []
  const report = useWrite('incidents.report')
  const { values, put, offer, drop } = useHalfTyped('incidents.report', kept, empty)
  const [more, setMore] = useState(false)
  const plan = plans.find(({ id }) => id === values.planId)
  const body = useRead('plans.body', { versionId: plan?.inForce?.id ?? '' }, { enabled: plan !== undefined }).value
    ?.body
  const stops = body !== undefined && body.vehicle !== 'none'
  const asksCasualties = body?.facts.some(({ key }) => key === 'casualties') === true
  const lacking =
    plan === undefined ||
    values.title.trim() === '' ||
    (stops && !values.drill && (values.vehicleId === null || values.place.trim() === ''))
  const submit = async (): Promise<void> => {
    if (lacking) return
    const { casualties, receivedAt, occurredAt, ...rest } = values
    const made = await report.run({
      ...rest,
      planId: plan.id,
      facts: asksCasualties && casualties !== '' ? { casualties: Number(casualties) || 0 } : {},
      receivedAt: receivedAt && instantOf(receivedAt),
      occurredAt: occurredAt && instantOf(occurredAt),
    })
    if (!made.ok) return
    drop()
    // Also for who has closed the form meanwhile: what was reported runs, and its clocks with it.
    onDone(made.value.id)
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack gap="sm">
        {offer}
        <RefusalAlert refusal={report.refusal} />
        <Select
          label={t('kind')}
          required
          searchable
          data-autofocus
          value={plan?.id ?? null}
          data={plans.map(({ id, name }) => ({ value: id, label: said(name) }))}
          leftSection={plan ? <KindIcon icon={plan.icon} size={16} /> : null}
          onChange={planId => {
            put({ planId: planId ?? '' })
          }}
        />
        {body ? (
          <Text size="sm" c="dimmed">
            {said(body.purpose)}
          </Text>
        ) : null}
        <Textarea
          label={t('what')}
          required
          autosize
          minRows={1}
          maxLength={120}
          value={values.title}
          onChange={event => {
            put({ title: event.currentTarget.value })
          }}
        />
        <SimpleGrid cols={2} spacing="sm">
          <EntityPicker
            register="customer"
            label={t('customer')}
            value={values.customerId}
            onChange={customerId => {
              put({ customerId })
            }}
          />
          {stops ? (
            <EntityPicker
              register="vehicle"
              label={t('vehicle')}
              required={!values.drill}
              value={values.vehicleId}
              onChange={vehicleId => {
                put({ vehicleId })
              }}
            />
          ) : (
            <EntityPicker
              register="product"
              label={t('product')}
              value={values.productId}
              onChange={productId => {
                put({ productId })
              }}
            />
          )}
          <TextInput
            label={t('reporter')}
            maxLength={60}
            value={values.reporter}
            onChange={event => {
              put({ reporter: event.currentTarget.value })
            }}
          />
          <TextInput
            label={t('reporterPhone')}
            maxLength={40}
            value={values.reporterPhone}
            onChange={event => {
              put({ reporterPhone: event.currentTarget.value })
            }}
          />
          <TextInput
            label={t('place')}
            maxLength={200}
            required={stops && !values.drill}
            placeholder={t('placeHint')}
            value={values.place}
            onChange={event => {
              put({ place: event.currentTarget.value })
            }}
          />
          {asksCasualties ? (
            <TextInput
              label={body.facts.flatMap(fact => (fact.key === 'casualties' ? [said(fact.question)] : []))[0]}
              inputMode="numeric"
              maxLength={4}
              value={values.casualties}
              onChange={event => {
                put({ casualties: event.currentTarget.value.replace(/\D/g, '') })
              }}
            />
          ) : (
            <Select
              label={t('area')}
              clearable
              searchable
              data={areas}
              value={values.area === '' ? null : values.area}
              onChange={area => {
                put({ area: area ?? '' })
              }}
            />
          )}
        </SimpleGrid>
        <Group gap="sm" align="center">
          <SegmentedControl
            aria-label={t('levelTitle')}
            value={String(values.level)}
            data={levels.map(level => ({ value: level, label: t(`level.${level}`) }))}
            onChange={level => {
              put({ level: Number(level), assumedWorst: false })
            }}
          />
          <Checkbox
            label={t('assumeWorst')}
            checked={values.assumedWorst}
            onChange={event => {
              put({
                assumedWorst: event.currentTarget.checked,
                ...(event.currentTarget.checked ? { level: worst } : {}),
              })
            }}
          />
        </Group>
        {more ? (
          <SimpleGrid cols={2} spacing="sm">
            <MomentInput
              label={t('receivedAt')}
              value={values.receivedAt}
              onChange={receivedAt => {
                put({ receivedAt })
              }}
            />
            <MomentInput
              label={t('occurredAt')}
              value={values.occurredAt}
              onChange={occurredAt => {
                put({ occurredAt })
              }}
            />
            <EntityPicker
              register="colleague"
              label={t('owner')}
              value={values.ownerId}
              onChange={ownerId => {
                put({ ownerId })
              }}
            />
            <Switch
              mt={28}
              label={t('drill')}
              description={t('drillHint')}
              checked={values.drill}
              onChange={event => {
                put({ drill: event.currentTarget.checked })
              }}
            />
          </SimpleGrid>
        ) : null}
        <Group justify="space-between">
          <Button
            variant="subtle"
            onClick={() => {
              setMore(!more)
            }}
          >
            {t(more ? 'less' : 'more')}
          </Button>
          <Button type="submit" color="red" loading={report.running} disabled={lacking}>
            {t('report')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** One form at a time: the shortcut pressed twice must not put an empty form over a half-typed one. */
let opened = false

/** Opens the form over any screen, and then the case. */
export const useReportIncident = () => {
  const { t } = useTranslation('incidents')
  const go = useNavigate()
  return (): void => {
    if (opened) return
    opened = true
    modals.open({
      title: t('report'),
      size: 620,
      onClose: () => {
        opened = false
      },
      children: (
        <ReportForm
          // Opened while another still fades out, it must not inherit what was typed there.
          key={crypto.randomUUID()}
          onDone={id => {
            opened = false
            modals.closeAll()
            void go({ to: '/incidents/case', search: { id } })
          }}
        />
      ),
    })
  }
}

export const ReportButton = ({ writes }: { writes: boolean }) => {
  const { t } = useTranslation('incidents')
  const report = useReportIncident()
  if (!writes) return null
  return (
    <Button color="red" leftSection={<IconAlertTriangle size={16} />} onClick={report}>
      {t('reportKey')}
    </Button>
  )
}
