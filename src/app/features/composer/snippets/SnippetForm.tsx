import { useEffect, useId, useRef, useState, type FormEvent } from 'react'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { FieldError } from '../../../shared/ui/FieldError.tsx'
import { stopEscapePropagation } from '../../../shared/ui/stop-escape.ts'
import { isModified } from '../../../shared/ui/shortcut.ts'
import { TextArea } from '../../../shared/ui/TextArea.tsx'
import { TextField } from '../../../shared/ui/TextField.tsx'
import { snippetSchema, type Snippet } from './snippet.ts'
import styles from '../../../shared/ui/RowList.module.css'

interface SnippetFormProps {
  readonly snippet: Snippet
  /** names of the other snippets, in lower case */
  readonly takenNames: readonly string[]
  readonly onSave: (snippet: Snippet) => void
  readonly onCancel: () => void
}

/** The form for a snippet's name and text. */
export function SnippetForm({ snippet, takenNames, onSave, onCancel }: SnippetFormProps) {
  const t = useMessages()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [{ name, text }, setValues] = useState(snippet)
  const [submitted, setSubmitted] = useState(false)
  const result = snippetSchema.safeParse({ name: name.trim().replace(/^\//, ''), text })
  const invalidFields = result.error?.issues.map(({ path: [field] }) => field) ?? []
  const nameError = invalidFields.includes('name')
    ? t('snippets.nameMissing')
    : result.data !== undefined && takenNames.includes(result.data.name.toLowerCase())
      ? t('snippets.nameTaken')
      : undefined
  const textError = invalidFields.includes('text') ? t('snippets.textMissing') : undefined
  useEffect(() => form.current?.querySelector('input')?.focus(), [])

  const save = (event: FormEvent) => {
    event.preventDefault()
    setSubmitted(true)
    if (result.data !== undefined && nameError === undefined) onSave(result.data)
    else form.current?.querySelector<HTMLElement>(nameError === undefined ? 'textarea' : 'input')?.focus()
  }
  return (
    // the shortcuts work from both fields
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      noValidate
      className={styles.form}
      onSubmit={save}
      onKeyDown={(event) => {
        // the input method uses these keys: its text is not in the field yet
        if (event.nativeEvent.isComposing) return
        if (isModified(event, 'Enter')) save(event)
        if (event.key !== 'Escape') return
        // Escape closes the form, not the dialog around it
        stopEscapePropagation(event)
        onCancel()
      }}
    >
      <TextField
        label={t('snippets.name')}
        value={name}
        autoComplete="off"
        spellCheck={false}
        error={submitted ? nameError : undefined}
        onChange={(event) => setValues({ name: event.target.value, text })}
      />
      <div className={styles.field}>
        <label className={styles.label} htmlFor={id}>
          {t('snippets.text')}
        </label>
        <TextArea
          id={id}
          value={text}
          aria-invalid={(submitted && textError !== undefined) || undefined}
          aria-describedby={`${id}-fault`}
          onChange={(event) => setValues({ name, text: event.target.value })}
        />
        <FieldError id={`${id}-fault`} message={submitted ? textError : undefined} />
      </div>
      <span className={styles.buttons}>
        <Button type="submit" variant="primary">
          {t('snippets.save')}
        </Button>
        <Button onClick={onCancel}>{t('snippets.cancel')}</Button>
      </span>
    </form>
  )
}
