import type { ReactNode } from 'react'
import { Dot } from './Dot.tsx'
import { statusColour } from './status-colour.ts'
import styles from './StatusLabel.module.css'
import { useStatuses } from './statuses.ts'

interface StatusLabelProps {
  readonly status: string
  /** a text that contains the label: `Qualified for 12 days` */
  readonly children?: ReactNode
}

/** A lead's status: a dot in its colour, and its label. */
export function StatusLabel({ status, children = status }: StatusLabelProps) {
  const statuses = useStatuses()
  return (
    <span className={styles.status}>
      <Dot colour={statusColour(status, statuses)} />
      <span>{children}</span>
    </span>
  )
}
