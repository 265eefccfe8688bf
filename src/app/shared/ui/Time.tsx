import type { ReactNode } from 'react'
import type { Instant } from '../../../contract/instant.ts'
import { formatExact } from '../i18n/format-time.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import styles from './Time.module.css'

interface TimeProps {
  readonly instant: Instant
  /** the visible text: `14:31`, `2 h`, `quiet 41 d` */
  readonly children: ReactNode
  /**
   * `spoken`: assistive technology announces the exact time in place of the short one, and it is visible while the
   * link, button or article around it has the keyboard focus. `title`: only on hover.
   */
  readonly exact?: 'spoken' | 'title'
}

/** A short time; on hover and focus the exact one, to the second and with its zone. */
export function Time({ instant, children, exact = 'title' }: TimeProps) {
  const exactTime = formatExact(instant, useViewer())
  return (
    <time className={styles.time} dateTime={instant} title={exactTime}>
      {exact === 'title' ? (
        children
      ) : (
        <>
          <span aria-hidden="true">{children}</span>
          <span className={styles.exact}>{exactTime}</span>
        </>
      )}
    </time>
  )
}
