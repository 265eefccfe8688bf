import type { ReactNode } from 'react'
import styles from './EmptyState.module.css'

interface EmptyProps {
  readonly title: string
  /** whether the title is the heading of the whole screen */
  readonly isScreen?: boolean
  readonly text?: string
  /** what can be done about it */
  readonly action?: ReactNode
  /** a small picture above the words, decoration */
  readonly picture?: ReactNode
}

/** What stands where there is nothing to show: what that means, and what to do. */
export function EmptyState({ title, isScreen = false, text, action, picture }: EmptyProps) {
  const Title = isScreen ? 'h1' : 'p'
  return (
    <div className={styles.empty}>
      {picture}
      <Title className={styles.title}>{title}</Title>
      {text !== undefined && <p className={styles.text}>{text}</p>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  )
}
