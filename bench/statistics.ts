import type { Measured } from './measure.ts'
import type { Operation } from './operations.ts'
import type { Cell, Way } from './target-service.ts'

/** The figures of one operation on one database at so many connections, by each way. */
export interface Row extends Record<Exclude<Way, 'plain'>, Measured> {
  /** absent for what no plain statement stands for */
  readonly plain?: Measured
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

/** An operation's statements beside the plainest one for the same rows, at one connection. */
export interface PlainRow {
  readonly operation: string
  readonly events: number
  readonly users: number
  readonly plain: Measured
  readonly driver: Measured
}

/** Puts the plain and the service's statements together. */
export function toPlainRows(
  cells: readonly Cell[],
  measured: readonly Measured[],
  users: number,
): PlainRow[] {
  return cells.flatMap(({ operation, events, connections, way }, index) => {
    const other = cells.findIndex(
      (cell) =>
        cell.operation === operation &&
        cell.events === events &&
        cell.connections === connections &&
        cell.way === 'driver',
    )
    const [plain, driver] = [measured[index], measured[other]]
    if (way !== 'plain' || connections !== 1 || plain === undefined || driver === undefined) return []
    return [{ operation: operation.name, events, users, plain, driver }]
  })
}
