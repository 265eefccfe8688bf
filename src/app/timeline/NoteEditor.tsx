import { useEffect, useId, useRef, type KeyboardEvent } from 'react'
import { countCodePoints } from '../../contract/text.ts'
import { noteLimit } from '../../contract/wire.ts'
import { useMessages } from '../i18n/i18n.ts'
import { Button } from '../ui/Button.tsx'
import { FieldFaultText } from '../ui/FieldFaultText.tsx'
import { isModified, modified } from '../ui/shortcut.ts'
import { TextArea } from '../ui/TextArea.tsx'
import styles from './NoteEditor.module.css'

interface NoteEditorProps {
  readonly text: string
  readonly onChange: (text: string) => void
  readonly onSave: () => void
  readonly onCancel: () => void
  /** it was opened just now, so it takes the focus; not where it is only scrolled back into sight */
  readonly focused: boolean
}

/** The note of an event under edit, in its place. */
export function NoteEditor({ text, onChange, onSave, onCancel, focused }: NoteEditorProps) {
  const t = useMessages()
  const faultId = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const tooLong = countCodePoints(text) > noteLimit
  useEffect(() => {
    const area = field.current
    if (!focused || area === null) return
    area.focus()
    area.setSelectionRange(area.value.length, area.value.length)
  }, [focused])
  const save = () => {
    if (tooLong) field.current?.focus()
    else onSave()
  }
  const useKeys = (event: KeyboardEvent) => {
    if (isModified(event, 'Enter')) {
      event.preventDefault()
      save()
    } else if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      onCancel()
    }
  }
  return (
    // Escape and the shortcut work from the buttons too
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.editor} onKeyDown={useKeys}>
      <TextArea
        ref={field}
        value={text}
        dir="auto"
        aria-label={t('timeline.note')}
        aria-invalid={tooLong || undefined}
        aria-describedby={faultId}
        onChange={(event) => onChange(event.target.value)}
      />
      <FieldFaultText
        id={faultId}
        words={tooLong ? t('problem.field.too_long', { max: noteLimit }) : undefined}
      />
      <div className={styles.buttons}>
        <Button variant="primary" size="s" onClick={save}>
          {t('timeline.save')}
        </Button>
        <Button size="s" onClick={onCancel}>
          {t('timeline.cancel')}
        </Button>
        <span className={styles.keys}>{t('timeline.editKeys', { save: modified('Enter') })}</span>
      </div>
    </div>
  )
}
