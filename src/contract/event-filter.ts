import * as z from 'zod/mini'
import { identifier, instant, optional, periodEnd, text } from './params.ts'

/**
 * The filters of a list of events, apart from the text search: each is optional, and an event must match all of them.
 */
export const eventFilters = {
  status: optional(text),
  owner: optional(text),
  leadAssignee: optional(identifier(320)),
  /** both inclusive */
  dateFrom: optional(instant),
  dateTo: optional(periodEnd),
}

/** Rejects a period that ends before it begins: no event could match it, so it is a mistake. */
export const isDateRangeValid = z.check<{ dateFrom?: unknown; dateTo?: unknown }>((context) => {
  const { dateFrom, dateTo } = context.value
  if (typeof dateFrom !== 'string' || typeof dateTo !== 'string' || dateFrom <= dateTo) return
  context.issues.push({
    code: 'custom',
    path: ['dateFrom'],
    message: `dateFrom must not be after dateTo (${dateTo}).`,
    params: { code: 'period_reversed' },
    input: dateFrom,
  })
})
