/** Says in words why something was refused. */
import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useRefusalText } from './refusalText'
import type { RefusalLike } from './refusalText'

export const RefusalAlert = ({ refusal, onClose }: { refusal: RefusalLike | null; onClose?: () => void }) => {
  const text = useRefusalText()
  if (!refusal) return null
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertTriangle size={18} />}
      {...(onClose ? { withCloseButton: true, onClose } : {})}
    >
      {text(refusal)}
    </Alert>
  )
}
