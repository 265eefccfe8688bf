import { toInstant } from '../../../contract/instant.ts'
import { dayKey, type Viewer } from './format-time.ts'
import type { Translate } from './i18n.ts'

/**
 * Returns the number of the viewer's calendar days between two moments, in milliseconds since 1970, so that the days of
 * a path's segments add up to the days of the path.
 */
export function daysBetween(from: number, to: number, viewer: Viewer): number {
  const day = (moment: number) => Date.parse(dayKey(toInstant(moment), viewer))
  return Math.round((day(to) - day(from)) / 86_400_000)
}

/** Returns a duration in the shortest form: `96 d`, or `< 1 d`. */
export function formatDays(days: number, t: Translate): string {
  return days === 0 ? t('ui.noDay') : t('ui.days', { days })
}
