import { toInstant } from '../../../contract/instant.ts'
import { toLocalMinute, type LocalMinute } from '../time/local-minute.ts'

/** Times that users often choose: five minutes ago, today at 9:00, yesterday at 15:00. */
export const datePresets = ['fiveMinutesAgo', 'thisMorning', 'yesterdayAfternoon'] as const

export type DatePreset = (typeof datePresets)[number]

/** Returns the local minute of a preset at `now`, in milliseconds since 1970. */
export function presetMinute(preset: DatePreset, now: number): LocalMinute {
  if (preset === 'fiveMinutesAgo') return toLocalMinute(toInstant(now - 5 * 60_000))
  const day = new Date(now)
  if (preset === 'yesterdayAfternoon') day.setDate(day.getDate() - 1)
  const date = toLocalMinute(day.toISOString()).slice(0, 'yyyy-mm-dd'.length)
  return `${date}T${preset === 'thisMorning' ? '09:00' : '15:00'}`
}

/** Whether a choice of the date field is a preset. */
export function isDatePreset(choice: string): choice is DatePreset {
  return datePresets.some((preset) => preset === choice)
}
