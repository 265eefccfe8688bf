import { useEffect, useEffectEvent } from 'react'
import { createPortal } from 'react-dom'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { formatDate } from '../../shared/i18n/format-time.ts'
import { isOtherDay } from '../../shared/i18n/format-time.ts'
import { eventLine, type ExportWords } from './export-words.ts'
import styles from './PrintSheet.module.css'

interface PrintSheetProps {
  readonly events: readonly LeadEvent[]
  readonly words: ExportWords
  readonly onPrinted: () => void
}

/** Events on paper: it is the only thing that is printed as long as it is there, and is not shown on the screen. */
export function PrintSheet({ events, words, onPrinted }: PrintSheetProps) {
  const finish = useEffectEvent(onPrinted)
  useEffect(() => {
    const listener = () => finish()
    window.addEventListener('afterprint', listener)
    // a timer, so that an effect that runs twice opens the browser's dialog once
    const timer = setTimeout(() => window.print())
    return () => {
      clearTimeout(timer)
      window.removeEventListener('afterprint', listener)
    }
  }, [])
  return createPortal(
    <div className={styles.sheet} lang={words.viewer.locale}>
      <h1>{words.title}</h1>
      <p>{words.subtitle}</p>
      {events.map((event, index) => {
        const { time, owner, facts } = eventLine(event, words)
        const above = events[index - 1]
        const startsDay = above === undefined || isOtherDay(above.date, event.date, words.viewer)
        return (
          <div key={event.id} className={styles.event}>
            {startsDay && <h2>{formatDate(event.date, words.viewer)}</h2>}
            <p>
              <b>{time}</b> {[owner, ...facts].join(' · ')}
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
