import { useId } from 'react'
import { useController, type Control } from 'react-hook-form'
import type { Instant } from '../../../contract/instant.ts'
import type { ChosenDate } from '../../shared/time/chosen-time.ts'
import type { ComposerValues } from './composer-values.ts'
import { useDateVerdict } from '../../shared/dates/use-date-verdict.ts'

/** The date of the composer's form, as its field and what is said below it take it. */
export function useComposerDate(control: Control<ComposerValues>, latest: Instant | undefined) {
  const hintId = useId()
  const { field } = useController({ control, name: 'date' })
  const value = field.value === 'now' ? undefined : field.value
  return {
    hintId,
    said: useDateVerdict(value, latest, 'log'),
    shared: {
      value,
      onChange: (date: ChosenDate | undefined) => field.onChange(date ?? 'now'),
      latest,
      wording: 'log',
    } as const,
  }
}
