import { useId } from 'react'
import type { Instant } from '../../../../contract/instant.ts'
import type { ChosenDate } from '../../../shared/time/chosen-time.ts'
import { DateField } from '../../../shared/dates/DateField.tsx'
import { DateHint } from '../../../shared/dates/DateHint.tsx'
import type { SaidOfDate } from '../../../shared/dates/use-date-verdict.ts'
import { formatWeekdayMoment } from '../../../shared/i18n/format-time.ts'
import { useReader } from '../../../shared/i18n/use-reader.ts'
import styles from './NoteEditor.module.css'
import type { DateCorrection } from './use-date-correction.ts'

interface CorrectedDateProps {
  readonly correction: DateCorrection
  /** as it stands there */
  readonly present: Instant
  readonly value: ChosenDate | undefined
  readonly onChange: (date: ChosenDate | undefined) => void
  readonly said: SaidOfDate
  /** goes on to the note */
  readonly onSaid: () => void
}

/** The time of a lead's latest event under correction, by the composer's own field and rule. */
export function CorrectedDate({ correction, present, value, onChange, said, onSaid }: CorrectedDateProps) {
  const reader = useReader()
  const hintId = useId()
  const shared = { value, onChange, latest: correction.latest, wording: 'correct' } as const
  return (
    <>
      <DateField
        {...shared}
        unchosen={formatWeekdayMoment(present, reader)}
        invalid={said.fault !== undefined}
        hintId={hintId}
        onSaid={onSaid}
      />
      <div className={styles.said}>
        <DateHint {...shared} id={hintId} verdict={said.verdict} fault={said.fault} onMended={onSaid} />
      </div>
    </>
  )
}
