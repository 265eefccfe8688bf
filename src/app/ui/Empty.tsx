import type { ReactNode } from 'react'
import styles from './Empty.module.css'

interface EmptyProps {
  readonly title: string
  readonly text?: string
  /** what can be done about it */
  readonly action?: ReactNode
  /** a small picture above the words, decoration */
  readonly picture?: ReactNode
}

/** What stands where there is nothing to show: what that means, and what to do. */
export function Empty({ title, text, action, picture }: EmptyProps) {
  return (
    <div className={styles.empty}>
      {picture}
      <p className={styles.title}>{title}</p>
      {text !== undefined && <p className={styles.text}>{text}</p>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  )
}
