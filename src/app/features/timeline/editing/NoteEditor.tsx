import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { countCodePoints } from '../../../../contract/text.ts'
import { noteLimit } from '../../../../contract/params.ts'
import { useDateValidation, type DateInput } from '../../../shared/dates/use-date-validation.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { FieldError } from '../../../shared/ui/FieldError.tsx'
import { isModified, formatShortcut } from '../../../shared/ui/shortcut.ts'
import { TextArea } from '../../../shared/ui/TextArea.tsx'
import type { NoteDraft } from './note-draft.ts'
import styles from './NoteEditor.module.css'
import type { DateEdit } from './use-date-edit.ts'
import type { NoteEdit } from './use-note-edit.ts'
import type { Instant } from '../../../../contract/instant.ts'
import type { ChosenDate } from '../../../shared/time/local-minute.ts'
import { DateField } from '../../../shared/dates/DateField.tsx'
import { DateHint } from '../../../shared/dates/DateHint.tsx'
import { formatWeekdayMoment } from '../../../shared/i18n/format-time.ts'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'

interface NoteEditorProps {
  readonly edit: NoteEdit
  readonly draft: NoteDraft
  /** the event's date, and the window in which it can be edited, if any; absent for a queued event */
  readonly date?: { readonly current: string; readonly dateEdit: DateEdit | undefined }
}

/** Edits the note of an event in place, and its date if that can be edited. */
export function NoteEditor({ edit, draft, date }: NoteEditorProps) {
  const t = useMessages()
  const errorId = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const tooLong = countCodePoints(draft.note) > noteLimit
  const dateEdit = date?.dateEdit
  // a date that was chosen before the date became uneditable is not sent
  const chosen = dateEdit && draft.date
  const [submitted, setSubmitted] = useState(false)
  const { result, error } = useDateValidation(chosen, dateEdit?.latest, 'correct')
  const isDateMissing = submitted && chosen !== undefined && result === undefined
  const { takesFocus } = edit
  const focusNote = () => field.current?.focus()
  useEffect(() => {
    const area = field.current
    if (!takesFocus || area === null) return
    area.focus()
    area.setSelectionRange(area.value.length, area.value.length)
  }, [takesFocus])
  const save = () => {
    if (tooLong) focusNote()
    else if (chosen === undefined) edit.save(undefined)
    else if (result !== undefined && error === undefined) edit.save(result.at)
    else setSubmitted(true)
  }
  const handleKeyDown = (event: KeyboardEvent) => {
    if (isModified(event, 'Enter')) {
      event.preventDefault()
      save()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      edit.cancel()
    }
  }
  return (
    // Escape and the shortcut also work from the buttons
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.editor} onKeyDown={handleKeyDown}>
      <TextArea
        ref={field}
        value={draft.note}
        aria-label={t('timeline.note')}
        aria-invalid={tooLong || undefined}
        aria-describedby={errorId}
        onChange={(event) => edit.change(event.target.value)}
      />
      <FieldError
        id={errorId}
        message={tooLong ? t('problem.field.too_long', { max: noteLimit }) : undefined}
      />
      {date !== undefined && dateEdit !== undefined && (
        <EditDateField
          dateEdit={dateEdit}
          current={date.current}
          value={draft.date}
          onChange={edit.chooseDate}
          validation={{ result, error: error ?? (isDateMissing ? t('composer.dateMissing') : undefined) }}
          onDone={focusNote}
        />
      )}
      <div className={styles.buttons}>
        <Button variant="primary" size="s" onClick={save}>
          {t('timeline.save')}
        </Button>
        <Button size="s" onClick={edit.cancel}>
          {t('timeline.cancel')}
        </Button>
        <span className={styles.keys}>{t('timeline.editKeys', { save: formatShortcut('Enter') })}</span>
        {date !== undefined && dateEdit === undefined && (
          <span className={styles.fixed}>{t('correct.onlyLatest')}</span>
        )}
      </div>
    </div>
  )
}

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
function EditDateField({ dateEdit, current, value, onChange, validation, onDone }: EditDateFieldProps) {
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
