/** Tools: who keeps them, who has them now, and when their calibration runs out (A4.2). */
import { Badge, Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { Role } from '../../../src-main/contract/call'
import type { Tool } from '../../../src-main/features/tools/contract'
import { emptyTool } from '../../../src-main/features/tools/rules'
import { ask, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { openAction } from '../../components/ActionForm'
import type { Field, Filled } from '../../components/ActionForm'
import { DataTable } from '../../components/DataTable'
import { RefusalAlert } from '../../components/RefusalAlert'
import { SearchBox } from '../../components/SearchBox'
import { useLoanForms } from './useLoanForms'

const pageSize = 50

export const Tools = ({ role }: { role: Role }) => {
  const { t } = useTranslation('tools')
  const { t: core } = useTranslation('core')
  const { day, dayOf, now } = useMoments()
  const [text, setText] = useState('')
  const [page, setPage] = useState(1)
  const tools = useRead('tools.page', { text, gone: false, offset: (page - 1) * pageSize, limit: pageSize })
  const keeper = may(role, 'keeper')
  const { lend, takeBack } = useLoanForms()
  const today = dayOf(now())
  const fieldsOf = (tool: Tool | null): Field[] => {
    const { code, name, place, keeperId, calibrationDue, note } = tool ?? emptyTool
    return [
      { name: 'code', label: t('code'), kind: 'text', most: 30, required: true, start: code },
      { name: 'name', label: t('toolName'), kind: 'text', most: 80, required: true, start: name },
      { name: 'place', label: t('place'), kind: 'text', most: 40, start: place },
      {
        name: 'keeper',
        label: t('keeper'),
        kind: 'entity',
        register: 'colleague',
        start: keeperId,
        ...(tool?.keeper ? { chosen: tool.keeper } : {}),
      },
      { name: 'calibration', label: t('calibrationDue'), kind: 'day', start: calibrationDue },
      { name: 'note', label: t('note'), kind: 'text', start: note },
      ...(tool ? ([{ name: 'active', label: t('active'), kind: 'yes', start: tool.active }] as const) : []),
    ]
  }
  const entryOf = (filled: Filled, active: boolean) => ({
    code: filled.text('code'),
    name: filled.text('name'),
    place: filled.text('place'),
    keeperId: filled.chosenOrNull('keeper'),
    calibrationDue: filled.dayOrNull('calibration'),
    note: filled.text('note'),
    active,
  })
  const add = (): void => {
    openAction(t('addTool'), {
      form: 'tools.add',
      fields: fieldsOf(null),
      action: core('save'),
      run: filled => ask('tools.add', entryOf(filled, true)),
    })
  }
  const correct = (tool: Tool): void => {
    openAction(tool.name, {
      form: `tools.correct.${tool.id}`,
      fields: fieldsOf(tool),
      action: core('save'),
      run: filled =>
        ask('tools.correct', { ...entryOf(filled, filled.yes('active')), id: tool.id, version: tool.version }),
    })
  }
  return (
    <>
      <Group justify="space-between">
        <SearchBox
          label={t('findTool')}
          value={text}
          onChange={value => {
            setText(value)
            setPage(1)
          }}
        />
        {keeper ? (
          <Button leftSection={<IconPlus size={16} />} onClick={add}>
            {t('addTool')}
          </Button>
        ) : null}
      </Group>
      <RefusalAlert refusal={tools.refusal} />
      <DataTable<Tool>
        label={t('part.tools')}
        rows={tools.value?.rows}
        total={tools.value?.total ?? 0}
        idOf={({ id }) => id}
        page={page}
        pageSize={pageSize}
        onPage={setPage}
        {...(keeper ? { onOpen: correct } : {})}
        emptyText={t('noTools')}
        height="calc(100dvh - 350px)"
        columns={[
          { accessor: 'code', title: t('code'), width: 110 },
          { accessor: 'name', title: t('toolName') },
          { accessor: 'place', title: t('place') },
          { accessor: 'keeper', title: t('keeper') },
          {
            accessor: 'calibrationDue',
            title: t('calibrationDue'),
            render: ({ calibrationDue }) =>
              calibrationDue === null ? (
                ''
              ) : calibrationDue < today ? (
                <Badge variant="light" color="red">
                  {t('calibrationOver', { day: day(calibrationDue) })}
                </Badge>
              ) : (
                day(calibrationDue)
              ),
          },
          {
            accessor: 'loan',
            title: t('where'),
            render: ({ loan }) =>
              loan === null
                ? t('in')
                : t(loan.dueOn !== null && loan.dueOn < today ? 'outOverdue' : 'out', {
                    name: loan.borrower,
                    purpose: loan.purpose,
                  }),
          },
          {
            accessor: 'id',
            title: '',
            width: 110,
            render: tool =>
              keeper ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={event => {
                    event.stopPropagation()
                    if (tool.loan === null)
                      lend(tool.name, `tools.lend.${tool.id}`, loan => ask('tools.lend', { id: tool.id, ...loan }))
                    else
                      takeBack(tool.name, `tools.takeBack.${tool.id}`, condition =>
                        ask('tools.takeBack', { id: tool.id, condition }),
                      )
                  }}
                >
                  {t(tool.loan === null ? 'lend' : 'takeBack')}
                </Button>
              ) : null,
          },
        ]}
      />
    </>
  )
}
