import type { Instant } from '../../../contract/instant.ts'
import type { AddValue } from '../connection/statement-values.ts'

/** A filter of events by their columns; `dateFrom` and `dateTo` are inclusive. */
export interface ColumnFilter {
  readonly status?: string | undefined
  readonly owner?: string | undefined
  readonly leadAssignee?: string | undefined
  readonly dateFrom?: Instant | undefined
  readonly dateTo?: Instant | undefined
}

/** Returns the conditions of a filter on the event `e`. */
export function columnConditions(
  { status, owner, leadAssignee, dateFrom, dateTo }: ColumnFilter,
  addValue: AddValue,
  statusColumn = 'e.status',
): string[] {
  const compared: [comparison: string, value: string | undefined][] = [
    [`${statusColumn} =`, status],
    ['e.owner =', owner],
    ['e.lead_assignee =', leadAssignee],
    ['e.date >=', dateFrom],
    ['e.date <=', dateTo],
  ]
  return compared.flatMap(([comparison, value]) =>
    value === undefined ? [] : `${comparison} ${addValue(value)}`,
  )
}
