/** The columns of the table of several leads by which it can be sorted. */
export const leadColumns = ['name', 'status', 'since', 'assignee', 'last', 'events'] as const

export type LeadColumn = (typeof leadColumns)[number]

/** A column, in its own order or reversed. */
export interface TableOrder {
  readonly column: LeadColumn
  readonly isReversed: boolean
}

/** Reads an order from a URL parameter such as `since` or, reversed, `-since`; `undefined` if it is invalid. */
export function parseTableOrder(parameter: string | null): TableOrder | undefined {
  const column = leadColumns.find((name) => name === parameter?.replace('-', ''))
  return column && { column, isReversed: parameter !== column }
}

/** Returns the URL parameter of an order. */
export function formatTableOrder({ column, isReversed }: TableOrder): string {
  return isReversed ? `-${column}` : column
}
