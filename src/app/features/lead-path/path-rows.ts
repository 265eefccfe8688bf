import type { Instant } from '../../../contract/instant.ts'
import type { LeadStateChange } from '../../../contract/lead.ts'
import type { Viewer } from '../../shared/i18n/format-time.ts'
import { daysBetween } from '../../shared/i18n/format-days.ts'
import { assigneeSegments, statusSegments } from './path-segments.ts'

/** A row of a path's table: an event, and the status and assignee that it set. */
export interface PathRow {
  readonly event: number
  readonly date: Instant
  /** the new status, and the number of calendar days that it lasted */
  readonly status?: { readonly value: string | null; readonly days: number }
  /** `from` is `undefined` in the first row, which has no predecessor */
  readonly assignee?: Handover
}

interface Handover {
  readonly from: string | null | undefined
  readonly to: string | null
}

/** The rows of a path's table, oldest first. A row has a status or an assignee only if its event changed it. */
export function pathRows(changes: readonly LeadStateChange[], viewer: Viewer): PathRow[] {
  const statuses = new Map(statusSegments(changes, viewer.now).map((segment) => [segment.event, segment]))
  const handovers = new Set(assigneeSegments(changes, viewer.now).map(({ event }) => event))
  return changes.map(({ event, date, from, to }, index) => {
    const status = statuses.get(event)
    return {
      event,
      date,
      ...(status !== undefined && {
        status: { value: status.value, days: daysBetween(status.from, status.to, viewer) },
      }),
      ...(handovers.has(event) && {
        assignee: { from: index === 0 ? undefined : from.leadAssignee, to: to.leadAssignee },
      }),
    }
  })
}
