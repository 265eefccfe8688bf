import type { Instant } from '../../../contract/instant.ts'
import type { LeadStateChange } from '../../../contract/lead.ts'
import type { Viewer } from '../../shared/i18n/format-time.ts'
import { daysBetween } from '../../shared/i18n/format-days.ts'
import { assigneeSegments, statusSegments } from './path-segments.ts'

/** An event of a path, and what it began. */
export interface PathRow {
  readonly event: number
  readonly date: Instant
  /** the status that began, and the calendar days that it lasted */
  readonly status?: { readonly value: string | null; readonly days: number }
  /** `from` is `undefined` in the first row: nobody had it before */
  readonly assignee?: Handover
}

interface Handover {
  readonly from: string | null | undefined
  readonly to: string | null
}

/** The rows of a path's table, oldest first: an event each, with what it began. */
export function pathRows(moves: readonly LeadStateChange[], viewer: Viewer): PathRow[] {
  const statuses = new Map(statusSegments(moves, viewer.now).map((segment) => [segment.event, segment]))
  const people = new Set(assigneeSegments(moves, viewer.now).map(({ event }) => event))
  return moves.map(({ event, date, from, to }, index) => {
    const status = statuses.get(event)
    return {
      event,
      date,
      ...(status !== undefined && {
        status: { value: status.value, days: daysBetween(status.from, status.to, viewer) },
      }),
      ...(people.has(event) && {
        assignee: { from: index === 0 ? undefined : from.leadAssignee, to: to.leadAssignee },
      }),
    }
  })
}
