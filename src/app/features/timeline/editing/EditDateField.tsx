import { useId } from 'react'
import type { Instant } from '../../../../contract/instant.ts'
import type { ChosenDate } from '../../../shared/time/local-minute.ts'
import { DateField } from '../../../shared/dates/DateField.tsx'
import { DateHint } from '../../../shared/dates/DateHint.tsx'
import type { DateInput } from '../../../shared/dates/use-date-validation.ts'
import { formatWeekdayMoment } from '../../../shared/i18n/format-time.ts'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import styles from './NoteEditor.module.css'
import type { DateEdit } from './use-date-edit.ts'

interface EditDateFieldProps {
  readonly dateEdit: DateEdit
  /** the event's saved date */
  readonly current: Instant
  readonly value: ChosenDate | undefined
  readonly onChange: (date: ChosenDate | undefined) => void
  readonly validation: DateInput
  /** moves the focus to the note */
  readonly onDone: () => void
}

/** Edits the date of a lead's latest event, with the composer's field and rule. */
export function EditDateField({
  dateEdit,
  current,
  value,
  onChange,
  validation,
  onDone,
}: EditDateFieldProps) {
  const viewer = useViewer()
  const hintId = useId()
  const shared = { value, onChange, latest: dateEdit.latest, wording: 'correct' } as const
  return (
    <>
      <DateField
        {...shared}
        unchosen={formatWeekdayMoment(current, viewer)}
        invalid={validation.error !== undefined}
        hintId={hintId}
        onConfirm={onDone}
      />
      <div className={styles.hint}>
        <DateHint
          {...shared}
          id={hintId}
          validation={validation.result}
          error={validation.error}
          onFixed={onDone}
        />
      </div>
    </>
  )
}
