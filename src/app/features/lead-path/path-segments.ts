import type { Instant } from '../../../contract/instant.ts'
import type { LeadStateChange } from '../../../contract/lead.ts'

/** A part of a lead's path during which one value, its status or its assignee, was constant. */
export interface Segment {
  readonly value: string | null
  /** the event that began it */
  readonly event: number
  /** milliseconds since 1970; the last segment lasts until now */
  readonly from: number
  readonly to: number
}

/**
 * Divides a path into segments, in order. `changes` are oldest first, as the service returns them; one that leaves the
 * result of `valueOf` unchanged starts no segment. `now` is the server's time and up to half a minute old: the segment of a
 * newer event ends when it starts.
 */
export function segmentsOf(
  changes: readonly LeadStateChange[],
  valueOf: (change: LeadStateChange['to']) => string | null,
  now: number,
): Segment[] {
  const starts = changes.filter(({ to }, index) => {
    const previous = changes[index - 1]
    return previous === undefined || valueOf(previous.to) !== valueOf(to)
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

/** The segments of the status. */
export function statusSegments(changes: readonly LeadStateChange[], now: number): Segment[] {
  return segmentsOf(changes, ({ status }) => status, now)
}

/** The segments of the assignee. */
export function assigneeSegments(changes: readonly LeadStateChange[], now: number): Segment[] {
  return segmentsOf(changes, ({ leadAssignee }) => leadAssignee, now)
}
