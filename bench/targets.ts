import type { PlainRow, Row } from './statistics.ts'

/** One figure that an aim is about. */
interface Sample {
  readonly at: string
  readonly value: number
}

/** What was aimed at, the figure that is farthest from it, and whether all of them are within. */
export interface Judgement {
  readonly aim: string
  readonly limit: number
  readonly met: boolean
  /** absent where nothing was measured that the aim is about */
  readonly worst: Sample | undefined
  readonly missed: readonly Sample[]
}

interface Memory {
  readonly events: number
  readonly megabytes: number | undefined
}

/** Holds the figures against the aims. */
export function judge(
  rows: readonly Row[],
  { memory, plain }: { readonly memory: readonly Memory[]; readonly plain: readonly PlainRow[] },
): Judgement[] {
  const held = memory.flatMap(({ events, megabytes }) =>
    megabytes === undefined ? [] : [{ at: `${events} events`, value: megabytes }],
  )
  return [
    atMost(1.5, 'a list of 50: the service’s median by the driver’s', rows.filter(isList).map(overhead)),
    atMost(1.3, 'the most events by the fewest: the service’s median', growths(rows)),
    atMost(4, '50 leads by one lead: the service’s median', spreads(rows)),
    atLeast(0.6, 'create: the service’s events a second by the driver’s', rows.filter(isCreate).map(share)),
    atMost(2, 'reads: the driver’s median by the plainest statement’s', plain.map(beyondPlain)),
    atLeast(1_500, 'a list of 50 at 16 connections: responses a second', rows.filter(isBusyList).map(rate)),
    atMost(200, 'memory of the service at its peak, in MB', held),
  ]
}

/** All samples are at most so much. */
export function atMost(limit: number, aim: string, samples: readonly Sample[]): Judgement {
  const sorted = samples.toSorted((a, b) => b.value - a.value)
  const missed = sorted.filter(({ value }) => !(value <= limit))
  return { aim: `${aim}, at most ${limit}`, limit, met: missed.length === 0, worst: sorted[0], missed }
}

function atLeast(limit: number, aim: string, samples: readonly Sample[]): Judgement {
  const sorted = samples.toSorted((a, b) => a.value - b.value)
  const missed = sorted.filter(({ value }) => !(value >= limit))
  return { aim: `${aim}, at least ${limit}`, limit, met: missed.length === 0, worst: sorted[0], missed }
}

const isList = ({ kind }: Row) => kind === 'list'
const isBusyList = (row: Row) => isList(row) && row.connections === 16
const isCreate = ({ kind }: Row) => kind === 'create'

function place({ operation, events, connections }: Row): string {
  return `${operation}, ${events} events, ${connections} connection(s)`
}

function overhead(row: Row): Sample {
  return { at: place(row), value: row.service.median / row.driver.median }
}

function rate(row: Row): Sample {
  return { at: place(row), value: row.service.perSecond }
}

function beyondPlain({ operation, events, users, plain, driver }: PlainRow): Sample {
  return { at: `${operation}, ${events} events, ${users} users`, value: driver.median / plain.median }
}

function share(row: Row): Sample {
  return { at: place(row), value: row.service.perSecond / row.driver.perSecond }
}

function growths(rows: readonly Row[]): Sample[] {
  const sizes = rows.map(({ events }) => events)
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  if (least === most) return []
  return rows
    .filter(({ events }) => events === most)
    .flatMap((row) =>
      by(
        row,
        rows.find((other) => isBeside(other, { ...row, events: least })),
      ),
    )
}

function spreads(rows: readonly Row[]): Sample[] {
  return rows.filter(isList).flatMap((row) => {
    const operation = row.operation.replace('50 leads', '1 lead')
    return operation === row.operation
      ? []
      : by(
          row,
          rows.find((other) => isBeside(other, { ...row, operation })),
        )
  })
}

function isBeside(other: Row, { operation, events, connections }: Row): boolean {
  return other.operation === operation && other.events === events && other.connections === connections
}

function by(row: Row, base: Row | undefined): Sample[] {
  return base === undefined ? [] : [{ at: place(row), value: row.service.median / base.service.median }]
}
