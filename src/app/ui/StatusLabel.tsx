import { useListStatuses } from '../api/queries.ts'
import { Dot } from './Dot.tsx'
import { statusColour } from './status-colour.ts'
import styles from './StatusLabel.module.css'

/** A lead's status: its label, with a dot of its colour. */
export function StatusLabel({ status }: { readonly status: string }) {
  const statuses = useListStatuses().data?.items
  return (
    <span className={styles.status}>
      <Dot colour={statusColour(status, statuses)} />
      {status}
    </span>
  )
}
