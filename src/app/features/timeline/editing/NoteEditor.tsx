import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { countCodePoints } from '../../../../contract/text.ts'
import { noteLimit } from '../../../../contract/params.ts'
import { useDateValidation } from '../../../shared/dates/use-date-validation.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { FieldError } from '../../../shared/ui/FieldError.tsx'
import { isModified, formatShortcut } from '../../../shared/ui/shortcut.ts'
import { TextArea } from '../../../shared/ui/TextArea.tsx'
import { EditDateField } from './EditDateField.tsx'
import type { NoteDraft } from './note-draft.ts'
import styles from './NoteEditor.module.css'
import type { DateCorrection } from './use-date-edit.ts'
import type { NoteEdit } from './use-note-edit.ts'

interface NoteEditorProps {
  readonly edit: NoteEdit
  readonly draft: NoteDraft
  /** the event's date, and the window in which it can be corrected; absent where it has none yet */
  readonly date?: { readonly present: string; readonly correction: DateCorrection | undefined }
}

/** The note of an event under edit, in its place, and its time where that can be corrected. */
export function NoteEditor({ edit, draft, date }: NoteEditorProps) {
  const t = useMessages()
  const faultId = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const tooLong = countCodePoints(draft.note) > noteLimit
  const correction = date?.correction
  // what was chosen while it could be corrected is not sent once it cannot
  const chosen = correction && draft.date
  const [asked, setAsked] = useState(false)
  const { verdict, fault } = useDateValidation(chosen, correction?.latest, 'correct')
  const unsaid = asked && chosen !== undefined && verdict === undefined
  const { focused } = edit
  const toNote = () => field.current?.focus()
  useEffect(() => {
    const area = field.current
    if (!focused || area === null) return
    area.focus()
    area.setSelectionRange(area.value.length, area.value.length)
  }, [focused])
  const save = () => {
    if (tooLong) toNote()
    else if (chosen === undefined) edit.save(undefined)
    else if (verdict !== undefined && fault === undefined) edit.save(verdict.at)
    else setAsked(true)
  }
  const useKeys = (event: KeyboardEvent) => {
    // the input method uses these keys: its text is not in the field yet
    if (event.nativeEvent.isComposing) return
    if (isModified(event, 'Enter')) {
      event.preventDefault()
      save()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      edit.cancel()
    }
  }
  return (
    // Escape and the shortcut work from the buttons too
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.editor} onKeyDown={useKeys}>
      <TextArea
        ref={field}
        value={draft.note}
        dir="auto"
        aria-label={t('timeline.note')}
        aria-invalid={tooLong || undefined}
        aria-describedby={faultId}
        onChange={(event) => edit.change(event.target.value)}
      />
      <FieldError
        id={faultId}
        words={tooLong ? t('problem.field.too_long', { max: noteLimit }) : undefined}
      />
      {date !== undefined && correction !== undefined && (
        <EditDateField
          correction={correction}
          present={date.present}
          value={draft.date}
          onChange={edit.chooseDate}
          said={{ verdict, fault: fault ?? (unsaid ? t('composer.dateMissing') : undefined) }}
          onSaid={toNote}
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
        {date !== undefined && correction === undefined && (
          <span className={styles.fixed}>{t('correct.onlyLatest')}</span>
        )}
      </div>
    </div>
  )
}
