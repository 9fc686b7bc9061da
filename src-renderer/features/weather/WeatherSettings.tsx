/** Places, the source of the weather, when and by whom it is read, the office's own notices, and what the signals mean. */
import {
  Badge,
  Button,
  Group,
  MultiSelect,
  NumberInput,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { TimePicker } from '@mantine/dates'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clockText } from '../../../src-main/features/office/calendar.rules'
import { may } from '../../../src-main/features/access/rules'
import { measures, signalColors, sources } from '../../../src-main/features/weather/contract'
import type { Criterion, Measure, Place, SourceSettings } from '../../../src-main/features/weather/contract'
import { ask, useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { openAction } from '../../components/ActionForm'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useSaid } from '../../components/useSaid'
import { WeatherTabs } from './WeatherTabs'

type Settings = OutputOf<'weather.settings'>
const listed = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,，、;；]+/)
      .map(part => part.trim())
      .filter(Boolean),
  ),
]

export const WeatherSettings = () => {
  const { t } = useTranslation('weather')
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const settings = useRead('weather.settings', {})
  const manages = may(role, 'manager')
  return (
    <Page title={t('title')}>
      <WeatherTabs />
      <RefusalAlert refusal={settings.refusal} />
      <Stack gap="xl">
        <Places manages={manages} />
        {settings.value ? (
          <>
            <Source settings={settings.value} administers={may(role, 'administrator')} />
            <Watch key={JSON.stringify(settings.value)} settings={settings.value} manages={manages} />
            <Reference edition={settings.value.edition} manages={manages} />
          </>
        ) : null}
      </Stack>
    </Page>
  )
}

