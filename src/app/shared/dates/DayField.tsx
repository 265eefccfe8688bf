import { useId, useState } from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { FieldError } from '../ui/FieldError.tsx'
import styles from '../ui/FilterFields.module.css'
import type { LocalDay } from '../time/local-day.ts'

/** A year that somebody is still typing is `0002`, then `0020`: no event is as old as that. */
const earliest: LocalDay = '1900-01-01'

interface DayFieldProps {
  readonly label: string
  readonly value: LocalDay | undefined
  readonly onChange: (day: LocalDay | undefined) => void
  /** the other end of the period */
  readonly notBefore?: LocalDay | undefined
  readonly notAfter?: LocalDay | undefined
}

/** A day of the reader's calendar, or none; one at which the period would end before it begins is not taken. */
export function DayField({ label, value = '', onChange, notBefore, notAfter }: DayFieldProps) {
  const t = useMessages()
  const id = useId()
  const [{ known, typed }, setTyped] = useState({ known: value, typed: value })
  if (known !== value) setTyped({ known: value, typed: value })
  const isReversed = (day: LocalDay) =>
    (notBefore !== undefined && day < notBefore) || (notAfter !== undefined && day > notAfter)
  const reversed = typed !== value && typed >= earliest && isReversed(typed)
  return (
    <div className={styles.day}>
      <label htmlFor={id} className={styles.name}>
        {label}
      </label>
      <input
        id={id}
        type="date"
        className={styles.date}
        value={typed}
        min={notBefore}
        max={notAfter}
        aria-invalid={reversed || undefined}
        aria-describedby={reversed ? `${id}-fault` : undefined}
        onChange={({ target: { value: day } }) => {
          setTyped({ known: value, typed: day })
          if (day === '') onChange(undefined)
          else if (day >= earliest && !isReversed(day)) onChange(day)
        }}
      />
      <FieldError id={`${id}-fault`} words={reversed ? t('problem.field.period_reversed') : undefined} />
    </div>
  )
}
