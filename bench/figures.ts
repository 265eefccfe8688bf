import type { Measured } from './measure.ts'
import type { Operation } from './operations.ts'
import type { Cell, Way } from './subject.ts'

/** The figures of one operation on one database at so many connections, by each way. */
export interface Row extends Record<Way, Measured> {
  readonly operation: string
  readonly kind: Operation['kind']
  readonly events: number
  readonly connections: number
}

/** Puts the figures of the ways together, in the order of the cells. */
export function toRows(cells: readonly Cell[], measured: readonly Measured[]): Row[] {
  const groups = new Map<string, Partial<Row>>()
  for (const [index, { operation, events, connections, way }] of cells.entries()) {
    const key = JSON.stringify([operation.name, events, connections])
    const head = { operation: operation.name, kind: operation.kind, events, connections }
    groups.set(key, { ...head, ...groups.get(key), [way]: measured[index] })
  }
  return [...groups.values()].filter(isWhole)
}

function isWhole(row: Partial<Row>): row is Row {
  return row.driver !== undefined && row.service !== undefined && row.bare !== undefined
}
