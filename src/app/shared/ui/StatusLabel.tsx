import type { ReactNode } from 'react'
import { Dot } from './Dot.tsx'
import { statusColour } from './status-colour.ts'
import styles from './StatusLabel.module.css'
import { useStatuses } from './statuses.ts'

interface StatusLabelProps {
  readonly status: string
  /** words that hold the label, where it does not stand alone: `Qualified for 12 days` */
  readonly children?: ReactNode
}

/** A lead's status: its label, with a dot of its colour. */
export function StatusLabel({ status, children = status }: StatusLabelProps) {
  const statuses = useStatuses()
  return (
    <span className={styles.status}>
      <Dot colour={statusColour(status, statuses)} />
      {children}
    </span>
  )
}
