import { useEffect, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { searchTextLimit } from '../../../contract/search-text.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Icon } from '../../shared/ui/Icon.tsx'
import { Kbd } from '../../shared/ui/Kbd.tsx'
import { isComposing } from '../../shared/ui/input-composition.ts'
import styles from './NoteSearchField.module.css'

/** Debounce delay in milliseconds: longer than the pause between keystrokes, too short to notice. */
const debounceMs = 250

interface NoteSearchFieldProps {
  readonly label: string
  /** the current search text */
  readonly value: string
  /** called with the typed text, after the debounce delay or immediately on Enter or blur */
  readonly onSearch: (q: string) => void
  /** called for Enter; `back` is true with Shift */
  readonly onEnter?: (back: boolean) => void
  readonly onEscape?: () => void
  readonly onClear: () => void
  readonly onBlur?: () => void
  readonly onDown?: () => void
  readonly size?: 's' | 'm'
  readonly ref?: Ref<HTMLInputElement>
}

/** The field for a search in notes. */
export function NoteSearchField(props: NoteSearchFieldProps) {
  const { label, value, onSearch, onEnter, onEscape, onClear, onBlur, onDown, size = 's', ref } = props
  const t = useMessages()
  const [{ previousValue, typed }, setTyped] = useState({ previousValue: value, typed: value })
  // the search text has changed elsewhere, for example by the browser's back button or a link
  if (previousValue !== value)
    setTyped({ previousValue: value, typed: typed.trim() === value ? typed : value })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const submit = (text: string) => {
    clearTimeout(timer.current)
    onSearch(text.trim())
  }
  const keys: Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>> = {
    Enter: ({ shiftKey }) => {
      submit(typed)
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
        dir="auto"
        aria-label={label}
        placeholder={label}
        aria-keyshortcuts="/"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={searchTextLimit}
        value={typed}
        onChange={({ target: { value: text } }) => {
          setTyped({ previousValue: value, typed: text })
          clearTimeout(timer.current)
          if (!isComposing()) timer.current = setTimeout(() => submit(text), debounceMs)
        }}
        onCompositionEnd={({ currentTarget }) => {
          timer.current = setTimeout(() => submit(currentTarget.value), debounceMs)
        }}
        onKeyDown={(event) => {
          const act = keys[event.key]
          if (act === undefined) return
          event.preventDefault()
          act(event)
        }}
        onBlur={() => {
          submit(typed)
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
            setTyped({ previousValue: value, typed: '' })
            onClear()
          }}
        >
          <Icon name="close" />
        </button>
      )}
    </div>
  )
}
