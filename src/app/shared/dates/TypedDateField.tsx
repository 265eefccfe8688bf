import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { toInstant } from '../../../contract/instant.ts'
import { serverNow } from '../time/server-clock.ts'
import { useLocale, useMessages } from '../i18n/i18n.ts'
import { FieldError } from '../ui/FieldError.tsx'
import { toChosenMinute, type ChosenMinute, type ChosenDate } from '../time/local-minute.ts'
import styles from '../ui/InlineField.module.css'
import type { ParsedTime } from './parse-typed-date.ts'

function chosen(time: ParsedTime): ChosenMinute {
  return 'moment' in time ? toChosenMinute(toInstant(time.moment)) : { at: time.minute }
}

interface DateWordsProps {
  readonly value: string
  readonly onChange: (date: ChosenDate) => void
  /** Enter: what it was read as is in sight, and it is to be */
  readonly onSaid: () => void
  readonly invalid: boolean
  readonly focused: boolean
  /** the id of what is said about it */
  readonly hintId: string
}

/**
 * A time in words. What they mean comes into the form only once they were read, and is in sight from then on: nothing
 * counts that was not shown back.
 */
export function TypedDateField({ value, onChange, onSaid, invalid, focused, hintId }: DateWordsProps) {
  const t = useMessages()
  const locale = useLocale()
  const input = useRef<HTMLInputElement>(null)
  const typed = useRef<string>(undefined)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (focused) input.current?.focus()
  }, [focused])
  // after another choice, a reading that is still in progress must not replace it
  useEffect(
    () => () => {
      typed.current = undefined
    },
    [],
  )

  const read = async (words: string) => {
    typed.current = words
    onChange({ at: '', words })
    if (words.trim() === '') return
    try {
      const { readWords: parseTypedDate } = await import('./parse-typed-date.ts')
      setFailed(false)
      // what was typed meanwhile is read by itself
      if (typed.current !== words) return
      const time = parseTypedDate(words, { locale, now: serverNow() })
      if (time !== undefined) onChange({ ...chosen(time), words })
    } catch {
      // its script did not come: the calendar needs none
      setFailed(true)
    }
  }
  const sayByEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    onSaid()
  }
  return (
    <>
      <input
        ref={input}
        type="text"
        className={styles.words}
        aria-label={t('composer.when')}
        aria-describedby={hintId}
        aria-invalid={invalid || undefined}
        placeholder={t('composer.sayTimeLike')}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="next"
        value={value}
        onChange={(event) => void read(event.target.value)}
        onKeyDown={sayByEnter}
      />
      <FieldError id={`${hintId}-words`} words={failed ? t('composer.wordsNotLoaded') : undefined} />
    </>
  )
}
