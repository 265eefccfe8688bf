import { useId, useState, type ClipboardEvent } from 'react'
import { useController, type Control } from 'react-hook-form'
import { toInstant } from '../../../contract/instant.ts'
import { noteLimit } from '../../../contract/params.ts'
import { countCodePoints, hasControlCharacter, normaliseNewlines } from '../../../contract/text.ts'
import { formatDate } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { useOutboxContext } from '../../outbox/outbox-context.ts'
import { useSnippets } from './snippets/snippet-storage.ts'
import { optionId, SnippetList } from './snippets/SnippetList.tsx'
import type { PlaceholderValues } from './snippets/snippet.ts'
import { useSnippetList } from './snippets/use-snippet-list.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { FieldError } from '../../shared/ui/FieldError.tsx'
import { TextArea } from '../../shared/ui/TextArea.tsx'
import { noteError } from './composer-schema.ts'
import type { LeadContext, ComposerValues } from './composer-values.ts'
import { refusedCharacters, removeControlCharacters, replaceControlCharacters } from './control-characters.ts'
import styles from './NoteField.module.css'
import { showToast } from '../../shared/ui/show-toast.ts'
import { insertText } from '../../shared/ui/insert-text.ts'
import { htmlToText } from './html-to-text.ts'

/** The counter is shown when at most this many code points are left. */
const counterThreshold = 500

interface NoteFieldProps {
  readonly control: Control<ComposerValues>
  readonly lead: LeadContext
  /** the error text, once the form has been submitted */
  readonly error: string | undefined
  /** called after a button has fixed the note: that button disappears while it has the focus */
  readonly onFixed: () => void
}

/** The note. Characters that the service would reject are reported as soon as they are in the field. */
export function NoteField({ control, lead, error, onFixed }: NoteFieldProps) {
  const t = useMessages()
  const id = useId()
  const { field } = useController({ control, name: 'note' })
  const paste = usePaste()
  const placeholders = usePlaceholderValues(lead)
  const list = useSnippetList(field.value, useSnippets(useOutboxContext().person ?? ''), placeholders)
  const [slash, setSlash] = useState<HTMLElement | null>(null)
  const listId = `${id}-snippets`
  const left = noteLimit - countCodePoints(field.value)
  const code = noteError(field.value)
  const hasRefused = code === 'control_character' || code === 'malformed_unicode'
  const errorText = hasRefused
    ? t('composer.refusedCharacters', { codes: refusedCharacters(field.value).slice(0, 3).join(', ') })
    : error
  const fix = (text: string) => {
    field.onChange(text)
    onFixed()
  }
  return (
    <>
      <TextArea
        {...field}
        frame="bare"
        aria-label={t('composer.note')}
        placeholder={t('composer.placeholder')}
        aria-invalid={errorText !== undefined || left < 0 || undefined}
        aria-describedby={`${id}-fault ${id}-left`}
        markerAt={list.open ? list.from : undefined}
        markerRef={setSlash}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={list.open ? listId : undefined}
        aria-activedescendant={
          list.highlighted === undefined ? undefined : optionId(listId, list.highlighted)
        }
        onChange={(event) => {
          field.onChange(event)
          list.follow(event)
        }}
        onSelect={list.follow}
        onKeyDown={list.onKeyDown}
        onBlur={() => {
          field.onBlur()
          list.leave()
        }}
        onPaste={paste}
      />
      <SnippetList id={listId} list={list} placeholders={placeholders} anchor={slash} />
      <div className={styles.below}>
        <FieldError
          id={`${id}-fault`}
          message={errorText ?? (left < 0 ? t('composer.tooLong') : undefined)}
        />
        {hasRefused && (
          <span className={styles.fixes}>
            <Button size="s" onClick={() => fix(removeControlCharacters(field.value))}>
              {t('composer.removeThem')}
            </Button>
            <Button size="s" onClick={() => fix(replaceControlCharacters(field.value))}>
              {t('composer.showThem')}
            </Button>
          </span>
        )}
        {left <= counterThreshold && (
          <span id={`${id}-left`} className={styles.left} data-over={left < 0} data-figures>
            {left < 0 ? t('composer.tooMany', { count: -left }) : t('composer.left', { count: left })}
          </span>
        )}
      </div>
    </>
  )
}

/** Values for the placeholders of a snippet: the lead, today's date and the current user. */
function usePlaceholderValues({ id, name }: LeadContext): PlaceholderValues {
  const viewer = useViewer()
  const me = useSignedIn().user.name
  return { date: formatDate(toInstant(viewer.now), viewer), lead: name ?? id, me }
}

/**
 * Pastes into a note without dropping anything silently. Characters that a browser would omit are inserted, and the field
 * then reports them; rich text without a plain form is converted to text; for a picture, a toast says that it cannot be
 * pasted.
 */
function usePaste() {
  const t = useMessages()
  return (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const { clipboardData, currentTarget } = event
    const plain = normaliseNewlines(clipboardData.getData('text/plain'))
    // the browser pastes ordinary text itself
    if (plain !== '' && !hasControlCharacter(plain)) return
    const text = plain === '' ? htmlToText(clipboardData.getData('text/html')) : plain
    if (text === undefined && clipboardData.files.length === 0) return
    event.preventDefault()
    if (text === undefined) showToast({ text: t('composer.onlyText') })
    else insertText(currentTarget, text)
  }
}
