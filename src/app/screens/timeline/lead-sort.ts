import type { Lead } from '../../../contract/lead.ts'
import type { LeadColumn, TableOrder } from '../../shared/leads/table-order.ts'

/** How the columns are compared. */
export interface LeadSortContext {
  /** the labels of the statuses in the order of the funnel */
  readonly statuses: readonly string[]
  /** returns the name of an assignee */
  readonly nameOf: (assignee: string) => string
  /** the viewer's language, in whose order names are sorted */
  readonly locale: string
}

/**
 * Whether the values of a column increase, for `aria-sort`. Names start with A; statuses start with the last one of the
 * funnel, durations with the longest, dates with the newest and numbers with the largest.
 */
export function isAscending({ column, isReversed }: TableOrder): boolean {
  return (column === 'name' || column === 'assignee') !== isReversed
}

/**
 * Sorts leads by a column. Leads without a value are last in either direction; leads with the same value keep their order,
 * and those with the same status start with the one that has it longest.
 */
export function sortLeads(
  leads: readonly Lead[],
  order: TableOrder,
  context: LeadSortContext,
): readonly Lead[] {
  const byStatus = order.column === 'status'
  const base = byStatus ? sortLeads(leads, { column: 'since', isReversed: false }, context) : leads
  const direction = isAscending(order) ? 1 : -1
  return base
    .map((lead) => ({ lead, value: valueOf(lead, order.column, context) }))
    .toSorted((one, other) => {
      if (one.value === null || other.value === null) {
        return Number(one.value === null) - Number(other.value === null)
      }
      return direction * compare(one.value, other.value, context.locale)
    })
    .map(({ lead }) => lead)
}

function valueOf(
  { id, name, status, statusDate, leadAssignee, lastEventDate, eventCount }: Lead,
  column: LeadColumn,
  { statuses, nameOf }: LeadSortContext,
): string | number | null {
  const values = {
    name: name ?? id,
    status: status === null ? null : statuses.indexOf(status),
    // the later a status began, the shorter the lead has had it
    since: statusDate === null ? null : -Date.parse(statusDate),
    assignee: leadAssignee === null ? null : nameOf(leadAssignee),
    last: lastEventDate === null ? null : Date.parse(lastEventDate),
    events: eventCount,
  }
  return values[column]
}

function compare(one: string | number, other: string | number, locale: string): number {
  return typeof one === 'number' && typeof other === 'number'
    ? one - other
    : String(one).localeCompare(String(other), locale, { numeric: true })
}
