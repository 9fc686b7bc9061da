/** The weather now: live signals first, three days at each place, service by area, today's checks; also large, for a wall. */
import { LineChart } from '@mantine/charts'
import { Anchor, Button, Group, Modal, SegmentedControl, Stack, Table, Text, Title } from '@mantine/core'
import { IconMaximize } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { rankOf } from '../../../src-main/features/weather/signals.rules'
import { ask, useJob, useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useWall } from '../../app/idleLock'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import { EmptyState } from '../../components/EmptyState'
import { Loading } from '../../components/Loading'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { Checks } from './Checks'
import { useDecisionForm } from './DecisionForm'
import { DayCard } from './DayCard'
import { usePasteSignal } from './PasteSignal'
import { SignalHistory } from './SignalHistory'
import { SignalLine } from './SignalLine'
import { useWeatherWords } from '../../app/weatherWords'
import { WeatherTabs } from './WeatherTabs'

type Overview = OutputOf<'weather.overview'>
type PlaceShown = Overview['places'][number]
const shownDays = 3
const lookEvery = 60_000
/** From this rank (yellow) on a signal proposes the plan; a person decides. */
const proposing = 2

export const WeatherScreen = () => {
  const { t } = useTranslation('weather')
  // What is live and what is today hang on the clock.
  const overview = useRead('weather.overview', {}, { every: lookEvery })
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const writes = may(role, 'clerk')
  const fetch = useJob('weather.fetch')
  const paste = usePasteSignal()
  const [wall, setWall] = useState(false)
  // Whoever only reads may leave it on the wall for days.
  useWall(wall && !writes)
  const { value } = overview
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconMaximize size={16} />}
            onClick={() => {
              setWall(true)
            }}
          >
            {t('wall')}
          </Button>
          {writes && value && value.source !== 'manual' ? (
            <Button variant="default" loading={fetch.running} onClick={() => void fetch.run({ now: true })}>
              {t('fetchNow')}
            </Button>
          ) : null}
          {writes ? <Button onClick={paste}>{t('paste')}</Button> : null}
        </>
      }
    >
      <WeatherTabs />
      <RefusalAlert refusal={overview.refusal ?? fetch.refusal} />
      {value ? (
        <Stack gap="lg">
          <Signals overview={value} writes={writes} decides={may(role, 'manager')} />
          <Checks overview={value} writes={writes} />
          <Places overview={value} writes={writes} />
          <Regions />
          <SignalHistory writes={writes} />
          <Modal
            fullScreen
            opened={wall}
            onClose={() => {
              setWall(false)
            }}
            title={<Text fz={24}>{t('title')}</Text>}
          >
            {writes ? (
              <Text size="sm" c="dimmed">
                {t('wallHint')}
              </Text>
            ) : null}
            <Wall overview={value} />
          </Modal>
        </Stack>
      ) : (
        <Loading />
      )}
    </Page>
  )
}

type Proposal = {
  areas: readonly string[]
  reason: string
  signalId: string | null
  incidentId: string | null
  severe: { from: string; until: string }
}

const Signals = ({ overview, writes, decides }: { overview: Overview; writes: boolean; decides: boolean }) => {
  const { t } = useTranslation('weather')
  const { day } = useMoments()
  const words = useWeatherWords()
  const start = useWrite('weather.startPlan')
  const startAhead = useWrite('weather.startPlanAhead')
  const ahead = overview.places.flatMap(({ place, days, severe }) => (severe ? [{ place, days, severe }] : []))
  if (overview.signals.length === 0 && ahead.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('noSignals')}
      </Text>
    )
  return (
    <section aria-label={t('signals')}>
      <Title order={2}>{t('signals')}</Title>
      <RefusalAlert refusal={start.refusal ?? startAhead.refusal} />
      <Stack gap="xs" mt={4}>
        {overview.signals.map(signal => (
          <div key={signal.id} className="row top" data-testid={`signal-${signal.type}`}>
            <div className="grows">
              <SignalLine signal={signal} />
            </div>
            <Proposed
              of={{ ...signal, reason: signal.type, signalId: signal.id }}
              decides={decides}
              starting={start.running}
              onStart={
                writes && rankOf(signal.color) >= proposing
                  ? () => {
                      void start.run({ id: signal.id })
                    }
                  : null
              }
            />
          </div>
        ))}
        {ahead.map(({ place, days, severe }) => (
          <div key={place.id} className="row top" data-testid={`ahead-${place.name}`}>
            <div className="grows">
              <strong>{place.name}</strong>{' '}
              {days
                .slice(0, shownDays)
                .filter(({ notices }) => notices.length > 0)
                .map(of => `${day(of.day)} ${[words.notices(of.notices), words.fall(of)].filter(Boolean).join(' · ')}`)
                .join(t('between'))}
            </div>
            <Proposed
              of={{
                areas: place.areas,
                reason: words.notices(days.flatMap(({ notices }) => notices).slice(0, 1)),
                signalId: null,
                incidentId: severe.incidentId,
                severe,
              }}
              decides={decides}
              starting={startAhead.running}
              onStart={
                writes
                  ? () => {
                      void startAhead.run({ placeId: place.id })
                    }
                  : null
              }
            />
          </div>
        ))}
      </Stack>
    </section>
  )
}

