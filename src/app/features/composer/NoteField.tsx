import { useId, useState } from 'react'
import { useController, type Control } from 'react-hook-form'
import { noteLimit } from '../../../contract/params.ts'
import { countCodePoints } from '../../../contract/text.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useOutboxContext } from '../../outbox/outbox-context.ts'
import { useSnippets } from './snippets/snippet-storage.ts'
import { optionId, SnippetList } from './snippets/SnippetList.tsx'
import { usePlaceholderValues } from './snippets/use-placeholder-values.ts'
import { useSnippetList } from './snippets/use-snippet-list.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { FieldError } from '../../shared/ui/FieldError.tsx'
import { TextArea } from '../../shared/ui/TextArea.tsx'
import { noteFault } from './composer-schema.ts'
import type { LeadContext, ComposerValues } from './composer-values.ts'
import { refusedCharacters, removeControlCharacters, replaceControlCharacters } from './control-characters.ts'
import styles from './NoteField.module.css'
import { usePaste } from './use-paste.ts'

/** Code points before the limit from which on those that are left are counted. */
const near = 500

interface NoteFieldProps {
  readonly control: Control<ComposerValues>
  readonly lead: LeadContext
  /** what is wrong with it, in words, once that was asked */
  readonly fault: string | undefined
  /** what was wrong was mended by a press: the button goes away with the focus on it */
  readonly onMended: () => void
}

/** What happened, in words. What the service would refuse of a text is said as soon as it stands there. */
export function NoteField({ control, lead, fault, onMended }: NoteFieldProps) {
  const t = useMessages()
  const id = useId()
  const { field } = useController({ control, name: 'note' })
  const paste = usePaste()
  const facts = usePlaceholderValues(lead)
  const list = useSnippetList(field.value, useSnippets(useOutboxContext().person ?? ''), facts)
  const [slash, setSlash] = useState<HTMLElement | null>(null)
  const listId = `${id}-snippets`
  const left = noteLimit - countCodePoints(field.value)
  const code = noteFault(field.value)
  const refused = code === 'control_character' || code === 'malformed_unicode'
  const words = refused
    ? t('composer.refusedCharacters', { codes: refusedCharacters(field.value).slice(0, 3).join(', ') })
    : fault
  const mend = (text: string) => {
    field.onChange(text)
    onMended()
  }
  return (
    <>
      <TextArea
        {...field}
        frame="bare"
        aria-label={t('composer.note')}
        placeholder={t('composer.placeholder')}
        aria-invalid={words !== undefined || left < 0 || undefined}
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
      <SnippetList id={listId} list={list} facts={facts} anchor={slash} />
      <div className={styles.below}>
        <FieldError id={`${id}-fault`} words={words ?? (left < 0 ? t('composer.tooLong') : undefined)} />
        {refused && (
          <span className={styles.mends}>
            <Button size="s" onClick={() => mend(removeControlCharacters(field.value))}>
              {t('composer.removeThem')}
            </Button>
            <Button size="s" onClick={() => mend(replaceControlCharacters(field.value))}>
              {t('composer.showThem')}
            </Button>
          </span>
        )}
        {left <= near && (
          <span id={`${id}-left`} className={styles.left} data-over={left < 0} data-figures>
            {left < 0 ? t('composer.tooMany', { count: -left }) : t('composer.left', { count: left })}
          </span>
        )}
      </div>
    </>
  )
}
