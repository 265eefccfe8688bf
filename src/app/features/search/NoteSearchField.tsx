import { useEffect, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { searchTextLimit } from '../../../contract/search-text.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Icon } from '../../shared/ui/Icon.tsx'
import { Kbd } from '../../shared/ui/Kbd.tsx'
import styles from './NoteSearchField.module.css'

/** Long enough for the next letter of somebody who types, too short to be waited for; in milliseconds. */
const pause = 250

interface NoteSearchFieldProps {
  readonly label: string
  /** what is looked for now */
  readonly value: string
  /** looks for what was typed, after a pause or at once where Enter is pressed */
  readonly onSearch: (q: string) => void
  /** Enter, with or without Shift */
  readonly onEnter?: (back: boolean) => void
  readonly onEscape?: () => void
  readonly onClear: () => void
  readonly onBlur?: () => void
  readonly onDown?: () => void
  readonly size?: 's' | 'm'
  readonly ref?: Ref<HTMLInputElement>
}

/** The field for the words that notes have to hold. */
export function NoteSearchField(props: NoteSearchFieldProps) {
  const { label, value, onSearch, onEnter, onEscape, onClear, onBlur, onDown, size = 's', ref } = props
  const t = useMessages()
  const [{ known, typed }, setTyped] = useState({ known: value, typed: value })
  // the way back, a link: something else is looked for than what was typed here
  if (known !== value) setTyped({ known: value, typed: typed.trim() === value ? typed : value })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const settle = (text: string) => {
    clearTimeout(timer.current)
    onSearch(text.trim())
  }
  const keys: Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>> = {
    Enter: ({ shiftKey }) => {
      settle(typed)
      onEnter?.(shiftKey)
    },
    Escape: onEscape,
    ArrowDown: onDown,
  }
  return (
    <div className={styles.field} data-size={size}>
      <Icon name="search" />
      <input
        ref={ref}
        type="text"
        className={styles.input}
        aria-label={label}
        placeholder={label}
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={searchTextLimit}
        value={typed}
        onChange={({ target: { value: text } }) => {
          setTyped({ known: value, typed: text })
          clearTimeout(timer.current)
          timer.current = setTimeout(() => settle(text), pause)
        }}
        onKeyDown={(event) => {
          const act = keys[event.key]
          if (act === undefined || event.nativeEvent.isComposing) return
          event.preventDefault()
          act(event)
        }}
        onBlur={() => {
          settle(typed)
          onBlur?.()
        }}
      />
      {typed === '' ? (
        <Kbd>/</Kbd>
      ) : (
        <button
          type="button"
          className={styles.clear}
          aria-label={t('search.clear')}
          onClick={() => {
            clearTimeout(timer.current)
            setTyped({ known: value, typed: '' })
            onClear()
          }}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  )
}
