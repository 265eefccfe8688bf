import { useEffect, useRef } from 'react'
import { toInstant, type Instant } from '../../../contract/instant.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useNow } from '../i18n/now.ts'
import { toLocalMinute } from '../time/local-minute.ts'
import styles from '../ui/InlineField.module.css'

interface MinuteFieldProps {
  readonly latest: Instant | undefined
  readonly value: string
  readonly onChange: (value: string) => void
  readonly invalid: boolean
  readonly focused: boolean
  /** the ID of the hint */
  readonly hintId: string
}

/** Field for a minute in the viewer's time zone. */
export function MinuteField({ latest, value, onChange, invalid, focused, hintId }: MinuteFieldProps) {
  const t = useMessages()
  const input = useRef<HTMLInputElement>(null)
  const now = toInstant(useNow())
  useEffect(() => {
    if (focused) input.current?.focus()
  }, [focused])
  return (
    <input
      ref={input}
      type="datetime-local"
      className={styles.minute}
      aria-label={t('composer.when')}
      aria-describedby={hintId}
      aria-invalid={invalid || undefined}
      value={value}
      min={latest && toLocalMinute(latest)}
      max={toLocalMinute(now)}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
