import type { ReactElement } from 'react'
import styles from './EmptyState.module.css'

interface EmptyStateProps {
  readonly title: string
  /** whether the title is the heading of the whole screen */
  readonly isScreen?: boolean
  readonly text?: string
  /** a button or link with the next step */
  readonly action?: ReactElement | false
  /** a small picture above the text, decoration */
  readonly picture?: ReactElement
}

/** Shown in place of empty content: what that means, and the next step. */
export function EmptyState({ title, isScreen = false, text, action, picture }: EmptyStateProps) {
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
