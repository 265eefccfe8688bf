import type { Measured } from './measure.ts'
import type { Operation } from './operations.ts'
import type { Cell, Variant } from './target-service.ts'

/** The figures of one operation on one database with this number of connections, by variant. */
export interface Row extends Record<Exclude<Variant, 'plain'>, Measured> {
  /** absent for operations without a plain statement */
  readonly plain?: Measured
  readonly operation: string
  readonly kind: Operation['kind']
  readonly events: number
  readonly connections: number
}

/** Combines the figures of the variants, in the order of the cells. */
export function toRows(cells: readonly Cell[], measured: readonly Measured[]): Row[] {
  const groups = new Map<string, Partial<Row>>()
  for (const [index, { operation, events, connections, variant }] of cells.entries()) {
    const key = JSON.stringify([operation.name, events, connections])
    const head = { operation: operation.name, kind: operation.kind, events, connections }
    groups.set(key, { ...head, ...groups.get(key), [variant]: measured[index] })
  }
  return [...groups.values()].filter(isComplete)
}

function isComplete(row: Partial<Row>): row is Row {
  return row.driver !== undefined && row.service !== undefined && row.bare !== undefined
}

/** The figures of an operation's statements and of the simplest one for the same rows, at one connection. */
export interface PlainRow {
  readonly operation: string
  readonly events: number
  readonly users: number
  readonly plain: Measured
  readonly driver: Measured
}

/** Combines the figures of the plain statements and of the service's. */
export function toPlainRows(
  cells: readonly Cell[],
  measured: readonly Measured[],
  users: number,
): PlainRow[] {
  return cells.flatMap(({ operation, events, connections, variant }, index) => {
    const driverIndex = cells.findIndex(
      (cell) =>
        cell.operation === operation &&
        cell.events === events &&
        cell.connections === connections &&
        cell.variant === 'driver',
    )
    const [plain, driver] = [measured[index], measured[driverIndex]]
    if (variant !== 'plain' || connections !== 1 || plain === undefined || driver === undefined) return []
    return [{ operation: operation.name, events, users, plain, driver }]
  })
}
