import type { ReactNode } from 'react'
import type { Instant } from '../../../contract/instant.ts'
import { formatExact } from '../i18n/format-time.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import styles from './Time.module.css'

interface TimeProps {
  readonly instant: Instant
  /** what is in sight: `14:31`, `2 h`, `quiet 41 d` */
  readonly children: ReactNode
  /**
   * `spoken`: assistive technology reads the exact time in place of the short one, and it comes into sight while the
   * link, button or article around it has the keyboard's focus. `title`: on hover alone.
   */
  readonly exact?: 'spoken' | 'title'
}

/** A time in short; the exact one, to the second and with its zone, on hover and focus. */
export function Time({ instant, children, exact = 'title' }: TimeProps) {
  const words = formatExact(instant, useViewer())
  return (
    <time className={styles.time} dateTime={instant} title={words}>
      {exact === 'title' ? (
        children
      ) : (
        <>
          <span aria-hidden="true">{children}</span>
          <span className={styles.exact}>{words}</span>
        </>
      )}
    </time>
  )
}
