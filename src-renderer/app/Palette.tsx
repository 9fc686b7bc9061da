/** The palette (Ctrl K): every place, action and record, in both languages and by pinyin; with nothing typed, what was opened last. */
import { Spotlight } from '@mantine/spotlight'
import {
  IconAddressBook,
  IconBuildingStore,
  IconFileText,
  IconPackages,
  IconSearch,
  IconShoppingCart,
  IconTruck,
} from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KindIcon } from '../components/KindIcon'
import { useSaid } from '../components/useSaid'
import { useRead } from './bridge'
import { useCommands } from './commands'
import { addressOf, useRecent } from './found'
import { paletteStore, usePaletteMark } from './usePaletteMark'

export const Palette = () => {
  const { t } = useTranslation('core')
  const go = useNavigate()
  const said = useSaid()
  const [typed, setTyped] = useState('')
  const text = typed.trim()
  const commands = useCommands(text)
  const customers = useRead('customers.search', { text, limit: 8 }, { enabled: text !== '' })
  const colleagues = useRead('staff.search', { text, limit: 6 }, { enabled: text !== '' })
  const found = text === '' ? [] : (customers.value ?? [])
  const known = text === '' ? [] : (colleagues.value ?? [])
  const asked = { enabled: text !== '' }
  const first = { offset: 0, limit: 6 }
  const products = useRead('products.page', { ...first, text, category: '', inactive: false }, asked)
  const vehicles = useRead('fleet.vehicles', { ...first, text, retired: false }, asked)
  const suppliers = useRead('suppliers.page', { ...first, text, kind: null, inactive: false }, asked)
  const filter = { text, planId: null, departmentId: null, ownerId: null, level: null, area: '', drills: false }
  const cases = useRead('incidents.page', { ...first, ...filter, state: null, sort: 'newest' }, asked)
  const happened = text === '' ? [] : (cases.value?.rows ?? [])
  const goods = text === '' ? [] : (products.value?.rows ?? [])
  const cars = text === '' ? [] : (vehicles.value?.rows ?? [])
  const others = useRead('finding.search', { text }, asked)
  const recent = useRead('finding.named', { ids: useRecent() })
  const records = text === '' ? (recent.value ?? []) : (others.value ?? [])
  const sellers = text === '' ? [] : (suppliers.value?.rows ?? [])
  const reads = [customers, colleagues, products, vehicles, suppliers, cases, others]
  const searching = text !== '' && reads.some(({ stale, waiting }) => stale || waiting)
  const { listRef, begin, onKeyDownCapture } = usePaletteMark(searching)

  return (
    <Spotlight.Root
      store={paletteStore}
      query={typed}
      onQueryChange={next => {
        begin()
        setTyped(next)
      }}
      shortcut={['mod + K']}
      tagsToIgnore={[]}
      scrollable
      maxHeight={420}
      // Its field stays where it is while the list below it grows and shrinks.
      centered={false}
      transitionProps={{ duration: 0 }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.25 }}
    >
      <Spotlight.Search
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        leftSection={<IconSearch size={18} />}
        // Letters that follow Ctrl K at once are typed into it.
        autoFocus
        onKeyDownCapture={onKeyDownCapture}
      />
      <Spotlight.ActionsList ref={listRef}>
        {happened.length > 0 ? (
          <Spotlight.ActionsGroup label={t('frame.places.incidents')}>
            {happened.map(card => (
              <Spotlight.Action
                key={card.id}
                leftSection={<KindIcon icon={card.kind.icon} />}
                label={card.title}
                description={[card.number, card.customer || card.vehicle, card.place].filter(Boolean).join(' · ')}
                onClick={() => void go({ to: '/incidents/case', search: { id: card.id } })}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {found.length > 0 ? (
          <Spotlight.ActionsGroup label={t('frame.places.customers')}>
            {found.map(hit => (
              <Spotlight.Action
                key={hit.id}
                leftSection={<IconBuildingStore size={18} stroke={1.6} />}
                label={hit.name}
                description={[hit.code, hit.area, hit.contact, hit.phone].filter(Boolean).join(' · ')}
                onClick={() => void go({ to: '/customers', search: { id: hit.id } })}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {known.length > 0 ? (
          <Spotlight.ActionsGroup label={t('frame.places.staff')}>
            {known.map(colleague => (
              <Spotlight.Action
                key={colleague.id}
                leftSection={<IconAddressBook size={18} stroke={1.6} />}
                label={colleague.name}
                description={[colleague.department, colleague.post, colleague.phone].filter(Boolean).join(' · ')}
                onClick={() => void go({ to: '/staff', search: { id: colleague.id } })}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {goods.length > 0 ? (
          <Spotlight.ActionsGroup label={t('frame.places.stock')}>
            {goods.map(product => (
              <Spotlight.Action
                key={product.id}
                leftSection={<IconPackages size={18} stroke={1.6} />}
                label={product.name}
                description={[product.code, product.category].filter(Boolean).join(' · ')}
                onClick={() => void go({ to: '/stock', search: { id: product.id } })}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {sellers.length > 0 ? (
          <Spotlight.ActionsGroup label={t('frame.places.purchasing')}>
            {sellers.map(supplier => (
              <Spotlight.Action
                key={supplier.id}
                leftSection={<IconShoppingCart size={18} stroke={1.6} />}
                label={supplier.name}
                description={[supplier.code, supplier.contact, supplier.phone].filter(Boolean).join(' · ')}
                onClick={() => void go({ to: '/purchasing/suppliers', search: { id: supplier.id } })}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {cars.length > 0 ? (
          <Spotlight.ActionsGroup label={t('frame.places.fleet')}>
            {cars.map(vehicle => (
              <Spotlight.Action
                key={vehicle.id}
                leftSection={<IconTruck size={18} stroke={1.6} />}
                label={`${vehicle.code} ${vehicle.plate}`}
                description={[vehicle.name, vehicle.driver, vehicle.driverPhone].filter(Boolean).join(' · ')}
                onClick={() => void go({ to: '/fleet/vehicles', search: { id: vehicle.id } })}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {records.length > 0 ? (
          <Spotlight.ActionsGroup label={t(text === '' ? 'palette.recent' : 'palette.records')}>
            {records.map(record => (
              <Spotlight.Action
                key={record.id}
                leftSection={<IconFileText size={18} stroke={1.6} />}
                label={said(record.title)}
                description={[t(`palette.kinds.${record.kind}`), record.number].filter(Boolean).join(' · ')}
                onClick={() => void go(addressOf(record))}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {commands.length > 0 ? (
          <Spotlight.ActionsGroup label={t('palette.commands')}>
            {commands.map(({ key, label, icon: Icon, run }) => (
              <Spotlight.Action key={key} label={label} leftSection={<Icon size={18} stroke={1.6} />} onClick={run} />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {found.length +
          known.length +
          goods.length +
          sellers.length +
          cars.length +
          happened.length +
          records.length +
          commands.length ===
        0 ? (
          <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
