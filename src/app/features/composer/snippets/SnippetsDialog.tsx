import { useRef, useState, useEffect, useId, type FormEvent } from 'react'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { personKey, personOf } from '../../../shared/session/person.ts'
import { useSignedIn } from '../../../shared/session/signed-in.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { Dialog } from '../../../shared/ui/Dialog.tsx'
import { saveSnippets, useSnippets } from './snippet-storage.ts'
import { type Snippet, snippetSchema } from './snippet.ts'
import styles from '../../../shared/ui/RowList.module.css'
import { Icon } from '../../../shared/ui/Icon.tsx'
import { FieldError } from '../../../shared/ui/FieldError.tsx'
import { stopEscapePropagation } from '../../../shared/ui/stop-escape.ts'
import { isModified } from '../../../shared/ui/shortcut.ts'
import { TextArea } from '../../../shared/ui/TextArea.tsx'
import { TextField } from '../../../shared/ui/TextField.tsx'

/** The value of `edited` for a new snippet, which has no name yet. */
const unnamed = ''

/** The dialog in which a user creates, edits and deletes their snippets. */
export function SnippetsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages()
  const person = personKey(personOf(useSignedIn().user))
  const snippets = useSnippets(person)
  const [edited, setEdited] = useState<string>()
  const [deleted, setDeleted] = useState<Snippet>()
  const [isPersisted, setIsPersisted] = useState(true)
  const addButton = useRef<HTMLButtonElement>(null)
  const others = snippets.filter(({ name }) => name !== edited)
  const sorted = snippets.toSorted((one, other) => one.name.localeCompare(other.name))
  const save = (changed: readonly Snippet[]) => setIsPersisted(saveSnippets(person, changed))
  /** Closes the form and moves the focus, which the form had, to the button. */
  const close = () => {
    setEdited(undefined)
    addButton.current?.focus()
  }
  const form = (snippet: Snippet) => (
    <SnippetForm
      snippet={snippet}
      takenNames={others.map(({ name }) => name.toLowerCase())}
      onSave={(saved) => {
        save([...others, saved])
        close()
      }}
      onCancel={close}
    />
  )
  return (
    <Dialog
      title={t('snippets.title')}
      onClose={onClose}
      footer={
        <Button
          ref={addButton}
          aria-disabled={edited === unnamed || undefined}
          onClick={() => setEdited(unnamed)}
        >
          {t('snippets.new')}
        </Button>
      }
    >
      <div className={styles.sheet}>
        <p className={styles.intro}>
          {`${t('snippets.intro', { date: '{date}', lead: '{lead}', me: '{me}' })} ${t('snippets.kept')}`}
        </p>
        {snippets.length === 0 && edited === undefined && (
          <p className={styles.none}>{t('snippets.none', { date: '{date}' })}</p>
        )}
        {snippets.length > 0 && (
          <ul className={styles.list} aria-label={t('snippets.list')}>
            {sorted.map((snippet) => (
              <li key={snippet.name}>
                {snippet.name === edited ? (
                  form(snippet)
                ) : (
                  <SnippetRow
                    snippet={snippet}
                    onEdit={() => setEdited(snippet.name)}
                    onDelete={() => {
                      save(snippets.filter(({ name }) => name !== snippet.name))
                      setDeleted(snippet)
                    }}
                  />
                )}
              </li>
            ))}
          </ul>
        )}
        {deleted !== undefined && (
          <p className={styles.deleted}>
            <output>{t('snippets.deleted', { name: deleted.name })}</output>
            <Button
              key={deleted.name}
              size="s"
              variant="quiet"
              // the “Delete” button has disappeared while it had the focus
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus
              onClick={() => {
                save([...snippets.filter(({ name }) => name !== deleted.name), deleted])
                setDeleted(undefined)
                addButton.current?.focus()
              }}
            >
              {t('snippets.undo')}
            </Button>
          </p>
        )}
        {!isPersisted && <p role="alert">{t('snippets.notKept')}</p>}
        {edited === unnamed && form({ name: '', text: '' })}
      </div>
    </Dialog>
  )
}

interface SnippetRowProps {
  readonly snippet: Snippet
  readonly onEdit: () => void
  readonly onDelete: () => void
}

/** A row of the user's list of snippets. */
function SnippetRow({ snippet: { name, text }, onEdit, onDelete }: SnippetRowProps) {
  const t = useMessages()
  return (
    <div className={styles.row}>
      <span className={styles.words} translate="no">
        <b className={styles.name}>{`/${name}`}</b>
        <span className={styles.text}>{text}</span>
      </span>
      <Button size="s" variant="quiet" aria-label={t('snippets.editNamed', { name })} onClick={onEdit}>
        <Icon name="edit" />
      </Button>
      <Button size="s" variant="quiet" aria-label={t('snippets.deleteNamed', { name })} onClick={onDelete}>
        <Icon name="trash" />
      </Button>
    </div>
  )
}

interface SnippetFormProps {
  readonly snippet: Snippet
  /** names of the other snippets, in lower case */
  readonly takenNames: readonly string[]
  readonly onSave: (snippet: Snippet) => void
  readonly onCancel: () => void
}

/** The form for a snippet's name and text. */
function SnippetForm({ snippet, takenNames, onSave, onCancel }: SnippetFormProps) {
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
