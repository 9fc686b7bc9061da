/** The palette (Ctrl K): every place, every action, every customer and colleague, in both languages and by pinyin. */
import { Spotlight } from '@mantine/spotlight'
import { IconAddressBook, IconBuildingStore, IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRead } from './bridge'
import { useCommands } from './commands'

export const Palette = () => {
  const { t } = useTranslation('core')
  const go = useNavigate()
  const [typed, setTyped] = useState('')
  const text = typed.trim()
  const commands = useCommands(text)
  const customers = useRead('customers.search', { text, limit: 8 }, { enabled: text !== '' })
  const colleagues = useRead('staff.search', { text, limit: 6 }, { enabled: text !== '' })
  const found = text === '' ? [] : (customers.value ?? [])
  const known = text === '' ? [] : (colleagues.value ?? [])

  return (
    <Spotlight.Root
      query={typed}
      onQueryChange={setTyped}
      shortcut={['mod + K']}
      tagsToIgnore={[]}
      scrollable
      maxHeight={420}
      transitionProps={{ duration: 0 }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.25 }}
    >
      <Spotlight.Search
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
        leftSection={<IconSearch size={18} />}
        // Enter belongs to the input method while it composes.
        onKeyDownCapture={event => {
          if (event.nativeEvent.isComposing) event.stopPropagation()
        }}
      />
      <Spotlight.ActionsList>
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
        {commands.length > 0 ? (
          <Spotlight.ActionsGroup label={t('palette.commands')}>
            {commands.map(({ key, label, icon: Icon, run }) => (
              <Spotlight.Action key={key} label={label} leftSection={<Icon size={18} stroke={1.6} />} onClick={run} />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {found.length + known.length + commands.length === 0 ? (
          <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
