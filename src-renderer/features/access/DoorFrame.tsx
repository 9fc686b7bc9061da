/** The plain page before anyone works: name, language, colours, and one thing to do. */
import { Box, Center, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ColorSchemeButton, LanguageButton } from '../../app/LookButtons'

type Props = { title: string; lead?: string; width?: number; children: ReactNode }

export const DoorFrame = ({ title, lead, width = 440, children }: Props) => {
  const { t } = useTranslation('core')
  return (
    <Box h="100dvh" style={{ overflow: 'auto' }}>
      <Group justify="space-between" px="md" py="xs">
        <Text fw={600}>{t('chineseName')}</Text>
        <Group gap="xs">
          <LanguageButton />
          <ColorSchemeButton />
        </Group>
      </Group>
      <Center mih="calc(100dvh - 80px)" p="md">
        <Paper withBorder p="xl" w={width} maw="100%">
          <Stack gap="md">
            <div>
              <Title order={1}>{title}</Title>
              {lead ? (
                <Text c="dimmed" mt={4}>
                  {lead}
                </Text>
              ) : null}
            </div>
            {children}
          </Stack>
        </Paper>
      </Center>
    </Box>
  )
}
