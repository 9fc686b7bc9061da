/** A customer as one reads it: whom to ring first, then whether one may deliver, then the rest. */
import { Alert, Anchor, Badge, Box, Button, Divider, Group, Stack, Table, Text, Title } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconAlertTriangle, IconCheck, IconPencil, IconPhone } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import type { CustomerEntry } from '../../../src-main/features/customers/contract'
import { canRing, showPhone } from '../../../src-main/features/office/phones.rules'
import { useRead, useWrite } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { Attachments } from '../../components/Attachments'
import { ReasonForm } from '../../components/ReasonForm'
import { RefusalAlert } from '../../components/RefusalAlert'
import { MergeForm } from './MergeForm'
import { useDivisionName } from './divisions'
import { standingColor } from './standing'

type Props = { entry: CustomerEntry; onEdit: () => void; onGone: () => void; onView: (id: string) => void }

export const CustomerView = ({ entry, onEdit, onGone, onView }: Props) => {
  const { t, i18n } = useTranslation('customers')
  const { t: core } = useTranslation('core')
  const { t: office } = useTranslation('office')
  const { day, dayOf, moment, now } = useMoments()
  const confirm = useWrite('customers.confirm')
  const erase = useWrite('customers.erase')
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const divisionName = useDivisionName(entry.divisionCode)
  const today = dayOf(now())
  const expired = entry.licenceValidUntil !== null && entry.licenceValidUntil < today
  const hints = [
    entry.contacts.some(contact => contact.phones.some(canRing)) ? null : t('hints.noPhone'),
    entry.licenceNumber === '' ? t('hints.noLicence') : null,
    entry.address === '' ? t('hints.noAddress') : null,
    entry.lastConfirmedOn === null ? t('hints.neverConfirmed') : null,
  ].filter(hint => hint !== null)

  const section = (title: string, content: ReactNode) => (
    <Box>
      <Title order={3} mb={4}>
        {title}
      </Title>
      {content}
    </Box>
  )

  if (entry.mergedInto) {
    const into = entry.mergedInto
    return (
      <Alert color="gray">
        <Text>{t('mergedAway')}</Text>
        <Anchor
          component="button"
          onClick={() => {
            onView(into)
          }}
        >
          {t('openKept')}
        </Anchor>
      </Alert>
    )
  }
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Group gap="xs">
          <Text c="dimmed">{entry.code}</Text>
          {entry.shortName ? <Text c="dimmed">{entry.shortName}</Text> : null}
          {entry.tags.map(tag => (
            <Badge key={tag} variant="default">
              {tag}
            </Badge>
          ))}
        </Group>
        {may(role, 'clerk') ? (
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconCheck size={16} />}
              loading={confirm.running}
              onClick={() => void confirm.run({ id: entry.id, version: entry.version })}
            >
              {t('confirmToday')}
            </Button>
            <Button leftSection={<IconPencil size={16} />} onClick={onEdit}>
              {core('edit')}
            </Button>
          </Group>
        ) : null}
      </Group>
      <RefusalAlert refusal={confirm.refusal} />
      {entry.standing === 'normal' ? null : (
        <Alert color={standingColor(entry.standing)} icon={<IconAlertTriangle size={18} />}>
          {t(`standingSentence.${entry.standing}`, { reason: entry.standingReason })}
        </Alert>
      )}
      {section(
        t('contacts'),
        entry.contacts.length === 0 ? (
          <Text c="dimmed">{t('noContacts')}</Text>
        ) : (
          <Stack gap="sm">
            {entry.contacts.map((contact, index) => (
              <Box key={index}>
                <Group gap="xs">
                  <Text fw={contact.preferred ? 700 : 500}>{contact.name}</Text>
                  <Text c="dimmed" size="sm">
                    {contact.role}
                  </Text>
                  {contact.preferred ? <Badge variant="light">{t('preferred')}</Badge> : null}
                </Group>
                {contact.phones.map((phone, at) => (
                  <Group key={at} gap="xs">
                    <IconPhone size={16} stroke={1.6} aria-hidden />
                    <Text fz={phone.preferred && contact.preferred ? 20 : 16} fw={phone.preferred ? 600 : 400}>
                      {showPhone(phone, i18n.language)}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {office(`phoneKinds.${phone.kind}`)}
                    </Text>
                  </Group>
                ))}
                {contact.email ? <Text size="sm">{contact.email}</Text> : null}
                {contact.note ? (
                  <Text size="sm" c="dimmed">
                    {contact.note}
                  </Text>
                ) : null}
              </Box>
            ))}
          </Stack>
        ),
      )}
      <Divider />
      {section(
        t('where'),
        <Stack gap={2}>
          <Text>{[divisionName, entry.address].filter(Boolean).join(' ') || t('hints.noAddress')}</Text>
          <Text size="sm" c="dimmed">
            {t('areaIs', { area: entry.area || core('none') })}
          </Text>
        </Stack>,
      )}
      {section(
        t('licence'),
        <Text {...(expired ? { c: 'red' } : {})}>
          {entry.licenceNumber === ''
            ? t('hints.noLicence')
            : entry.licenceValidUntil === null
              ? t('licenceOpen', { number: entry.licenceNumber })
              : t(expired ? 'licenceExpired' : 'licenceUntil', {
                  number: entry.licenceNumber,
                  day: day(entry.licenceValidUntil),
                })}
        </Text>,
      )}
      {entry.contracts.length > 0
        ? section(
            t('contracts'),
            <Table fz="sm">
              <Table.Tbody>
                {entry.contracts.map(contract => (
                  <Table.Tr key={contract.reference}>
                    <Table.Td>{contract.reference}</Table.Td>
                    <Table.Td>
                      {contract.responseHours === null ? '' : t('respondsIn', { count: contract.responseHours })}
                    </Table.Td>
                    <Table.Td>
                      {contract.visitEveryDays === null ? '' : t('visitEvery', { count: contract.visitEveryDays })}
                    </Table.Td>
                    <Table.Td>{[contract.startsOn, contract.endsOn].filter(Boolean).join(' – ')}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>,
          )
        : null}
      {entry.equipment.length > 0
        ? section(
            t('equipment'),
            <Table fz="sm">
              <Table.Tbody>
                {entry.equipment.map((item, index) => (
                  <Table.Tr key={index}>
                    <Table.Td>{item.product}</Table.Td>
                    <Table.Td>{item.serial}</Table.Td>
                    <Table.Td>{item.installedOn ?? ''}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>,
          )
        : null}
      {entry.notes ? section(t('notes'), <Text className="notes">{entry.notes}</Text>) : null}
      <Attachments ownerKind="customer" ownerId={entry.id} writes={may(role, 'clerk')} />
      {hints.length > 0 ? (
        <Alert color="yellow" title={t('incomplete')}>
          {hints.join(t('hints.separator'))}
        </Alert>
      ) : null}
      <Divider />
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {t('changedAt', { when: moment(entry.updatedAt) })}
          {entry.lastConfirmedOn ? ` · ${t('confirmedOn', { day: day(entry.lastConfirmedOn) })}` : ''}
        </Text>
        <Group gap="xs">
          {may(role, 'clerk') ? (
            <Button
              variant="subtle"
              color="gray"
              onClick={() => {
                const shown = modals.open({
                  title: t('merge.title'),
                  size: 'lg',
                  children: (
                    <MergeForm
                      keep={entry}
                      onDone={() => {
                        modals.close(shown)
                      }}
                    />
                  ),
                })
              }}
            >
              {t('merge.open')}
            </Button>
          ) : null}
          {may(role, 'manager') ? (
            <Button
              variant="subtle"
              color="red"
              onClick={() => {
                const shown = modals.open({
                  title: t('erase.title'),
                  children: (
                    <ReasonForm
                      lead={t('erase.lead', { name: entry.name })}
                      action={t('erase.do')}
                      run={reason => erase.run({ id: entry.id, version: entry.version, reason })}
                      onDone={() => {
                        modals.close(shown)
                        onGone()
                      }}
                    />
                  ),
                })
              }}
            >
              {t('erase.open')}
            </Button>
          ) : null}
        </Group>
      </Group>
    </Stack>
  )
}
