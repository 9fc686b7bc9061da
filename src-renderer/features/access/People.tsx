/** Who may sign in, and as what. */
import { Badge, Button, Drawer, Group, Modal, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { roles } from '../../../src-main/contract/call'
import type { Role } from '../../../src-main/contract/call'
import { may } from '../../../src-main/features/access/rules'
import type { User } from '../../../src-main/features/access/contract'
import { useJob, useRead } from '../../app/bridge'
import { useMoments } from '../../app/moments'
import { SettingsPage } from '../../app/SettingsPage'
import { DataTable } from '../../components/DataTable'
import { RefusalAlert } from '../../components/RefusalAlert'

const pageSize = 50

export const People = () => {
  const { t } = useTranslation('access')
  const { t: core } = useTranslation('core')
  const { moment } = useMoments()
  const [page, setPage] = useState(1)
  const [opened, setOpened] = useState<User | 'new' | null>(null)
  const [told, setTold] = useState<{ name: string; password: string } | null>(null)
  const people = useRead('access.users', { offset: (page - 1) * pageSize, limit: pageSize })
  const role = useRead('access.state', {}).value?.person?.role ?? 'auditor'
  const administers = may(role, 'administrator')
  return (
    <SettingsPage>
      <Group justify="flex-end">
        {administers ? (
          <Button
            leftSection={<IconUserPlus size={16} />}
            onClick={() => {
              setOpened('new')
            }}
          >
            {t('people.add')}
          </Button>
        ) : null}
      </Group>
      <RefusalAlert refusal={people.refusal} />
      <DataTable<User>
        label={t('people.title')}
        rows={people.value?.rows}
        total={people.value?.total ?? 0}
        idOf={user => user.id}
        page={page}
        pageSize={pageSize}
        onPage={setPage}
        emptyText={t('people.none')}
        height="calc(100dvh - 270px)"
        {...(administers ? { onOpen: setOpened } : {})}
        columns={[
          { accessor: 'displayName', title: t('displayName') },
          { accessor: 'signInName', title: t('signInName') },
          { accessor: 'role', title: t('people.role'), render: user => core(`role.${user.role}`) },
          {
            accessor: 'active',
            title: t('people.state'),
            render: user => (
              <Badge variant="light" color={user.active ? 'teal' : 'gray'}>
                {t(user.active ? (user.mustChangePassword ? 'people.mustChange' : 'people.active') : 'people.inactive')}
              </Badge>
            ),
          },
          { accessor: 'createdAt', title: t('people.since'), render: user => moment(user.createdAt) },
        ]}
      />
      <Drawer
        opened={opened !== null}
        onClose={() => {
          setOpened(null)
        }}
        position="right"
        title={opened === 'new' ? t('people.add') : opened?.displayName}
      >
        {opened ? (
          <PersonForm
            key={opened === 'new' ? 'new' : opened.id + String(opened.version)}
            user={opened === 'new' ? null : opened}
            onDone={() => {
              setOpened(null)
            }}
            onTold={setTold}
          />
        ) : null}
      </Drawer>
      <Modal
        opened={told !== null}
        onClose={() => {
          setTold(null)
        }}
        title={t('people.oneTimeTitle')}
        closeOnClickOutside={false}
      >
        <Stack>
          <Text>{t('people.oneTime', { name: told?.name ?? '' })}</Text>
          <Text className="code" fz={22} fw={600} ta="center">
            {told?.password}
          </Text>
          <Button
            onClick={() => {
              setTold(null)
            }}
          >
            {core('done')}
          </Button>
        </Stack>
      </Modal>
    </SettingsPage>
  )
}

type FormProps = {
  user: User | null
  onDone: () => void
  onTold: (told: { name: string; password: string }) => void
}

const PersonForm = ({ user, onDone, onTold }: FormProps) => {
  const { t } = useTranslation('access')
  const { t: core } = useTranslation('core')
  const add = useJob('access.addUser')
  const correct = useJob('access.correctUser')
  const reset = useJob('access.resetPassword')
  const [signInName, setSignInName] = useState('')
  const [displayName, setDisplayName] = useState(user?.displayName ?? '')
  const [role, setRole] = useState<Role>(user?.role ?? 'clerk')
  const [active, setActive] = useState(user?.active ?? true)
  const save = async (): Promise<void> => {
    if (user) {
      const outcome = await correct.run({ id: user.id, version: user.version, displayName, role, active })
      if (outcome.ok) onDone()
      return
    }
    const outcome = await add.run({ signInName, displayName, role })
    if (!outcome.ok) return
    onDone()
    onTold({ name: outcome.value.user.displayName, password: outcome.value.password })
  }
  const renew = async (): Promise<void> => {
    if (!user) return
    const outcome = await reset.run({ id: user.id })
    if (!outcome.ok) return
    onDone()
    onTold({ name: user.displayName, password: outcome.value.password })
  }
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack>
        <RefusalAlert refusal={add.refusal ?? correct.refusal ?? reset.refusal} />
        {user ? null : (
          <TextInput
            label={t('signInName')}
            description={t('setUp.signInNameHint')}
            required
            value={signInName}
            onChange={event => {
              setSignInName(event.currentTarget.value)
            }}
          />
        )}
        <TextInput
          label={t('displayName')}
          required
          value={displayName}
          onChange={event => {
            setDisplayName(event.currentTarget.value)
          }}
        />
        <Select
          label={t('people.role')}
          description={t(`people.roleHint.${role}`)}
          allowDeselect={false}
          value={role}
          data={roles.map(value => ({ value, label: core(`role.${value}`) }))}
          onChange={value => {
            setRole(roles.find(known => known === value) ?? 'clerk')
          }}
        />
        {user ? (
          <Switch
            label={t('people.maySignIn')}
            checked={active}
            onChange={event => {
              setActive(event.currentTarget.checked)
            }}
          />
        ) : null}
        <Group justify="space-between">
          {user ? (
            <Button variant="default" loading={reset.running} onClick={() => void renew()}>
              {t('people.reset')}
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" loading={add.running || correct.running}>
            {core('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
