import type { ReactNode } from 'react'
import type { Instant } from '../../../contract/instant.ts'
import { formatExact, formatExactTimeOfDay } from '../i18n/format-time.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import styles from './Time.module.css'
import { VisuallyHidden } from './VisuallyHidden.tsx'

interface TimeProps {
  readonly instant: Instant
  /** the visible text: `14:31`, `2 h`, `quiet 41 d` */
  readonly children: ReactNode
  /**
   * `spoken`: assistive technology announces the exact time in place of the short one. While the article around it has the
   * keyboard focus, the time of day to the second is in place of the short one; a popup would cover another article.
   * `title`: only on hover.
   */
  readonly exact?: 'spoken' | 'title'
}

/** A short time; on hover the exact one, to the second and with its zone. */
export function Time({ instant, children, exact = 'title' }: TimeProps) {
  const viewer = useViewer()
  const exactTime = formatExact(instant, viewer)
  return (
    <time className={styles.time} dateTime={instant} title={exactTime}>
      {exact === 'title' ? (
        children
      ) : (
        <>
          <span className={styles.short} aria-hidden="true">
            {children}
          </span>
          <span className={styles.exact} aria-hidden="true">
            {formatExactTimeOfDay(instant, viewer)}
          </span>
          <VisuallyHidden>{exactTime}</VisuallyHidden>
        </>
      )}
    </time>
  )
}
