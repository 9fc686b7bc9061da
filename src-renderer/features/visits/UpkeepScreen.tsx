/** Contact details confirmed month by month (A2.4), and numbers that are missing, first where bad weather threatens. */
import { Alert, Button, Switch, Text } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { useRead, useWrite } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { DataTable } from '../../components/DataTable'
import { Page } from '../../components/Page'
import { RefusalAlert } from '../../components/RefusalAlert'
import { upkeepSearch } from './visitsSearch'
import { VisitTabs } from './VisitTabs'

const route = getRouteApi('/visits/upkeep')
const pageSize = 50

export const UpkeepScreen = () => {
  const { t } = useTranslation('visits')
  const { day } = useMoments()
  const go = useNavigate()
  const { page, withoutPhone } = upkeepSearch.parse(route.useSearch())
  const upkeep = useRead('visits.upkeep', {})
  const confirm = useWrite('customers.confirm')
  const list = useRead('visits.unconfirmed', { offset: (page - 1) * pageSize, limit: pageSize, withoutPhone })
  const writes = may(useRead('access.state', {}).value?.person?.role ?? 'auditor', 'clerk')
  const { value } = upkeep
  const { threatened = { count: 0, names: [] }, staffWithoutPhone = [], customersWithoutPhone = 0 } = value ?? {}
  return (
    <Page title={t('title')}>
      <VisitTabs />
      <RefusalAlert refusal={list.refusal ?? upkeep.refusal ?? confirm.refusal} />
      {value ? <Text>{t('upkeep', value)}</Text> : null}
      {threatened.count + staffWithoutPhone.length + customersWithoutPhone > 0 ? (
        <Alert color="yellow" py={6}>
          {threatened.count > 0 ? (
            <Text size="sm" fw={600}>
              {t('threatened', { count: threatened.count, names: threatened.names.join('、') })}
            </Text>
          ) : null}
          {staffWithoutPhone.length > 0 ? (
            <Text size="sm">{t('staffWithoutPhone', { names: staffWithoutPhone.join('、') })}</Text>
          ) : null}
          {customersWithoutPhone > 0 ? (
            <Text size="sm">{t('withoutPhone', { count: customersWithoutPhone })}</Text>
          ) : null}
        </Alert>
      ) : null}
      <Switch
        label={t('onlyWithoutPhone')}
        checked={withoutPhone}
        onChange={event =>
          void go({ to: '/visits/upkeep', search: { page: 1, withoutPhone: event.currentTarget.checked } })
        }
      />
      <DataTable
        label={t('tabs.upkeep')}
        rows={list.value?.rows}
        total={list.value?.total ?? 0}
        idOf={({ customerId }) => customerId}
        page={page}
        pageSize={pageSize}
        onPage={next => void go({ to: '/visits/upkeep', search: { page: next, withoutPhone } })}
        onOpen={({ customerId }) => void go({ to: '/customers', search: { id: customerId } })}
        emptyText={t('allConfirmed')}
        height="calc(100dvh - 320px)"
        columns={[
          { accessor: 'code', title: '', width: 110 },
          { accessor: 'name', title: t('customer'), ellipsis: true },
          { accessor: 'area', title: '', width: 90 },
          { accessor: 'contact', title: t('contact'), width: 120 },
          {
            accessor: 'phone',
            title: t('phone'),
            width: 160,
            render: ({ phone }) => (phone === '' ? <strong>{t('noPhone')}</strong> : phone),
          },
          {
            accessor: 'lastConfirmedOn',
            title: t('lastConfirmed'),
            width: 180,
            render: ({ lastConfirmedOn }) => (lastConfirmedOn === null ? t('never') : day(lastConfirmedOn)),
          },
          {
            accessor: 'version',
            title: '',
            width: 150,
            render: ({ customerId, version, name }) =>
              writes ? (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`${t('confirm')} ${name}`}
                  onClick={event => {
                    event.stopPropagation()
                    void confirm.run({ id: customerId, version })
                  }}
                >
                  {t('confirm')}
                </Button>
              ) : null,
          },
        ]}
      />
    </Page>
  )
}
