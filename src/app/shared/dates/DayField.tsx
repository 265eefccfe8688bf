import { useId, useState } from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { FieldError } from '../ui/FieldError.tsx'
import styles from '../ui/FilterFields.module.css'
import type { LocalDay } from '../time/local-day.ts'

/** While the user types a year it is `0002`, then `0020`; no event is as old as that. */
const earliest: LocalDay = '1900-01-01'

interface DayFieldProps {
  readonly label: string
  readonly value: LocalDay | undefined
  readonly onChange: (day: LocalDay | undefined) => void
  /** the other end of the date range */
  readonly notBefore?: LocalDay | undefined
  readonly notAfter?: LocalDay | undefined
}

/**
 * Field for a day in the viewer's time zone, or none. It rejects a day at which the date range would end before it
 * begins.
 */
export function DayField({ label, value = '', onChange, notBefore, notAfter }: DayFieldProps) {
  const t = useMessages()
  const id = useId()
  const [{ given, typed }, setTyped] = useState({ given: value, typed: value })
  if (given !== value) setTyped({ given: value, typed: value })
  const isReversed = (day: LocalDay) =>
    (notBefore !== undefined && day < notBefore) || (notAfter !== undefined && day > notAfter)
  const isRejected = typed !== value && typed >= earliest && isReversed(typed)
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
        data-empty={typed === '' || undefined}
        min={notBefore}
        max={notAfter}
        aria-invalid={isRejected || undefined}
        aria-describedby={isRejected ? `${id}-fault` : undefined}
        onChange={({ target: { value: day } }) => {
          setTyped({ given: value, typed: day })
          if (day === '') onChange(undefined)
          else if (day >= earliest && !isReversed(day)) onChange(day)
        }}
      />
      <FieldError id={`${id}-fault`} message={isRejected ? t('problem.field.period_reversed') : undefined} />
    </div>
  )
}
