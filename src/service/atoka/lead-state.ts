import type { Lead, LeadType } from '../../contract/lead.ts'
import type { LeadEvent } from '../../contract/lead-event.ts'
import type { AtokaSession } from './atoka-session.ts'
import { readEvents } from './list-events.ts'

/** A lead's state as its events determine it. */
export interface LeadState extends Pick<
  Lead,
  'status' | 'statusDate' | 'leadAssignee' | 'lastEventDate' | 'eventCount'
> {
  /** the lead type in its events; `undefined` without events */
  readonly type: LeadType | undefined
  /** whether the status is certain; otherwise `null` may mean that it was set before the events that were read */
  readonly isCertain: boolean
}

/** Events per page, and the maximum number of pages: a lead whose status was set earlier is shown without one. */
const pageSize = 100
const maxPages = 5

/** The maximum number of newest events that determine a lead's state. */
export const maxEventsForState = pageSize * maxPages

/** The state of a lead when it was last read. */
export type PartialState = Pick<Lead, 'status' | 'statusDate' | 'lastEventDate' | 'eventCount'>

/**
 * Reads a lead's state from its newest events. It reads back until an event has another status than the newest one,
 * so that its start is known; until all events are read; until the state is the same as `known`; or until the
 * maximum.
 */
export async function readLeadState(
  calling: AtokaSession,
  lead: string,
  known?: PartialState,
): Promise<LeadState> {
  const events: LeadEvent[] = []
  let count = 0
  let whole = false
  for (let page = 0; page < maxPages && !whole && !isSettled(events); page++) {
    const { items, count: reportedCount } = await readEvents(calling, {
      leads: [lead],
      ordering: 'newest',
      limit: pageSize,
      offset: page * pageSize,
    })
    events.push(...items.filter((event) => event !== undefined))
    count = reportedCount ?? page * pageSize + items.length
    whole = items.length < pageSize || count <= (page + 1) * pageSize
    if (known && !whole && isUnchanged(known, events[0], count)) return stateOf(events, { count, known })
  }
  return stateOf(events, { count, whole })
}

const hasStatus = ({ status }: LeadEvent) => status !== null

function isSettled(events: readonly LeadEvent[]): boolean {
  const { status } = events.find(hasStatus) ?? {}
  return events.some((event) => hasStatus(event) && event.status !== status)
}

function isUnchanged(known: PartialState, newest: LeadEvent | undefined, count: number): boolean {
  return known.status !== null && known.lastEventDate === newest?.date && known.eventCount === count
}

function stateOf(
  events: readonly LeadEvent[],
  {
    count,
    whole = false,
    known,
  }: { readonly count: number; readonly whole?: boolean; readonly known?: PartialState },
): LeadState {
  const [newest] = events
  const common = {
    type: newest?.type,
    leadAssignee: newest?.leadAssignee ?? null,
    lastEventDate: newest?.date ?? null,
    eventCount: count,
  }
  if (known) return { ...common, status: known.status, statusDate: known.statusDate, isCertain: true }
  const moves = events.filter(hasStatus)
  const status = moves[0]?.status ?? null
  const before = moves.findIndex((event) => event.status !== status)
  const settled = before !== -1 || whole
  const since = moves[(before === -1 ? moves.length : before) - 1]
  return {
    ...common,
    status,
    statusDate: settled ? (since?.date ?? null) : null,
    isCertain: status !== null || whole,
  }
}
