import { useState } from 'react'
import type { Instant } from '../../../contract/instant.ts'
import { useMessages } from '../i18n/i18n.ts'
import { Select } from '../ui/Select.tsx'
import styles from '../ui/InlineField.module.css'
import type { DateLabels } from './date-labels.ts'
import { TypedDateField } from './TypedDateField.tsx'
import { isDatePreset, presetMinute } from './date-presets.ts'
import { useDateChoices, type DateChoice } from './use-date-choices.ts'
import { MinuteField } from './MinuteField.tsx'
import type { ChosenDate } from '../time/local-minute.ts'

interface DateFieldProps {
  readonly value: ChosenDate | undefined
  readonly onChange: (date: ChosenDate | undefined) => void
  /** the date that it must come after */
  readonly latest: Instant | undefined
  readonly wording: DateLabels
  /** the text for the date without a choice */
  readonly unchosen: string
  readonly invalid: boolean
  /** the ID of the hint */
  readonly hintId: string
  /** called when Enter confirms a typed time, to move the focus to the note */
  readonly onConfirm: () => void
}

/** Field for an event's date: no choice, a preset, a chosen minute, or a typed date. */
export function DateField(props: DateFieldProps) {
  const { value: date, onChange, latest, wording, unchosen, invalid, hintId, onConfirm } = props
  const t = useMessages()
  const [opened, setOpened] = useState(false)
  const { groups, now } = useDateChoices(latest, wording, unchosen)
  const value = date === undefined ? 'unchosen' : date.words === undefined ? 'chosen' : 'words'
  const choose = (choice: DateChoice) => {
    setOpened(choice === 'chosen' || choice === 'words')
    if (choice === 'unchosen') onChange(undefined)
    else if (choice === 'words') onChange({ at: '', words: '' })
    else onChange({ at: isDatePreset(choice) ? presetMinute(choice, now) : '' })
  }
  return (
    <span className={styles.field}>
      <Select
        label={t('composer.date')}
        groups={groups}
        value={value}
        onChange={choose}
        invalid={invalid}
        describedBy={hintId}
      />
      {date !== undefined && date.words === undefined && (
        <MinuteField
          latest={latest}
          value={date.at}
          onChange={(at) => onChange({ at })}
          invalid={invalid}
          focused={opened}
          hintId={hintId}
        />
      )}
      {date?.words !== undefined && (
        <TypedDateField
          value={date.words}
          onChange={onChange}
          onConfirm={onConfirm}
          invalid={invalid}
          focused={opened}
          hintId={hintId}
        />
      )}
    </span>
  )
}
