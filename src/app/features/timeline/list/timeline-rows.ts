import type { Instant } from '../../../../contract/instant.ts'
import type { LeadEvent } from '../../../../contract/lead-event.ts'
import type { Ordering } from '../../../../contract/paging.ts'
import { eventPageSize } from '../../../shared/api/queries.ts'
import { isOtherDay, type Viewer } from '../../../shared/i18n/format-time.ts'
import {
  queuedDate,
  type CreateOperation,
  type DeleteOperation,
  type Operation,
  type UpdateOperation,
} from '../../../outbox/operations/operation.ts'
import { isToBeDeleted } from '../../../outbox/queued-changes.ts'

/** A row of the list: a loaded event, a queued one, or one that is not loaded. */
export type TimelineRow =
  | { readonly kind: 'event'; readonly key: string; readonly event: LeadEvent }
  | { readonly kind: 'queued'; readonly key: string; readonly operation: CreateOperation }
  | { readonly kind: 'notLoaded'; readonly key: string; readonly page: number }

/** The rows of a timeline, each created on access. */
export interface TimelineRows {
  readonly length: number
  readonly at: (index: number) => TimelineRow | undefined
  /** the row of a loaded event; -1 if it is not loaded */
  readonly indexOf: (id: number) => number
  /** the current index of a row of an earlier state of this timeline; -1 if unknown */
  readonly find: (row: TimelineRow) => number
}

interface TimelineRowsParts {
  /** the loaded pages, by their number */
  readonly pages: ReadonlyMap<number, readonly LeadEvent[]>
  /** the number of events that the service can return in this order */
  readonly length: number
  readonly ordering: Ordering
  /** the user's unsaved operations; an update moves no row */
  readonly operations: readonly Operation[]
}

/**
 * Merges loaded events and unsaved operations: omits deleted events and puts queued ones at their future position. A queued
 * event that is already loaded appears once, and so does one that two pages contain during a refetch.
 */
export function timelineRows({ pages, length, ordering, operations }: TimelineRowsParts): TimelineRows {
  const deleted = new Set(operations.filter(hidesEvent).map((operation) => operation.event.id))
  const offsets = new Map<number, number>()
  const hiddenOffsets: number[] = []
  for (const [page, items] of [...pages].toSorted(([one], [other]) => one - other)) {
    for (const [index, { id }] of items.entries()) {
      const offset = page * eventPageSize + index
      if (deleted.has(id)) hiddenOffsets.push(offset)
      else if (!offsets.has(id)) offsets.set(id, offset)
    }
  }
  const queued = operations
    .filter(isNew)
    .filter((operation) => !isToBeDeleted(operation))
    .filter(({ result }) => result === undefined || !offsets.has(result.id))
  const before = ordering === 'newest' ? queued.toReversed() : []
  const after = ordering === 'oldest' ? queued : []
  const visibleCount = Math.max(0, length - hiddenOffsets.length)

  function rowAt(offset: number): TimelineRow {
    const page = Math.floor(offset / eventPageSize)
    const event = pages.get(page)?.[offset % eventPageSize]
    return event !== undefined && offsets.get(event.id) === offset
      ? eventRow(event)
      : { kind: 'notLoaded', key: `not-loaded-${offset}`, page }
  }

  const indexOf = (id: number) => {
    const offset = offsets.get(id)
    return offset === undefined
      ? -1
      : before.length + offset - hiddenOffsets.filter((skipped) => skipped < offset).length
  }

  return {
    length: before.length + visibleCount + after.length,
    at: (index) => {
      const operation = before[index] ?? after[index - before.length - visibleCount]
      if (operation !== undefined) return { kind: 'queued', key: operation.key, operation }
      let offset = index - before.length
      if (offset < 0 || offset >= visibleCount) return undefined
      for (const skipped of hiddenOffsets) if (skipped <= offset) offset++
      return rowAt(offset)
    },
    indexOf,
    find: (row) => {
      if (row.kind === 'event') return indexOf(row.event.id)
      if (row.kind === 'notLoaded') return -1
      const [indexBefore, indexAfter] = [before, after].map((rows) =>
        rows.findIndex(({ key }) => key === row.key),
      )
      if (indexBefore !== undefined && indexBefore >= 0) return indexBefore
      if (indexAfter !== undefined && indexAfter >= 0) return before.length + visibleCount + indexAfter
      const { result } = operations.find(({ key }) => key === row.key) ?? row.operation
      return result === undefined ? -1 : indexOf(result.id)
    },
  }
}

/** The row of an event: the same object as long as the event is the same object. */
function eventRow(event: LeadEvent): TimelineRow {
  const row = eventRows.get(event) ?? { kind: 'event', key: `event-${event.id}`, event }
  eventRows.set(event, row)
  return row
}

const eventRows = new WeakMap<LeadEvent, TimelineRow>()

/** The user's latest unsaved operation on an event. */
export function changeOf(
  operations: readonly Operation[],
  id: number,
): UpdateOperation | DeleteOperation | undefined {
  return operations
    .filter((operation) => operation.kind !== 'create')
    .findLast((operation) => operation.event.id === id)
}

function isNew(operation: Operation): operation is CreateOperation {
  return operation.kind === 'create'
}

/** A deletion hides its event unless it is rejected. */
function hidesEvent(operation: Operation): operation is DeleteOperation {
  return operation.kind === 'delete' && operation.state !== 'refused'
}

/** The date of a row's event; of a queued one the chosen date, or the time when it was logged. */
export function dateOf(row: TimelineRow | undefined): Instant | undefined {
  if (row?.kind === 'event') return row.event.date
  return row?.kind === 'queued' ? queuedDate(row.operation) : undefined
}

/**
 * Whether a row begins a day in the viewer's time zone and therefore has a header. This is unknown below a row that is not
 * loaded; the sticky header shows the day until then.
 */
export function startsDay(rows: TimelineRows, index: number, viewer: Viewer): boolean {
  const date = dateOf(rows.at(index))
  if (date === undefined) return false
  if (index === 0) return true
  const previous = dateOf(rows.at(index - 1))
  return previous !== undefined && isOtherDay(previous, date, viewer)
}
