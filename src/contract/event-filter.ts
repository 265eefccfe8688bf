import * as z from 'zod/mini'
import { identifier, instant, optional, periodEnd, text } from './params.ts'

/** What narrows a list of events, beside words: all of it optional, and all of it has to hold. */
export const eventFilters = {
  status: optional(text),
  owner: optional(text),
  leadAssignee: optional(identifier(320)),
  /** both inclusive */
  dateFrom: optional(instant),
  dateTo: optional(periodEnd),
}

/** Refuses a period that ends before it begins: no event could lie in it, so it is a slip. */
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
