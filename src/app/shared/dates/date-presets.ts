import { toInstant } from '../../../contract/instant.ts'
import { toLocalMinute, type LocalMinute } from '../time/local-minute.ts'

/** Times that are often meant: five minutes ago, today at 9:00, yesterday at 15:00. */
export const datePresets = ['fiveMinutesAgo', 'thisMorning', 'yesterdayAfternoon'] as const

export type QuickTime = (typeof datePresets)[number]

/** The minute of the reader's clock that a quick time means at `now`, in milliseconds. */
export function quickMinute(time: QuickTime, now: number): LocalMinute {
  if (time === 'fiveMinutesAgo') return toLocalMinute(toInstant(now - 5 * 60_000))
  const day = new Date(now)
  if (time === 'yesterdayAfternoon') day.setDate(day.getDate() - 1)
  const date = toLocalMinute(day.toISOString()).slice(0, 'yyyy-mm-dd'.length)
  return `${date}T${time === 'thisMorning' ? '09:00' : '15:00'}`
}

/** Whether a choice of the date is one of these. */
export function isQuickTime(choice: string): choice is QuickTime {
  return datePresets.some((time) => time === choice)
}
