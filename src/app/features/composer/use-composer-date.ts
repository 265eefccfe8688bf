import { useId } from 'react'
import { useController, type Control } from 'react-hook-form'
import type { Instant } from '../../../contract/instant.ts'
import type { ChosenDate } from '../../shared/time/local-minute.ts'
import type { ComposerValues } from './composer-values.ts'
import { useDateValidation } from '../../shared/dates/use-date-validation.ts'

/** The date of the composer's form, as its field and what is said below it take it. */
export function useComposerDate(control: Control<ComposerValues>, latest: Instant | undefined) {
  const hintId = useId()
  const { field } = useController({ control, name: 'date' })
  const value = field.value === 'now' ? undefined : field.value
  return {
    hintId,
    said: useDateValidation(value, latest, 'log'),
    shared: {
      value,
      onChange: (date: ChosenDate | undefined) => field.onChange(date ?? 'now'),
      latest,
      wording: 'log',
    } as const,
  }
}