const Places = ({ manages }: { manages: boolean }) => {
  const { t } = useTranslation('weather')
  const overview = useRead('weather.overview', {})
  const form = (place: Place | null): void => {
    openAction(t(place ? 'changePlace' : 'addPlace'), {
      form: `weather.place.${place?.id ?? 'new'}`,
      fields: [
        { name: 'name', label: t('placeName'), kind: 'text', most: 40, required: true, start: place?.name ?? '' },
        {
          name: 'latitude',
          label: t('latitude'),
          kind: 'text',
          most: 12,
          required: true,
          start: place?.latitude.toString() ?? '',
        },
        {
          name: 'longitude',
          label: t('longitude'),
          kind: 'text',
          most: 12,
          required: true,
          start: place?.longitude.toString() ?? '',
        },
        { name: 'areas', label: t('placeAreas'), kind: 'text', most: 400, start: place?.areas.join('，') ?? '' },
        { name: 'aliases', label: t('aliases'), kind: 'text', most: 200, start: place?.aliases.join('，') ?? '' },
      ],
      action: t('save'),
      run: filled => {
        const [latitude, longitude] = [Number(filled.text('latitude')), Number(filled.text('longitude'))]
        const wrong = Number.isNaN(latitude) ? 'latitude' : Number.isNaN(longitude) ? 'longitude' : null
        if (wrong)
          return Promise.resolve({ ok: false as const, code: 'weather.unread', params: { text: filled.text(wrong) } })
        const fields = {
          name: filled.text('name'),
          latitude,
          longitude,
          areas: listed(filled.text('areas')),
          aliases: listed(filled.text('aliases')),
        }
        return place
          ? ask('weather.correctPlace', { ...fields, id: place.id, version: place.version })
          : ask('weather.addPlace', fields)
      },
    })
  }
  const remove = (place: Place): void => {
    openAction(`${t('removePlace')}：${place.name}`, {
      form: `weather.remove.${place.id}`,
      lead: t('removePlaceHint'),
      fields: [],
      action: t('removePlace'),
      danger: true,
      run: () => ask('weather.removePlace', { id: place.id }),
    })
  }
  return (
    <section aria-label={t('places')}>
      <Group justify="space-between">
        <Title order={2}>{t('places')}</Title>
        {manages ? (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              form(null)
            }}
          >
            {t('addPlace')}
          </Button>
        ) : null}
      </Group>
      <RefusalAlert refusal={overview.refusal} />
      {overview.value?.places.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noPlacesHint')}
        </Text>
      ) : null}
      <Table verticalSpacing={4}>
        <Table.Tbody>
          {overview.value?.places.map(({ place, customers }) => (
            <Table.Tr key={place.id}>
              <Table.Td fw={600}>{place.name}</Table.Td>
              <Table.Td>
                {place.latitude}, {place.longitude}
              </Table.Td>
              <Table.Td>
                {[place.areas.join('、'), t('customersIn', { count: customers })].filter(Boolean).join(' · ')}
              </Table.Td>
              <Table.Td c="dimmed">{place.aliases.join('、')}</Table.Td>
              <Table.Td w={170}>
                {manages ? (
                  <Group gap={4} wrap="nowrap">
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`${t('changePlace')} ${place.name}`}
                      onClick={() => {
                        form(place)
                      }}
                    >
                      {t('changePlace')}
                    </Button>
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={`${t('removePlace')} ${place.name}`}
                      onClick={() => {
                        remove(place)
                      }}
                    >
                      {t('removePlace')}
                    </Button>
                  </Group>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}

const Source = ({ settings, administers }: { settings: Settings; administers: boolean }) => {
  const { t } = useTranslation('weather')
  const choose = (kind: SourceSettings['kind']): void => {
    const text = (name: 'host' | 'projectId' | 'credentialId', most: number) => ({
      name,
      label: t(name),
      kind: 'text' as const,
      most,
      required: true,
    })
    openAction(t(`sources.${kind}`), {
      // SECURITY: keys are not kept half-typed (tests/screens/halfTyped.test.tsx).
      form: null,
      lead: t('sourceHint'),
      fields:
        kind === 'qweather'
          ? [
              text('host', 100),
              text('projectId', 40),
              text('credentialId', 40),
              { name: 'key', label: t('secretKey'), kind: 'long', most: 2000, required: true },
            ]
          : kind === 'openMeteo'
            ? [{ name: 'key', label: t('apiKey'), kind: 'text', most: 100 }]
            : [],
      action: t('changeSource'),
      run: filled => {
        const chosen: SourceSettings =
          kind === 'qweather'
            ? {
                kind,
                host: filled.text('host'),
                projectId: filled.text('projectId'),
                credentialId: filled.text('credentialId'),
                secretKey: filled.text('key'),
              }
            : kind === 'openMeteo'
              ? { kind, secretKey: filled.text('key') }
              : { kind }
        return ask('weather.changeSource', { settings: chosen })
      },
    })
  }
  return (
    <section aria-label={t('source')}>
      <Title order={2}>{t('source')}</Title>
      <Group gap="sm" mt={4}>
        <Text size="sm" fw={600}>
          {[t(`sources.${settings.source}`), settings.host].filter(Boolean).join(' · ')}
        </Text>
        {administers
          ? sources.map(kind => (
              <Button
                key={kind}
                size="compact-sm"
                variant="default"
                aria-label={`${t('changeSource')}：${t(`sources.${kind}`)}`}
                onClick={() => {
                  choose(kind)
                }}
              >
                {t(`sources.${kind}`)}
              </Button>
            ))
          : null}
      </Group>
    </section>
  )
}

const Watch = ({ settings, manages }: { settings: Settings; manages: boolean }) => {
  const { t } = useTranslation('weather')
  const departments = useRead('staff.departments', {}).value ?? []
  const change = useWrite('weather.changeSettings')
  const [checkBy, setCheckBy] = useState(clockText(settings.checkBy))
  const [departmentIds, setDepartmentIds] = useState(settings.departmentIds)
  const [edition, setEdition] = useState(settings.edition)
  const [limits, setLimits] = useState<Partial<Record<Measure, number>>>(
    Object.fromEntries(settings.thresholds.map(({ measure, limit }) => [measure, limit])),
  )
  const save = (): void => {
    void change.run({
      checkBy: Number(checkBy.slice(0, 2)) * 60 + Number(checkBy.slice(3, 5)),
      departmentIds,
      edition,
      thresholds: measures.flatMap(measure => {
        const limit = limits[measure]
        return limit === undefined ? [] : [{ measure, limit }]
      }),
    })
  }
  return (
    <Stack gap="xs">
      <Title order={2}>{t('watch')}</Title>
      <RefusalAlert refusal={change.refusal} />
      <Group align="flex-end">
        <TimePicker label={t('checkBy')} w={140} readOnly={!manages} value={checkBy} onChange={setCheckBy} />
        <MultiSelect
          label={t('departments')}
          w={420}
          readOnly={!manages}
          data={departments.map(({ id, name }) => ({ value: id, label: name }))}
          value={departmentIds}
          onChange={setDepartmentIds}
        />
      </Group>
      <SimpleGrid cols={3}>
        {measures.map(measure => (
          <NumberInput
            key={measure}
            label={t(`limit.${measure}`)}
            readOnly={!manages}
            value={limits[measure] ?? ''}
            onChange={value => {
              setLimits(before => {
                const rest = Object.entries(before).filter(([known]) => known !== measure)
                return Object.fromEntries(value === '' ? rest : [...rest, [measure, Number(value)]])
              })
            }}
          />
        ))}
      </SimpleGrid>
      <TextInput
        label={t('edition')}
        maxLength={80}
        readOnly={!manages}
        value={edition}
        onChange={event => {
          setEdition(event.currentTarget.value)
        }}
      />
      {manages ? (
        <Group>
          <Button
            loading={change.running}
            disabled={departmentIds.length === 0 || edition.trim() === '' || checkBy === ''}
            onClick={save}
          >
            {t('save')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  )
}

/** What each signal means: reference only; the signal as issued decides (rule 8). */
const Reference = ({ edition, manages }: { edition: string; manages: boolean }) => {
  const { t } = useTranslation('weather')
  const said = useSaid()
  const reference = useRead('weather.reference', {})
  const drop = useWrite('weather.dropCriterion')
  const form = (row: Criterion | null): void => {
    openAction(t('addCriterion'), {
      form: `weather.criterion.${row ? row.type + row.color : 'new'}`,
      fields: [
        { name: 'type', label: t('type'), kind: 'text', most: 20, required: true, start: row?.type ?? '' },
        {
          name: 'color',
          label: t('color'),
          kind: 'choice',
          required: true,
          start: row?.color ?? 'yellow',
          choices: signalColors.map(value => ({ value, label: t(`colors.${value}`) })),
        },
        { name: 'zh', label: t('criterion'), kind: 'text', most: 200, required: true, start: row?.zh ?? '' },
        { name: 'en', label: t('criterionEn'), kind: 'text', most: 200, start: row?.en ?? '' },
      ],
      action: t('save'),
      run: filled =>
        ask('weather.putCriterion', {
          type: filled.text('type'),
          color: signalColors.find(value => value === filled.chosen('color')) ?? 'yellow',
          zh: filled.text('zh'),
          en: filled.text('en'),
        }),
    })
  }
  return (
    <section aria-label={t('reference')}>
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={2}>{t('reference')}</Title>
          <Text size="xs" c="dimmed">
            {edition}
          </Text>
        </Group>
        {manages ? (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              form(null)
            }}
          >
            {t('addCriterion')}
          </Button>
        ) : null}
      </Group>
      <RefusalAlert refusal={reference.refusal ?? drop.refusal} />
      <Table verticalSpacing={2}>
        <Table.Tbody>
          {reference.value?.map(row => (
            <Table.Tr key={row.type + row.color}>
              <Table.Td w={110}>{row.type}</Table.Td>
              <Table.Td w={110}>{t(`colors.${row.color}`)}</Table.Td>
              <Table.Td>
                {said(row)} {row.own ? <Badge variant="outline">{t('ownWords')}</Badge> : null}
              </Table.Td>
              <Table.Td w={170}>
                {manages ? (
                  <Group gap={4} wrap="nowrap">
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={`${t('changePlace')} ${row.type} ${t(`colors.${row.color}`)}`}
                      onClick={() => {
                        form(row)
                      }}
                    >
                      {t('changePlace')}
                    </Button>
                    {row.own ? (
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        onClick={() => void drop.run({ type: row.type, color: row.color })}
                      >
                        {t('takeBack')}
                      </Button>
                    ) : null}
                  </Group>
                ) : null}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}
