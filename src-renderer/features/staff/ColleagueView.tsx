/** A colleague as one reads it: the numbers first, then where they belong and what they can do. */
import { Badge, Box, Button, Group, Stack, Table, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconCheck, IconPencil, IconPhone } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { may } from '../../../src-main/features/access/rules'
import { showPhone } from '../../../src-main/features/office/phones.rules'
import type { ColleagueEntry } from '../../../src-main/features/staff/contract'
import { useRead, useWrite } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { ReasonForm } from '../../components/ReasonForm'
import { RefusalAlert } from '../../components/RefusalAlert'
import { useSkillName } from '../../app/skillNames'

type Props = { entry: ColleagueEntry; onEdit: () => void; onGone: () => void }

export const ColleagueView = ({ entry, onEdit, onGone }: Props) => {
  const { t, i18n } = useTranslation('staff')
  const { t: core } = useTranslation('core')
  const { t: office } = useTranslation('office')
  const { day, moment } = useMoments()
  const skillName = useSkillName()
  const confirm = useWrite('staff.confirm')
  const erase = useWrite('staff.erase')
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const { id, version } = entry
  const facts = [
    [t('department'), entry.department || t('noDepartment')],
    [t('post'), entry.post],
    [t('skills'), entry.skills.map(skillName).join(t('separator'))],
    [t('deputies'), entry.deputyNames.join(t('separator'))],
    [t('email'), entry.email],
    [t('wecom'), entry.wecom],
    [t('dingtalk'), entry.dingtalk],
    [t('note'), entry.note],
  ].filter(([, value]) => value !== '')
  const askErase = (): void => {
    modals.open({
      title: t('erase.title'),
      children: (
        <ReasonForm
          lead={t('erase.lead', { name: entry.name })}
          action={t('erase.do')}
          run={reason => erase.run({ id, version, reason })}
          onDone={() => {
            modals.closeAll()
            onGone()
          }}
        />
      ),
    })
  }
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Group gap="xs">
          <Text c="dimmed">{entry.code}</Text>
          {entry.teamRole === 'none' ? null : <Badge>{t(`teamRole.${entry.teamRole}`)}</Badge>}
          {entry.employed ? null : <Badge color="gray">{t('left')}</Badge>}
        </Group>
        {may(role, 'clerk') ? (
          <Group gap="xs">
            <Button
              variant="default"
              leftSection={<IconCheck size={16} />}
              loading={confirm.running}
              onClick={() => void confirm.run({ id, version })}
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
      <Box>
        {entry.phones.length === 0 ? <Text c="dimmed">{t('noPhone')}</Text> : null}
        {entry.phones.map((phone, index) => (
          <Group key={index} gap="xs">
            <IconPhone size={16} stroke={1.6} aria-hidden />
            <Text fz={phone.preferred ? 20 : 16} fw={phone.preferred ? 600 : 400}>
              {showPhone(phone, i18n.language)}
            </Text>
            <Text size="xs" c="dimmed">
              {office(`phoneKinds.${phone.kind}`)}
            </Text>
          </Group>
        ))}
      </Box>
      <Table withRowBorders={false} verticalSpacing={4}>
        <Table.Tbody>
          {facts.map(([name, value]) => (
            <Table.Tr key={name}>
              <Table.Td w={120} c="dimmed" style={{ verticalAlign: 'top' }}>
                {name}
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'pre-wrap' }}>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed">
        {entry.lastConfirmedOn ? t('confirmedOn', { day: day(entry.lastConfirmedOn) }) : t('neverConfirmed')}
        {t('separator')}
        {t('changedAt', { when: moment(entry.updatedAt) })}
      </Text>
      {may(role, 'manager') ? (
        <Group>
          <Button variant="subtle" color="red" size="xs" onClick={askErase}>
            {t('erase.title')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  )
}
