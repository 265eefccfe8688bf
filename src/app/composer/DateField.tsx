import { useState } from 'react'
import { useController, type Control } from 'react-hook-form'
import type { Instant } from '../../contract/instant.ts'
import { useMessages } from '../i18n/i18n.ts'
import { Select } from '../ui/Select.tsx'
import styles from './Composer.module.css'
import type { ComposerValues } from './composer-values.ts'
import { dateHintId } from './DateHint.tsx'
import { DateWords } from './DateWords.tsx'
import { isQuickTime, quickMinute } from './quick-times.ts'
import { useDateChoices } from './use-date-choices.ts'
import { MinuteField } from './MinuteField.tsx'

interface DateFieldProps {
  readonly control: Control<ComposerValues>
  /** the lead's most recent event */
  readonly latest: Instant | undefined
  readonly invalid: boolean
  /** goes on to the note: the time was said */
  readonly onSaid: () => void
}

/** When it happened: now, and then the service's clock says when that is; a usual time, a chosen minute, or words. */
export function DateField({ control, latest, invalid, onSaid }: DateFieldProps) {
  const t = useMessages()
  const { field } = useController({ control, name: 'date' })
  const [opened, setOpened] = useState(false)
  const { groups, now } = useDateChoices(latest)
  const date = field.value
  const value = date === 'now' ? 'now' : date.words === undefined ? 'chosen' : 'words'
  const choose = (choice: (typeof groups)[number]['choices'][number]['value']) => {
    setOpened(choice === 'chosen' || choice === 'words')
    if (choice === 'now') field.onChange('now')
    else if (choice === 'words') field.onChange({ at: '', words: '' })
    else field.onChange({ at: isQuickTime(choice) ? quickMinute(choice, now) : '' })
  }
  return (
    <span className={styles.field}>
      <Select
        label={t('composer.date')}
        groups={groups}
        value={value}
        onChange={choose}
        invalid={invalid}
        describedBy={dateHintId}
      />
      {date !== 'now' && date.words === undefined && (
        <MinuteField
          latest={latest}
          value={date.at}
          onChange={(at) => field.onChange({ at })}
          invalid={invalid}
          focused={opened}
        />
      )}
      {date !== 'now' && date.words !== undefined && (
        <DateWords
          value={date.words}
          onChange={field.onChange}
          onSaid={onSaid}
          invalid={invalid}
          focused={opened}
        />
      )}
    </span>
  )
}