/** What severe weather proposes: the plan, and a decision on service for its areas and days. A person decides. */
const Proposed = (props: { of: Proposal; decides: boolean; starting: boolean; onStart: (() => void) | null }) => {
  const { t } = useTranslation('weather')
  const go = useNavigate()
  const decide = useDecisionForm()
  const { of, decides, starting, onStart } = props
  return (
    <>
      {of.incidentId !== null ? (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void go({ to: '/incidents/case', search: { id: of.incidentId } })}
        >
          {t('openIncident')}
        </Button>
      ) : onStart ? (
        <Button size="compact-sm" loading={starting} onClick={onStart}>
          {t('startPlan')}
        </Button>
      ) : null}
      {decides ? (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            const { areas, reason, signalId, incidentId, severe } = of
            decide({ areas, reason, signalId, incidentId, severe })
          }}
        >
          {t('suspend')}
        </Button>
      ) : null}
    </>
  )
}

const Places = ({ overview, writes }: { overview: Overview; writes: boolean }) => {
  const { t } = useTranslation('weather')
  const [chosen, setChosen] = useState<string | null>(null)
  const { places } = overview
  const shown = places.find(({ place }) => place.id === chosen) ?? places[0]
  if (!shown) return <EmptyState title={t('noPlaces')} hint={t('noPlacesHint')} />
  return (
    <section aria-label={t('forecast')}>
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={2}>{t('forecast')}</Title>
          {places.length > 1 ? (
            <SegmentedControl
              size="xs"
              aria-label={t('places')}
              value={shown.place.id}
              data={places.map(({ place }) => ({ value: place.id, label: place.name }))}
              onChange={setChosen}
            />
          ) : (
            <Text size="sm">{shown.place.name}</Text>
          )}
        </Group>
        {writes ? <TypeForecast shown={shown} today={overview.today} /> : null}
      </Group>
      <Origin shown={shown} source={overview.source} />
      {shown.days.length === 0 ? <EmptyState title={t('noForecast')} /> : null}
      <Group gap="xs" mt={6} align="stretch">
        {shown.days.slice(0, shownDays).map(day => (
          <DayCard key={day.day} day={day} />
        ))}
      </Group>
      {shown.days.length > 1 ? <Chart shown={shown} /> : null}
    </section>
  )
}

