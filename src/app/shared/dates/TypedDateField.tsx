import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { toInstant } from '../../../contract/instant.ts'
import { serverNow } from '../time/server-clock.ts'
import { useLocale, useMessages } from '../i18n/i18n.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import { FieldError } from '../ui/FieldError.tsx'
import { toChosenMinute, type ChosenMinute, type ChosenDate } from '../time/local-minute.ts'
import styles from '../ui/InlineField.module.css'
import type { ParsedTime } from './parse-typed-date.ts'

function toChoice(time: ParsedTime): ChosenMinute {
  return 'moment' in time ? toChosenMinute(toInstant(time.moment)) : { at: time.minute }
}

interface TypedDateFieldProps {
  readonly value: string
  readonly onChange: (date: ChosenDate) => void
  /** called when Enter confirms the previewed time */
  readonly onConfirm: () => void
  readonly invalid: boolean
  readonly focused: boolean
  /** the ID of the hint */
  readonly hintId: string
}

/**
 * Field for a date typed as text. The form receives the date only once the text is parsed, and shows a preview from
 * then on: no date counts that the user has not seen.
 */
export function TypedDateField({
  value,
  onChange,
  onConfirm,
  invalid,
  focused,
  hintId,
}: TypedDateFieldProps) {
  const t = useMessages()
  const locale = useLocale()
  const { locale: region } = useViewer()
  const input = useRef<HTMLInputElement>(null)
  const latestText = useRef<string>(undefined)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (focused) input.current?.focus()
  }, [focused])
  // after another choice, a parse that is still in progress must not replace it
  useEffect(
    () => () => {
      latestText.current = undefined
    },
    [],
  )

  const parse = async (text: string) => {
    latestText.current = text
    onChange({ at: '', words: text })
    if (text.trim() === '') return
    try {
      const { parseTypedDate } = await import('./parse-typed-date.ts')
      setFailed(false)
      // a newer text is parsed by its own call
      if (latestText.current !== text) return
      const time = parseTypedDate(text, { locale, region, now: serverNow() })
      if (time !== undefined) onChange({ ...toChoice(time), words: text })
    } catch {
      // the parser's chunk failed to load; the calendar needs no chunk
      setFailed(true)
    }
  }
  const confirmByEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    onConfirm()
  }
  return (
    <>
      <input
        ref={input}
        type="text"
        className={styles.typedDate}
        dir="auto"
        aria-label={t('composer.when')}
        aria-describedby={hintId}
        aria-invalid={invalid || undefined}
        placeholder={t('composer.sayTimeLike')}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="next"
        value={value}
        onChange={(event) => void parse(event.target.value)}
        onKeyDown={confirmByEnter}
      />
      <FieldError id={`${hintId}-words`} message={failed ? t('composer.wordsNotLoaded') : undefined} />
    </>
  )
}
