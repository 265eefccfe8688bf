import { toProblem } from '../api/problems.ts'
import { useMessages } from '../i18n/i18n.ts'
import { problemMessage } from '../i18n/problem-message.ts'
import { Button } from './Button.tsx'
import styles from './LoadError.module.css'
import { Icon } from './Icon.tsx'

interface LoadErrorProps {
  /** the error of the query */
  readonly error: unknown
  /** retries the query; absent if a retry cannot help */
  readonly onRetry?: () => unknown
  /** whether a retry is in progress */
  readonly retrying?: boolean
  /** whether the message is the heading of the whole screen */
  readonly isScreen?: boolean
  /** whether it is in place of one section of a screen */
  readonly isSection?: boolean
}

/** Shown in place of content that could not be loaded: the reason, and a retry button. */
export function LoadError({
  error,
  onRetry,
  retrying = false,
  isScreen = false,
  isSection = false,
}: LoadErrorProps) {
  const t = useMessages()
  const Message = isScreen ? 'h1' : 'p'
  return (
    <div className={styles.loadError} data-section={isSection || undefined} role="alert">
      <Icon name="warning" />
      <Message className={styles.message}>{problemMessage(toProblem(error), t)}</Message>
      {onRetry !== undefined && (
        <Button size="s" busy={retrying} onClick={() => onRetry()}>
          {t('ui.tryAgain')}
        </Button>
      )}
    </div>
  )
}
