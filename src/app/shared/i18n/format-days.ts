import { toInstant } from '../../../contract/instant.ts'
import { dayKey, type Viewer } from './format-time.ts'
import type { Translate } from './i18n.ts'

/**
 * Calendar days of the reader from one moment to another, in milliseconds since 1970: those of a path's segments add up
 * to those of the path.
 */
export function daysBetween(from: number, to: number, viewer: Viewer): number {
  const day = (moment: number) => Date.parse(dayKey(toInstant(moment), viewer))
  return Math.round((day(to) - day(from)) / 86_400_000)
}

/** `96 d`, or `< 1 d`: a length in the least room. */
export function formatDays(days: number, t: Translate): string {
  return days === 0 ? t('ui.noDay') : t('ui.days', { days })
}