/** Where the data comes from and how old it is, as the services' terms want it shown. */
const Origin = ({ shown, source }: { shown: PlaceShown; source: Overview['source'] }) => {
  const { t } = useTranslation('weather')
  const { ago } = useMoments()
  const { fetch, days } = shown
  const [first] = days
  return (
    <>
      {fetch.failure === '' || source === 'manual' ? null : (
        <Text size="sm" fw={600}>
          {t(`failure.${fetch.failure}`)}
          {fetch.goodAt === null ? '' : ` · ${t('lastGood', { ago: ago(fetch.goodAt) })}`}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {[
          first ? t('age', { source: t(`sources.${first.source}`), ago: ago(first.at) }) : '',
          first?.byName ? t('byName', { name: first.byName }) : '',
          days.some(day => day.source === 'qweather') ? t('drivenBy') : '',
          ...fetch.attributions,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </>
  )
}

const Chart = ({ shown }: { shown: PlaceShown }) => {
  const { t } = useTranslation('weather')
  const { day } = useMoments()
  return (
    <LineChart
      h={150}
      mt="sm"
      data={shown.days.map(of => ({ name: day(of.day), [t('high')]: of.high, [t('low')]: of.low }))}
      dataKey="name"
      withLegend
      curveType="linear"
      aria-label={t('chart')}
      series={[
        { name: t('high'), color: 'red.7' },
        { name: t('low'), color: 'blue.7' },
      ]}
    />
  )
}

const figures = ['high', 'low', 'wind', 'gust', 'rain', 'snow'] as const

/** A forecast heard on the radio or by telephone, day by day. */
const TypeForecast = ({ shown, today }: { shown: PlaceShown; today: string }) => {
  const { t } = useTranslation('weather')
  const { day: dayText } = useMoments()
  const days = [0, 1, 2].map(ahead =>
    new Date(Date.parse(`${today}T00:00:00Z`) + ahead * 86_400_000).toISOString().slice(0, 10),
  )
  const type = (day: string): void => {
    const before = shown.days.find(known => known.day === day)
    openAction(t('typeFor', { place: shown.place.name, day: dayText(day) }), {
      form: `weather.day.${shown.place.id}.${day}`,
      fields: [
        { name: 'sky', label: t('fields.sky'), kind: 'text', most: 60, start: before?.sky ?? '' },
        ...figures.map(name => ({
          name,
          label: t(`fields.${name}`),
          kind: 'text' as const,
          most: 8,
          start: before?.[name]?.toString() ?? '',
        })),
      ],
      action: t('save'),
      run: filled => {
        const read = Object.fromEntries(
          figures.map(name => [name, filled.text(name) === '' ? null : Number(filled.text(name))]),
        ) as Record<(typeof figures)[number], number | null>
        const wrong = figures.find(name => Number.isNaN(read[name]))
        if (wrong)
          return Promise.resolve({ ok: false as const, code: 'weather.unread', params: { text: filled.text(wrong) } })
        return ask('weather.typeForecast', {
          placeId: shown.place.id,
          days: [
            {
              ...read,
              day,
              windFrom: before?.windFrom ?? null,
              chance: before?.chance ?? null,
              sky: filled.text('sky'),
            },
          ],
        })
      },
    })
  }
  return (
    <Group gap={6}>
      <Text size="sm">{t('typeForecast')}</Text>
      {days.map(day => (
        <Button
          key={day}
          size="compact-xs"
          variant="default"
          onClick={() => {
            type(day)
          }}
        >
          {dayText(day)}
        </Button>
      ))}
    </Group>
  )
}

const Regions = () => {
  const { t } = useTranslation('weather')
  const { moment } = useMoments()
  const regions = useRead('suspensions.regions', {}, { every: lookEvery })
  return (
    <section aria-label={t('regions')}>
      <Title order={2}>{t('regions')}</Title>
      <RefusalAlert refusal={regions.refusal} />
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {regions.value?.map(({ area, customers, state, until, suspensionId, number }) => (
            <Table.Tr key={area}>
              <Table.Td w={180}>{area}</Table.Td>
              <Table.Td w={120}>{t('customersIn', { count: customers })}</Table.Td>
              <Table.Td w={120} fw={state === 'normal' ? 400 : 600}>
                {t(`states.${state}`)}
              </Table.Td>
              <Table.Td>
                {suspensionId === null ? null : (
                  <Anchor
                    size="sm"
                    renderRoot={props => <Link to="/weather/decision" search={{ id: suspensionId }} {...props} />}
                  >
                    {[number, until === null ? '' : t('until', { when: moment(until) })].filter(Boolean).join(' · ')}
                  </Anchor>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}

/** Readable from two metres; the same data, which comes anew by itself. */
const Wall = ({ overview }: { overview: Overview }) => {
  const { t } = useTranslation('weather')
  const regions = (useRead('suspensions.regions', {}, { every: lookEvery }).value ?? []).filter(
    ({ state }) => state !== 'normal',
  )
  const missing = overview.checks.filter(({ at }) => at === null).map(({ department }) => department)
  return (
    <Stack gap="xl" data-testid="wall">
      {overview.signals.length === 0 ? <Text fz={24}>{t('noSignals')}</Text> : null}
      {overview.signals.map(signal => (
        <SignalLine key={signal.id} signal={signal} large />
      ))}
      {overview.places.map(({ place, days }) => (
        <div key={place.id}>
          <Text fz={28} fw={700}>
            {place.name}
          </Text>
          <Group gap="md" align="stretch">
            {days.slice(0, shownDays).map(day => (
              <DayCard key={day.day} day={day} large />
            ))}
          </Group>
        </div>
      ))}
      <Text fz={26}>
        {regions.length === 0
          ? `${t('regions')}：${t('states.normal')}`
          : regions.map(({ area, state }) => `${area} ${t(`states.${state}`)}`).join(' · ')}
      </Text>
      {missing.length === 0 ? null : (
        <Text fz={26} fw={700}>
          {t('missing', { names: missing.join('、') })}
        </Text>
      )}
    </Stack>
  )
}
