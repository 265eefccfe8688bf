import { useId } from 'react'
import type { Instant } from '../../../../contract/instant.ts'
import type { ChosenDate } from '../../../shared/time/local-minute.ts'
import { DateField } from '../../../shared/dates/DateField.tsx'
import { DateHint } from '../../../shared/dates/DateHint.tsx'
import type { DateInput } from '../../../shared/dates/use-date-validation.ts'
import { formatWeekdayMoment } from '../../../shared/i18n/format-time.ts'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import styles from './NoteEditor.module.css'
import type { DateCorrection } from './use-date-edit.ts'

interface CorrectedDateProps {
  readonly correction: DateCorrection
  /** as it stands there */
  readonly present: Instant
  readonly value: ChosenDate | undefined
  readonly onChange: (date: ChosenDate | undefined) => void
  readonly said: DateInput
  /** goes on to the note */
  readonly onSaid: () => void
}

/** The time of a lead's latest event under correction, by the composer's own field and rule. */
export function EditDateField({ correction, present, value, onChange, said, onSaid }: CorrectedDateProps) {
  const viewer = useViewer()
  const hintId = useId()
  const shared = { value, onChange, latest: correction.latest, wording: 'correct' } as const
  return (
    <>
      <DateField
        {...shared}
        unchosen={formatWeekdayMoment(present, viewer)}
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
