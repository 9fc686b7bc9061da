/** The contacts of a customer being edited: each with one field that takes every number as it is written. */
import { ActionIcon, Box, Button, Group, Radio, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CustomerFields } from '../../../src-main/features/customers/contract'
import { readPhones, showPhone } from '../../../src-main/features/office/phones.rules'
import { UnderstoodInput } from '../../components/UnderstoodInput'

export const ContactFields = ({ form }: { form: UseFormReturnType<CustomerFields> }) => {
  const { t, i18n } = useTranslation('customers')
  const { t: core } = useTranslation('core')
  const { t: office } = useTranslation('office')
  const { contacts } = form.values
  const add = (): void => {
    form.insertListItem('contacts', {
      name: '',
      role: '',
      email: '',
      note: '',
      preferred: contacts.length === 0,
      phones: [],
    })
  }
  const prefer = (chosen: number): void => {
    form.setFieldValue(
      'contacts',
      contacts.map((contact, index) => ({ ...contact, preferred: index === chosen })),
    )
  }
  return (
    <Box>
      <Group justify="space-between" mb={4}>
        <Title order={3}>{t('contacts')}</Title>
        <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} />} onClick={add}>
          {t('addContact')}
        </Button>
      </Group>
      {contacts.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noContacts')}
        </Text>
      ) : null}
      <Stack gap="sm">
        {contacts.map((contact, index) => (
          <Group key={index} align="flex-start" wrap="nowrap" gap="xs">
            <Stack gap={4} flex={1}>
              <SimpleGrid cols={2} spacing="xs">
                <TextInput label={t('contactName')} required {...form.getInputProps(`contacts.${index}.name`)} />
                <TextInput label={t('contactRole')} {...form.getInputProps(`contacts.${index}.role`)} />
              </SimpleGrid>
              <UnderstoodInput
                label={t('phones')}
                description={t('phonesHint')}
                initial={contact.phones.map(phone => phone.original).join(' / ')}
                understood={contact.phones.map(
                  phone => `${showPhone(phone, i18n.language)} ${office(`phoneKinds.${phone.kind}`)}`,
                )}
                onText={text => {
                  form.setFieldValue(`contacts.${index}.phones`, readPhones(text).slice(0, 10))
                }}
              />
              <SimpleGrid cols={2} spacing="xs">
                <TextInput label={t('email')} {...form.getInputProps(`contacts.${index}.email`)} />
                <TextInput label={t('contactNote')} {...form.getInputProps(`contacts.${index}.note`)} />
              </SimpleGrid>
              <Radio
                label={t('preferredContact')}
                checked={contact.preferred}
                onChange={() => {
                  prefer(index)
                }}
              />
            </Stack>
            <ActionIcon
              variant="subtle"
              color="gray"
              mt={26}
              aria-label={core('remove')}
              onClick={() => {
                form.removeListItem('contacts', index)
              }}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
    </Box>
  )
}
