import type { Instant } from '../../../contract/instant.ts'
import type { LeadStateChange } from '../../../contract/lead.ts'

/** A stretch of a lead's path in which a value stayed the same: its status, or who it was assigned to. */
export interface Segment {
  readonly value: string | null
  /** the event that began it */
  readonly event: number
  /** milliseconds since 1970; the last stretch lasts until now */
  readonly from: number
  readonly to: number
}

/**
 * The stretches of a path in order. `moves` come oldest first, as the service gives them; one that leaves `valueOf` as it
 * is begins nothing. `now` is the service's: an event that is newer than it (it is fresh to half a minute) ends there.
 */
export function segmentsOf(
  moves: readonly LeadStateChange[],
  valueOf: (move: LeadStateChange['to']) => string | null,
  now: number,
): Segment[] {
  const starts = moves.filter(({ to }, index) => {
    const before = moves[index - 1]
    return before === undefined || valueOf(before.to) !== valueOf(to)
  })
  return starts.map(({ event, date, to }, index) => {
    const from = Date.parse(date)
    const next: Instant | undefined = starts[index + 1]?.date
    return {
      value: valueOf(to),
      event,
      from,
      to: next === undefined ? Math.max(now, from) : Date.parse(next),
    }
  })
}

/** The stretches between changes of status. */
export function statusSegments(moves: readonly LeadStateChange[], now: number): Segment[] {
  return segmentsOf(moves, ({ status }) => status, now)
}

/** The stretches between handovers. */
export function assigneeSegments(moves: readonly LeadStateChange[], now: number): Segment[] {
  return segmentsOf(moves, ({ leadAssignee }) => leadAssignee, now)
}
