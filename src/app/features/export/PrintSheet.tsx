import { useEffect, useEffectEvent } from 'react'
import { createPortal } from 'react-dom'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { formatDate, isOtherDay } from '../../shared/i18n/format-time.ts'
import { eventLine, type ExportLabels } from './export-labels.ts'
import styles from './PrintSheet.module.css'

interface PrintSheetProps {
  readonly events: readonly LeadEvent[]
  readonly labels: ExportLabels
  readonly onPrinted: () => void
}

/** The events for printing: while mounted, only this is printed, and it is invisible on the screen. */
export function PrintSheet({ events, labels, onPrinted }: PrintSheetProps) {
  const finish = useEffectEvent(onPrinted)
  useEffect(() => {
    const listener = () => finish()
    window.addEventListener('afterprint', listener)
    // a timer, so that an effect that runs twice opens the print dialog only once
    const timer = setTimeout(() => window.print())
    return () => {
      clearTimeout(timer)
      window.removeEventListener('afterprint', listener)
    }
  }, [])
  return createPortal(
    <div className={styles.sheet} lang={labels.viewer.locale}>
      <h1>{labels.title}</h1>
      <p>{labels.subtitle}</p>
      {events.map((event, index) => {
        const { time, owner, details } = eventLine(event, labels)
        const previous = events[index - 1]
        const startsDay = previous === undefined || isOtherDay(previous.date, event.date, labels.viewer)
        return (
          <div key={event.id} className={styles.event}>
            {startsDay && <h2>{formatDate(event.date, labels.viewer)}</h2>}
            <p>
              <b>{time}</b> {[owner, ...details].join(' · ')}
            </p>
            {event.note !== null && (
              <p dir="auto" className={styles.note}>
                {event.note}
              </p>
            )}
          </div>
        )
      })}
    </div>,
    document.body,
  )
}
