import type { Instant } from '../../../../contract/instant.ts'
import { formatDay } from '../../../shared/i18n/format-time.ts'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import styles from './DayHeader.module.css'

/** The header above the first event of a day: `Today · Monday 23 November`. */
export function DayHeader({ date }: { readonly date: Instant }) {
  const day = formatDay(date, useViewer())
  return (
    <h2 className={styles.day}>
      <span>{`${day.name} `}</span>
      <span className={styles.date}>{day.date}</span>
    </h2>
  )
}
