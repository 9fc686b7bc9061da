/** The list of everything: paged and sorted in SQL, moved through by keyboard, its shape kept while it waits. */
import { Box } from '@mantine/core'
import { DataTable as Table } from 'mantine-datatable'
import type { DataTableColumn } from 'mantine-datatable'
import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'

export type { DataTableColumn } from 'mantine-datatable'

type Props<Row> = {
  label: string
  rows: readonly Row[] | undefined
  total: number
  columns: DataTableColumn<Row>[]
  idOf: (row: Row) => string
  /** From 1. */
  page: number
  pageSize: number
  onPage: (page: number) => void
  sort?: { by: string; descending: boolean; onSort: (by: string, descending: boolean) => void }
  onOpen?: (row: Row) => void
  opened?: string | null
  emptyText: string
  height?: string
}

export const DataTable = <Row,>(props: Props<Row>) => {
  const { label, rows, total, columns, idOf, page, pageSize, onPage, sort, onOpen, opened, emptyText } = props
  const { t } = useTranslation('core')
  const box = useRef<HTMLDivElement>(null)
  /** The row moved to by keyboard, on the page where that was. */
  const [moved, setMoved] = useState({ row: -1, page })
  const chosen = moved.page === page ? moved.row : -1
  const count = rows?.length ?? 0
  const choose = (index: number): void => {
    const next = Math.max(0, Math.min(count - 1, index))
    setMoved({ row: next, page })
    box.current?.querySelectorAll('tbody tr')[next]?.scrollIntoView({ block: 'nearest' })
  }
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || count === 0) return
    const moves: Record<string, () => void> = {
      ArrowDown: () => {
        choose(chosen + 1)
      },
      ArrowUp: () => {
        choose(chosen - 1)
      },
      Home: () => {
        choose(0)
      },
      End: () => {
        choose(count - 1)
      },
      PageDown: () => {
        if (page * pageSize < total) onPage(page + 1)
      },
      PageUp: () => {
        if (page > 1) onPage(page - 1)
      },
      Enter: () => {
        const row = rows?.[chosen]
        if (row && onOpen) onOpen(row)
      },
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    move()
  }

  return (
    <Box ref={box} onKeyDown={press} role="region" aria-label={label}>
      <Table<Row>
        // The part that scrolls takes the focus, so that arrows move where the eye is.
        scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
        minHeight={rows && total === 0 ? 200 : 320}
        height={props.height ?? 'calc(100dvh - 220px)'}
        idAccessor={row => idOf(row)}
        records={rows ? [...rows] : []}
        columns={columns}
        fetching={!rows}
        withTableBorder
        highlightOnHover
        verticalSpacing={6}
        fz="sm"
        totalRecords={total}
        recordsPerPage={pageSize}
        page={page}
        onPageChange={onPage}
        paginationText={({ from, to, totalRecords }) => t('range', { from, to, total: totalRecords })}
        noRecordsText={emptyText}
        sortStatus={{ columnAccessor: sort?.by ?? '', direction: sort?.descending ? 'desc' : 'asc' }}
        onSortStatusChange={status => sort?.onSort(String(status.columnAccessor), status.direction === 'desc')}
        onRowClick={({ record }) => onOpen?.(record)}
        rowBackgroundColor={(row, index) =>
          idOf(row) === opened || index === chosen
            ? { light: 'var(--mantine-color-teal-0)', dark: 'var(--mantine-color-dark-5)' }
            : { light: 'transparent', dark: 'transparent' }
        }
      />
    </Box>
  )
}
