import { toInstant, type Instant } from '../../../contract/instant.ts'
import { formatTimeOfDay, formatWeekdayMoment } from '../i18n/format-time.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import type { SelectOptionGroup } from '../ui/select-option.ts'
import { dateValidation } from './date-validation.ts'
import { dateLabels, type DateLabels } from './date-labels.ts'
import { presetMinute, datePresets, type DatePreset } from './date-presets.ts'

/** The choices of the date field; `unchosen` is the date without a choice. */
export type DateChoice = 'unchosen' | DatePreset | 'chosen' | 'words'

/**
 * Returns the choices of the date field. A preset that no event may have is disabled and shows the reason, so that
 * users do not search for it. The returned `now` is the time from which the presets are computed; `unchosen` is the
 * text for the date without a choice.
 */
export function useDateChoices(
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
