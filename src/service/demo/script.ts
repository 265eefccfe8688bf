import { monthName } from './dates-in-words.ts'
import { romeInstant, officeDayUntil } from './calendar.ts'
import type { DayNumber } from './calendar.ts'
import type { DemoEvent } from './demo.ts'
import type { Owner } from './people.ts'
import type { Random } from './random.ts'
import { momentsOfDay } from './schedule.ts'
import type { Status } from './statuses.ts'

/** One event of a story that was written by hand. */
export interface ScriptLine {
  /** Calendar days before today; a day off is replaced by the office day before it. */
  back: number
  /** Local time in Rome, hours and minutes; if omitted, a time during office hours. */
  time?: readonly [number, number]
  owner: Owner
  /** `{month+1}` is the English name of the month after the event's, `{mese+1}` the Italian one. */
  note: string | null
  status?: Status
  /** If omitted, the assignee does not change; `null` is unassigned. */
  assignee?: string | null
}

const MINUTE = 60_000

function withMonths(note: string, day: DayNumber): string {
  return note
    .replaceAll(/\{month\+(\d)\}/g, (_, ahead: string) => monthName('en', day, Number(ahead)))
    .replaceAll(/\{mese\+(\d)\}/g, (_, ahead: string) => monthName('it', day, Number(ahead)))
}

/**
 * Returns the events of a story that was written by hand, in the order of its lines.
 * @param latest the instant of the last line (milliseconds, UTC), in place of its `back`
 */
export function scriptEvents(
  random: Random,
  lead: string,
  lines: readonly ScriptLine[],
  today: DayNumber,
  latest?: number,
): DemoEvent[] {
  const days = lines.map(({ back }) => officeDayUntil(today - back))
  const moments = new Map(
    [...new Set(days)].map((day) => [
      day,
      momentsOfDay(random, day, days.filter((each) => each === day).length),
    ]),
  )
  let leadAssignee: string | null = null
  let previous = 0
  return lines.map(({ time, owner, note, status = null, assignee }, index) => {
    const day = days[index] ?? today
    const drawn = moments.get(day)?.shift() ?? 0
    const planned = time ? romeInstant(day, (time[0] * 60 + time[1]) * MINUTE + random.int(0, 59_999)) : drawn
    const last = latest !== undefined && index === lines.length - 1
    // around holidays several lines fall on one office day, so that the given times may no longer ascend
    previous = last ? latest : Math.max(planned, previous + random.int(90_000, 400_000))
    if (assignee !== undefined) leadAssignee = assignee
    const text = note === null ? null : withMonths(note, day)
    return { lead, date: new Date(previous).toISOString(), owner, note: text, status, leadAssignee }
  })
}
