import { toProblem } from '../api/problems.ts'
import { useMessages } from '../i18n/i18n.ts'
import { problemMessage } from '../i18n/problem-message.ts'
import { Button } from './Button.tsx'
import styles from './LoadError.module.css'
import { Icon } from './Icon.tsx'

interface FailedProps {
  /** what the query threw */
  readonly error: unknown
  /** tries again; left out where that cannot help */
  readonly onRetry?: () => unknown
  /** another try is under way */
  readonly retrying?: boolean
  /** whether these words are the heading of the whole screen */
  readonly isScreen?: boolean
}

/** What stands where something could not be loaded: why, and another try. */
export function LoadError({ error, onRetry, retrying = false, isScreen = false }: FailedProps) {
  const t = useMessages()
  const Words = isScreen ? 'h1' : 'p'
  return (
    <div className={styles.failed} role="alert">
      <Icon name="warning" />
      <Words className={styles.words}>{problemMessage(toProblem(error), t)}</Words>
      {onRetry !== undefined && (
        <Button size="s" busy={retrying} onClick={() => onRetry()}>
          {t('ui.tryAgain')}
        </Button>
      )}
    </div>
  )
}
