/** The manual (手册): chapters per product, in versions, written on by what incidents taught (C1, C4). */
import { Button, Group, Select, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { IconPlus, IconPrinter } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { may } from '../../../src-main/features/access/rules'
import { useRead, useWrite } from '../../app/bridge'
import type { OutputOf } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { DataTable } from '../../components/DataTable'
import { EmptyState } from '../../components/EmptyState'
import { EntityPicker } from '../../components/EntityPicker'
import { EntryDrawer } from '../../components/EntryDrawer'
import { FormButtons } from '../../components/FormButtons'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { SearchBox } from '../../components/SearchBox'
import { useEntryForm } from '../../components/useEntryForm'
import { PlanTabs } from './PlanTabs'
import { manualSearch } from './plansSearch'
import type { ManualSearch } from './plansSearch'

const route = getRouteApi('/plans/manual')
const pageSize = 50
type Chapter = OutputOf<'manual.one'>

export const ManualScreen = () => {
  const { t } = useTranslation('manual')
  const { t: plansText } = useTranslation('plans')
  const { moment } = useMoments()
  const go = useNavigate()
  const search = manualSearch.parse(route.useSearch())
  const { page, text, id, edit } = search
  const list = useRead('manual.page', { text, productId: null, offset: (page - 1) * pageSize, limit: pageSize })
  const read = useRead('manual.one', { id: id ?? '' }, { enabled: id !== null && id !== 'new' })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const change = (next: Partial<ManualSearch>): void => void go({ to: '/plans/manual', search: { ...search, ...next } })
  const add = writes ? (
    <Button
      leftSection={<IconPlus size={16} />}
      onClick={() => {
        change({ id: 'new' })
      }}
    >
      {t('add')}
    </Button>
  ) : null
  return (
    <Page title={plansText('title')} actions={add}>
      <PlanTabs />
      <SearchBox
        label={t('search')}
        value={text}
        onChange={next => {
          change({ text: next, page: 1 })
        }}
      />
      <RefusalAlert refusal={list.refusal} />
      {list.value?.total === 0 && text === '' ? (
        <EmptyState title={t('empty')} hint={t('emptyHint')} />
      ) : (
        <DataTable
          label={t('title')}
          rows={list.value?.rows}
          total={list.value?.total ?? 0}
          idOf={row => row.id}
          page={page}
          pageSize={pageSize}
          onPage={next => {
            change({ page: next })
          }}
          onOpen={row => {
            change({ id: row.id, edit: false })
          }}
          opened={id}
          emptyText={t('empty')}
          height="calc(100dvh - 270px)"
          columns={[
            { accessor: 'title', title: t('chapter') },
            { accessor: 'product', title: t('product') },
            { accessor: 'number', title: t('versions'), width: 110, render: ({ number }) => t('version', { number }) },
            { accessor: 'updatedAt', title: t('updated'), width: 160, render: ({ updatedAt }) => moment(updatedAt) },
          ]}
        />
      )}
      <EntryDrawer
        id={id}
        read={read}
        titleOf={chapter => chapter.title}
        size={720}
        onClose={() => {
          change({ id: null, edit: false })
        }}
        editing={{
          edit,
          newTitle: t('add'),
          form: chapter => (
            <ChapterForm
              chapter={chapter}
              onDone={opened => {
                change({ id: opened, edit: false })
              }}
            />
          ),
        }}
      >
        {chapter => (
          <ChapterView
            chapter={chapter}
            writes={writes}
            onEdit={() => {
              change({ edit: true })
            }}
          />
        )}
      </EntryDrawer>
    </Page>
  )
}

const ChapterView = ({ chapter, writes, onEdit }: { chapter: Chapter; writes: boolean; onEdit: () => void }) => {
  const { t } = useTranslation('manual')
  const { moment } = useMoments()
  const go = useNavigate()
  const [newest, ...earlier] = chapter.versions
  return (
    <Stack>
      <Group gap="xs">
        {writes ? (
          <Button size="xs" onClick={onEdit}>
            {t('write')}
          </Button>
        ) : null}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPrinter size={14} />}
          onClick={() => void go({ to: '/print', search: { kind: 'chapter', id: chapter.id } })}
        >
          {t('print')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {[chapter.product, t('version', { number: chapter.number }), moment(chapter.updatedAt), newest?.createdBy]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Text style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{newest?.body}</Text>
      {earlier.length > 0 ? <Title order={3}>{t('versions')}</Title> : null}
      {earlier.map(version => (
        <details key={version.id}>
          <summary>
            {[t('version', { number: version.number }), moment(version.createdAt), version.createdBy, version.note]
              .filter(Boolean)
              .join(' · ')}
          </summary>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {version.body}
          </Text>
        </details>
      ))}
    </Stack>
  )
}

const fields = z.object({
  title: z.string().trim().min(1).max(80),
  productId: z.string().nullable(),
  body: z.string().trim().min(1).max(20_000),
  note: z.string().max(300),
  incidentId: z.string().nullable(),
})

const ChapterForm = ({ chapter, onDone }: { chapter: Chapter | null; onDone: (id: string | null) => void }) => {
  const { t } = useTranslation('manual')
  const add = useWrite('manual.add')
  const publish = useWrite('manual.publish')
  const incidents =
    useRead('incidents.page', {
      text: '',
      planId: null,
      departmentId: null,
      ownerId: null,
      level: null,
      area: '',
      drills: false,
      state: null,
      sort: 'newest',
      offset: 0,
      limit: 50,
    }).value?.rows ?? []
  const { form, offer, drop, saved } = useEntryForm({
    name: `manual/${chapter?.id ?? 'new'}`,
    schema: fields,
    start: {
      title: chapter?.title ?? '',
      productId: chapter?.productId ?? null,
      body: chapter?.versions[0]?.body ?? '',
      note: '',
      incidentId: null as string | null,
    },
  })
  const save = async (values: z.output<typeof fields>): Promise<void> => {
    const outcome = chapter
      ? await publish.run({ id: chapter.id, version: chapter.version, ...values })
      : await add.run(values)
    if (!outcome.ok) return
    saved(() => {
      onDone(outcome.value.id)
    })
  }
  return (
    <form onSubmit={form.onSubmit(values => void save(values))}>
      <Stack gap="sm">
        {offer}
        <RefusalAlert refusal={add.refusal ?? publish.refusal} />
        <TextInput label={t('chapter')} required maxLength={80} {...form.getInputProps('title')} />
        <EntityPicker
          register="product"
          label={t('product')}
          value={form.values.productId}
          chosen={chapter?.product ?? ''}
          onChange={productId => {
            form.setFieldValue('productId', productId)
          }}
        />
        <Textarea
          label={t('body')}
          required
          autosize
          minRows={10}
          maxRows={24}
          maxLength={20_000}
          {...form.getInputProps('body')}
        />
        <TextInput label={t('note')} maxLength={300} {...form.getInputProps('note')} />
        <Select
          label={t('from', { number: '' })}
          clearable
          searchable
          value={form.values.incidentId}
          data={incidents.map(({ id, number, title }) => ({ value: id, label: `${number} ${title}` }))}
          onChange={incidentId => {
            form.setFieldValue('incidentId', incidentId)
          }}
        />
        <FormButtons
          running={add.running || publish.running}
          onCancel={() => {
            drop()
            onDone(chapter?.id ?? null)
          }}
        />
      </Stack>
    </form>
  )
}
