import { useState, useEffect, useRef } from 'react'
import { type Instant, toInstant } from '../../../contract/instant.ts'
import { useMessages } from '../i18n/i18n.ts'
import { Select } from '../ui/Select.tsx'
import styles from '../ui/InlineField.module.css'
import { type DateLabels, dateLabels } from './date-labels.ts'
import { TypedDateField } from './TypedDateField.tsx'
import { isDatePreset, presetMinute, datePresets, type DatePreset } from './date-presets.ts'
import { type ChosenDate, toLocalMinute } from '../time/local-minute.ts'
import { useNow } from '../i18n/now.ts'
import { formatTimeOfDay, formatWeekdayMoment } from '../i18n/format-time.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import type { SelectOptionGroup } from '../ui/select-option.ts'
import { dateValidation } from './date-validation.ts'

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
function MinuteField({ latest, value, onChange, invalid, focused, hintId }: MinuteFieldProps) {
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
      data-empty={value === '' || undefined}
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

/** The choices of the date field; `unchosen` is the date without a choice. */
type DateChoice = 'unchosen' | DatePreset | 'chosen' | 'words'

/**
 * Returns the choices of the date field. A preset that no event may have is disabled and shows the reason, so that
 * users do not search for it. The returned `now` is the time from which the presets are computed; `unchosen` is the
 * text for the date without a choice.
 */
function useDateChoices(
  latest: Instant | undefined,
  wording: DateLabels,
  unchosen: string,
): {
  readonly groups: readonly SelectOptionGroup<DateChoice>[]
  readonly now: number
} {
  const t = useMessages()
  const viewer = useViewer()
  const { now } = viewer
  const labels = dateLabels[wording]
  const presets = datePresets.map((preset) => {
    const validation = dateValidation({ at: presetMinute(preset, now) }, { latest, now: toInstant(now) })
    const bound = latest === undefined ? '' : formatWeekdayMoment(latest, viewer)
    const reasons = {
      date_in_future: t('composer.quickAhead'),
      date_not_after_latest: t(labels.tooEarly, { latest: bound }),
    }
    const time = validation === undefined ? '' : formatTimeOfDay(validation.at, viewer)
    return {
      value: preset,
      label: `${t(`composer.${preset}`)} ${time}`,
      disabled: validation?.error !== undefined,
      description: validation?.error && reasons[validation.error],
    }
  })
  return {
    now,
    groups: [
      { choices: [{ value: 'unchosen', label: t(labels.unchosen), description: unchosen }] },
      { choices: presets },
      {
        choices: [
          {
            value: 'words',
            label: t('composer.sayTime'),
            short: t('composer.inWords'),
            description: `“${t('composer.sayTimeLike')}”`,
          },
          { value: 'chosen', label: t('composer.chooseTime'), short: t('composer.chosenTime') },
        ],
      },
    ],
  }
}
