import * as z from 'zod/mini'
import { toInstant } from '../../../contract/instant.ts'
import { addDays } from '../../../contract/time-zone.ts'
import { dayKey, type Viewer } from '../../shared/i18n/format-time.ts'
import type { LocalDay } from '../../shared/time/local-day.ts'

/** The most days of which changes are shown: those of a holiday, not of years. */
const maxChangedDays = 92

/** The visits of one person on this device: the day of the latest one, and the day of the one before it. */
const visitsSchema = z.object({ latest: z.string(), previous: z.optional(z.string()) })

export type Visits = z.output<typeof visitsSchema>

/** Returns the visits with one of today. */
export function withVisit(visits: Visits | undefined, today: LocalDay): Visits {
  if (visits === undefined) return { latest: today }
  return visits.latest === today ? visits : { latest: today, previous: visits.latest }
}

/**
 * Returns the day from whose beginning the first screen shows changes: the day of the last visit before today. On the first
 * visit, and if the clock was set back, it is the last working day before today; it is never more than
 * `maxChangedDays` ago.
 */
export function sinceDay({ previous }: Visits, today: LocalDay): LocalDay {
  const earliest = addDays(today, 1 - maxChangedDays)
  const isValid = previous !== undefined && previous < today
  const day = isValid ? previous : lastWorkingDay(today)
  return day < earliest ? earliest : day
}

function lastWorkingDay(today: LocalDay): LocalDay {
  const weekday = new Date(Date.parse(today)).getUTCDay()
  return addDays(today, weekday === 1 ? -3 : weekday === 0 ? -2 : -1)
}

/** The visits that this page has recorded, for a browser without storage. */
const recorded = new Map<string, Visits>()

/** Records a visit of a person (by their `personKey`), and returns the day from which they see changes. */
export function recordVisit(person: string, viewer: Viewer): LocalDay {
  const today = dayKey(toInstant(viewer.now), viewer)
  const key = `leadline.visits ${person}`
  const visits = withVisit(recorded.get(person) ?? readVisits(key), today)
  if (recorded.get(person)?.latest !== today) {
    recorded.set(person, visits)
    try {
      localStorage.setItem(key, JSON.stringify(visits))
    } catch {
      // without storage, the next visit starts at the last working day
    }
  }
  return sinceDay(visits, today)
}

function readVisits(key: string): Visits | undefined {
  try {
    return visitsSchema.safeParse(JSON.parse(localStorage.getItem(key) ?? '')).data
  } catch {
    return undefined
  }
}
