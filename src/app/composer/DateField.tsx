import { useEffect, useRef, useState } from 'react'
import { useController, type Control } from 'react-hook-form'
import { toInstant } from '../../contract/instant.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useNow } from '../i18n/now.ts'
import { Select } from '../ui/Select.tsx'
import { toLocalMinute } from './chosen-time.ts'
import styles from './Composer.module.css'
import { latestOf, type ComposerLead, type ComposerValues } from './composer-values.ts'

/** The text that says which dates are possible, and what is wrong with this one. */
export const dateHintId = 'composer-date-hint'

interface DateFieldProps {
  readonly control: Control<ComposerValues>
  readonly lead: ComposerLead
  readonly invalid: boolean
}

/** When it happened: now, and then the service's clock says when that is, or a chosen minute. */
export function DateField({ control, lead, invalid }: DateFieldProps) {
  const t = useMessages()
  const { field } = useController({ control, name: 'date' })
  const [opened, setOpened] = useState(false)
  const value = field.value === 'now' ? 'now' : 'chosen'
  const choices = [
    { value: 'now', label: t('composer.now'), description: t('composer.nowMeans') },
    { value: 'chosen', label: t('composer.chooseTime'), short: t('composer.chosenTime') },
  ] as const
  return (
    <span className={styles.field} data-joined={value === 'chosen'}>
      <Select
        label={t('composer.date')}
        groups={[{ choices }]}
        value={value}
        onChange={(choice) => {
          setOpened(choice === 'chosen')
          field.onChange(choice === 'now' ? 'now' : { at: '' })
        }}
        invalid={invalid}
        describedBy={dateHintId}
      />
      {field.value !== 'now' && (
        <Minute
          lead={lead}
          value={field.value.at}
          onChange={(at) => field.onChange({ at })}
          invalid={invalid}
          focused={opened}
        />
      )}
    </span>
  )
}

interface MinuteProps {
  readonly lead: ComposerLead
  readonly value: string
  readonly onChange: (value: string) => void
  readonly invalid: boolean
  readonly focused: boolean
}

function Minute({ lead, value, onChange, invalid, focused }: MinuteProps) {
  const t = useMessages()
  const input = useRef<HTMLInputElement>(null)
  const now = toInstant(useNow())
  const latest = latestOf(lead)
  useEffect(() => {
    if (focused) input.current?.focus()
  }, [focused])
  return (
    <input
      ref={input}
      type="datetime-local"
      className={styles.minute}
      aria-label={t('composer.when')}
      aria-describedby={dateHintId}
      aria-invalid={invalid || undefined}
      value={value}
      min={latest && toLocalMinute(latest)}
      max={toLocalMinute(now)}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
