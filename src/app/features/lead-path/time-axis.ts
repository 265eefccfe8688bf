import { toInstant } from '../../../contract/instant.ts'
import { formatTick, type Viewer } from '../../shared/i18n/format-time.ts'
import type { BarGeometry } from './bar-layout.ts'

/** The months before the current one at which the axis starts: at least one, so that today's events are not a line at its end. */
const minMonths = 1
const maxMonths = 11

/** The number of labels that fit on the narrowest axis. */
const maxLabels = 6

/** A time axis from the first day of a month until now. */
export interface TimeAxis {
  /** milliseconds since 1970 */
  readonly from: number
  readonly to: number
  /** the months, oldest first: where each starts, as a share of the axis; the label is missing where it has no room */
  readonly months: readonly { readonly start: number; readonly label: string | undefined }[]
}

/**
 * Returns the time axis that the paths of several leads share. It starts with the month of the earliest path, but at most
 * eleven months before the current one, and ends now. `starts` are the starts of the paths in milliseconds.
 */
export function timeAxis(starts: readonly number[], viewer: Viewer): TimeAxis {
  const now = new Date(viewer.now)
  const monthStart = (monthsAgo: number) => new Date(now.getFullYear(), now.getMonth() - monthsAgo).getTime()
  const earliest = new Date(Math.min(...starts, viewer.now))
  const monthsAgo = (now.getFullYear() - earliest.getFullYear()) * 12 + now.getMonth() - earliest.getMonth()
  const count = Math.min(maxMonths, Math.max(minMonths, monthsAgo))
  const [from, to] = [monthStart(count), viewer.now]
  const step = Math.ceil((count + 1) / maxLabels)
  return {
    from,
    to,
    months: Array.from({ length: count + 1 }, (_, index) => {
      const month = monthStart(count - index)
      const period = new Date(month).getMonth() === 0 ? 'year' : 'month'
      // the current month always has its label
      const isLabelled = (count - index) % step === 0
      return {
        start: (month - from) / (to - from),
        label: isLabelled ? formatTick(toInstant(month), period, viewer) : undefined,
      }
    }),
  }
}

/** Returns the part of a time range that is on the axis; `undefined` if it ended before. */
export function placeOnAxis(
  range: { readonly from: number; readonly to: number },
  { from, to }: TimeAxis,
): BarGeometry | undefined {
  // an event can be newer than the time of the axis
  const [start, end] = [Math.max(range.from, from), Math.min(range.to, to)]
  if (range.to <= from) return undefined
  const share = (moment: number) => Math.min(1, (moment - from) / (to - from))
  return { start: share(start), size: Math.max(0, share(end) - share(start)) }
}
