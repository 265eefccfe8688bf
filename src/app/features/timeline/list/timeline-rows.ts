import type { Instant } from '../../../../contract/instant.ts'
import type { LeadEvent } from '../../../../contract/lead-event.ts'
import type { Ordering } from '../../../../contract/paging.ts'
import { eventPageSize } from '../../../shared/api/queries.ts'
import { isOtherDay, type Viewer } from '../../../shared/i18n/format-time.ts'
import {
  unsentDate,
  type CreateOperation,
  type DeleteOperation,
  type Operation,
  type UpdateOperation,
} from '../../../outbox/operations/operation.ts'
import { isToBeDeleted } from '../../../outbox/queued-changes.ts'

/** A row of the list: an event, one that is not yet read back, or the place of one that was not read yet. */
export type TimelineRow =
  | { readonly kind: 'event'; readonly key: string; readonly event: LeadEvent }
  | { readonly kind: 'unsent'; readonly key: string; readonly operation: CreateOperation }
  | { readonly kind: 'unread'; readonly key: string; readonly page: number }

/** The rows of a timeline, made one by one as they are looked at. */
export interface TimelineRows {
  readonly length: number
  readonly at: (index: number) => TimelineRow | undefined
  /** the row of an event that was read, -1 where it was not */
  readonly indexOf: (id: number) => number
  /** where a row of an earlier state of this timeline is now, -1 where it is not known */
  readonly find: (row: TimelineRow) => number
}

interface Parts {
  /** the pages that were read, by their number */
  readonly pages: ReadonlyMap<number, readonly LeadEvent[]>
  /** how many events the service can show in this order */
  readonly length: number
  readonly ordering: Ordering
  /** what the person did that is not saved yet; an update moves no row */
  readonly operations: readonly Operation[]
}

/**
 * Puts what was read and what is not yet sent together: deleted events out of sight, new ones where they will be. An
 * event of a new row that has been read is shown once, and so is one that stands in two pages while they are read
 * again.
 */
export function timelineRows({ pages, length, ordering, operations }: Parts): TimelineRows {
  const deleted = new Set(operations.filter(hidesEvent).map((operation) => operation.event.id))
  const offsets = new Map<number, number>()
  const gone: number[] = []
  for (const [page, items] of [...pages].toSorted(([one], [other]) => one - other)) {
    for (const [index, { id }] of items.entries()) {
      const offset = page * eventPageSize + index
      if (deleted.has(id)) gone.push(offset)
      else if (!offsets.has(id)) offsets.set(id, offset)
    }
  }
  const unsent = operations
    .filter(isNew)
    .filter((operation) => !isToBeDeleted(operation))
    .filter(({ result }) => result === undefined || !offsets.has(result.id))
  const before = ordering === 'newest' ? unsent.toReversed() : []
  const after = ordering === 'oldest' ? unsent : []
  const read = Math.max(0, length - gone.length)

  function rowAt(offset: number): TimelineRow {
    const page = Math.floor(offset / eventPageSize)
    const event = pages.get(page)?.[offset % eventPageSize]
    return event !== undefined && offsets.get(event.id) === offset
      ? eventRow(event)
      : { kind: 'unread', key: `unread-${offset}`, page }
  }

  const indexOf = (id: number) => {
    const offset = offsets.get(id)
    return offset === undefined
      ? -1
      : before.length + offset - gone.filter((skipped) => skipped < offset).length
  }

  return {
    length: before.length + read + after.length,
    at: (index) => {
      const operation = before[index] ?? after[index - before.length - read]
      if (operation !== undefined) return { kind: 'unsent', key: operation.key, operation }
      let offset = index - before.length
      if (offset < 0 || offset >= read) return undefined
      for (const skipped of gone) if (skipped <= offset) offset++
      return rowAt(offset)
    },
    indexOf,
    find: (row) => {
      if (row.kind === 'event') return indexOf(row.event.id)
      if (row.kind === 'unread') return -1
      const [place, last] = [before, after].map((rows) => rows.findIndex(({ key }) => key === row.key))
      if (place !== undefined && place >= 0) return place
      if (last !== undefined && last >= 0) return before.length + read + last
      const { result } = operations.find(({ key }) => key === row.key) ?? row.operation
      return result === undefined ? -1 : indexOf(result.id)
    },
  }
}

/** The row of an event, the same as long as the event is: it was made when the row was first looked at. */
function eventRow(event: LeadEvent): TimelineRow {
  const row = eventRows.get(event) ?? { kind: 'event', key: `event-${event.id}`, event }
  eventRows.set(event, row)
  return row
}

const eventRows = new WeakMap<LeadEvent, TimelineRow>()

/** What the person did last to an event that is not saved yet. */
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

/** A deletion hides its event until it is refused. */
function hidesEvent(operation: Operation): operation is DeleteOperation {
  return operation.kind === 'delete' && operation.state !== 'refused'
}

/** When a row's event happened; for one that is not sent, when it was logged or what was chosen. */
export function dateOf(row: TimelineRow | undefined): Instant | undefined {
  if (row?.kind === 'event') return row.event.date
  return row?.kind === 'unsent' ? unsentDate(row.operation) : undefined
}

/**
 * Whether a row begins a day in the reader's time zone and so carries its header. Below a row that was not read
 * nobody knows, and the day that sticks to the top says it meanwhile.
 */
export function startsDay(rows: TimelineRows, index: number, viewer: Viewer): boolean {
  const date = dateOf(rows.at(index))
  if (date === undefined) return false
  if (index === 0) return true
  const before = dateOf(rows.at(index - 1))
  return before !== undefined && isOtherDay(before, date, viewer)
}
