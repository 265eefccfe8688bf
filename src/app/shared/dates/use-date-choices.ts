import { toInstant, type Instant } from '../../../contract/instant.ts'
import { formatTimeOfDay, formatWeekdayMoment } from '../i18n/format-time.ts'
import { useMessages } from '../i18n/i18n.ts'
import { useViewer } from '../i18n/use-viewer.ts'
import type { SelectOptionGroup } from '../ui/select-option.ts'
import { dateValidation } from './date-validation.ts'
import { dateWordings, type DateLabels } from './date-labels.ts'
import { quickMinute, datePresets, type QuickTime } from './date-presets.ts'

/** What the date can be chosen as; `unchosen`: what it is without a choice. */
export type DateChoice = 'unchosen' | QuickTime | 'chosen' | 'words'

/**
 * The ways to say when it happened. A usual time that no event may have any more, or not yet, stays in its place and
 * says why, so that nobody looks for it. `now` is the moment that the usual times are counted from,
 * `unchosen` the words for what it is without a choice.
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
  const words = dateWordings[wording]
  const quick = datePresets.map((time) => {
    const verdict = dateValidation({ at: quickMinute(time, now) }, { latest, now: toInstant(now) })
    const bound = latest === undefined ? '' : formatWeekdayMoment(latest, viewer)
    const reasons = {
      date_in_future: t('composer.quickAhead'),
      date_not_after_latest: t(words.tooEarly, { latest: bound }),
    }
    const moment = verdict === undefined ? '' : formatTimeOfDay(verdict.at, viewer)
    return {
      value: time,
      label: `${t(`composer.${time}`)} ${moment}`,
      disabled: verdict?.fault !== undefined,
      description: verdict?.fault && reasons[verdict.fault],
    }
  })
  return {
    now,
    groups: [
      { choices: [{ value: 'unchosen', label: t(words.unchosen), description: unchosen }] },
      { choices: quick },
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
