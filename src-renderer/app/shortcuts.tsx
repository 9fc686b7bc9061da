/** Every key that does something, listed (Ctrl /); F1 opens the guide at the page of the screen. */
import { Kbd, Table, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { modals } from '@mantine/modals'
import { useTranslation } from 'react-i18next'

const shortcuts = [
  { keys: ['Ctrl', 'K'], what: 'palette' },
  { keys: ['Ctrl', 'N'], what: 'report' },
  { keys: ['Alt', 'N'], what: 'newCustomer' },
  { keys: ['F1'], what: 'guide' },
  { keys: ['Ctrl', '/'], what: 'list' },
  { keys: ['↑', '↓', 'Home', 'End'], what: 'move' },
  { keys: ['Page ↑', 'Page ↓'], what: 'page' },
  { keys: ['Enter'], what: 'open' },
  { keys: ['Esc'], what: 'close' },
  { keys: ['Ctrl', 'Enter'], what: 'record' },
  { keys: ['1', '…', '9'], what: 'outcome' },
  { keys: ['Tab', 'Shift Tab'], what: 'field' },
] as const

const Shortcuts = () => {
  const { t } = useTranslation('core')
  return (
    <Table verticalSpacing={4}>
      <Table.Tbody>
        {shortcuts.map(({ keys, what }) => (
          <Table.Tr key={what}>
            <Table.Td w={190}>
              {keys.map(key => (
                <Kbd key={key} mr={4}>
                  {key}
                </Kbd>
              ))}
            </Table.Td>
            <Table.Td>
              <Text size="sm">{t(`shortcuts.${what}`)}</Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

export const useShortcutList = () => {
  const { t } = useTranslation('core')
  const show = (): void => {
    modals.open({ modalId: 'shortcuts', title: t('shortcuts.title'), children: <Shortcuts /> })
  }
  useHotkeys([['mod+/', show]], [])
  return show
}
