import { isOfficeDay, romeInstant, weekday, dateParts } from './calendar.ts'
import type { DayNumber } from './calendar.ts'
import { HOTELS, LOGS_EN, LOGS_IT, MILESTONES, RESORTS } from './call-centre-notes.ts'
import type { DemoEvent } from './demo.ts'
import { personOf } from './people.ts'
import type { Owner } from './people.ts'
import type { Random } from './random.ts'

/** So long a history that only a date scale makes it readable. */
export const CALL_CENTRE_EVENTS = 12_000

const YEARS_IN_DAYS = 1690
const MINUTE = 60_000
const OPENING = 8 * 60 * MINUTE
const CLOSING = 19 * 60 * MINUTE

// hotels ring before and during the seasons, and the group grew
function weight(random: Random, day: DayNumber, age: number): number {
  if (weekday(day) === 0) return 0
  const { month } = dateParts(day)
  const season = [1.2, 1.3, 0.9, 0.6, 0.8, 1.3, 1.5, 1.2, 0.8, 0.6, 0.7, 1.5][month] ?? 1
  const kind = isOfficeDay(day) ? 1 : 0.25
  const growth = age < 25 ? 0.015 : age < 90 ? 0.15 : 0.4 + age / YEARS_IN_DAYS
  return season * kind * growth * (0.5 + random.next())
}

function moments(random: Random, lastDay: DayNumber): number[] {
  const first = lastDay - YEARS_IN_DAYS
  const weights = Array.from({ length: YEARS_IN_DAYS + 1 }, (_, age) => weight(random, first + age, age))
  // both ends are there whatever the weekday
  weights[0] = 0.11
  weights[YEARS_IN_DAYS] = 8
  const total = weights.reduce((sum, each) => sum + each, 0)
  const dates: number[] = []
  let sum = 0
  for (const [age, each] of weights.entries()) {
    sum += each
    const count = Math.round((CALL_CENTRE_EVENTS * sum) / total) - dates.length
    const slot = (CLOSING - OPENING) / Math.max(1, count)
    for (let index = 0; index < count; index += 1) {
      const time = OPENING + (index + random.next() * 0.9) * slot
      dates.push(romeInstant(first + age, Math.floor(time)))
    }
  }
  return dates
}

/** Draws from the list, but nothing that came among the last few draws. */
function unlikeTheLast(random: Random, list: readonly string[], last: string[]): string {
  let drawn = random.pick(list)
  while (last.includes(drawn)) drawn = random.pick(list)
  last.push(drawn)
  if (last.length > 12) last.shift()
  return drawn
}

function log(random: Random, owner: Owner, ticket: number, last: string[]): string {
  const english = random.chance(personOf(owner)?.english ?? 0)
  const words: Record<string, string> = {
    h: `${random.pick(HOTELS)}, ${random.pick(RESORTS)}`,
    n: String(ticket),
    m: String(random.int(3, 24)),
    c: String(random.int(2, 19)),
  }
  return unlikeTheLast(random, english ? LOGS_EN : LOGS_IT, last).replaceAll(
    /\{(\w)\}/g,
    (whole, slot: string) => words[slot] ?? whole,
  )
}

/** The calls of almost five years until `lastDay`, with what changed between them. */
export function callCentreHistory(random: Random, lead: string, lastDay: DayNumber): DemoEvent[] {
  const changes = new Map<number, (typeof MILESTONES)[number]>(
    MILESTONES.map((milestone) => [milestone.index, milestone]),
  )
  let leadAssignee: string | null = null
  let ticket = 10_240
  const last: string[] = []
  return moments(random, lastDay).map((at, index) => {
    const date = new Date(at).toISOString()
    const change = changes.get(index)
    if (change) {
      if ('assignee' in change) leadAssignee = change.assignee
      const status = 'status' in change ? change.status : null
      return { lead, date, owner: change.owner, note: change.note, status, leadAssignee }
    }
    ticket += random.int(1, 4)
    const turn = random.next()
    const owner: Owner = turn < 0.52 ? 'giulia' : turn < 0.88 ? 'luca' : 'marco'
    return { lead, date, owner, note: log(random, owner, ticket, last), status: null, leadAssignee }
  })
}
