import type { PlainRow, Row } from './statistics.ts'

/** A figure that is compared with a target. */
interface Sample {
  readonly at: string
  readonly value: number
}

/** A target, the figure that is worst relative to it, and whether all figures meet it. */
export interface Judgement {
  readonly aim: string
  readonly limit: number
  readonly met: boolean
  /** absent if no measured figure belongs to the target */
  readonly worst: Sample | undefined
  readonly missed: readonly Sample[]
}

interface Memory {
  readonly events: number
  readonly megabytes: number | undefined
}

/** Compares the figures with the targets. */
export function judge(
  rows: readonly Row[],
  { memory, plain }: { readonly memory: readonly Memory[]; readonly plain: readonly PlainRow[] },
): Judgement[] {
  const memorySamples = memory.flatMap(({ events, megabytes }) =>
    megabytes === undefined ? [] : [{ at: `${events} events`, value: megabytes }],
  )
  return [
    atMost(1.5, 'a list of 50: the service’s median by the driver’s', rows.filter(isList).map(overhead)),
    atMost(
      1.3,
      'the most events by the fewest: the service’s median',
      growths(rows.filter((row) => !isOverview(row))),
    ),
    atMost(4, '50 leads by one lead: the service’s median', spreads(rows)),
    atLeast(0.6, 'create: the service’s events a second by the driver’s', rows.filter(isCreate).map(share)),
    atMost(2, 'reads: the driver’s median by the plainest statement’s', plain.map(beyondPlain)),
    atLeast(1_500, 'a list of 50 at 16 connections: responses a second', rows.filter(isBusyList).map(rate)),
    atMost(
      50,
      'the overview, one connection: the service’s median in ms',
      rows.filter(isOverview).flatMap(alone),
    ),
    atMost(200, 'memory of the service at its peak, in MB', memorySamples),
  ]
}

/** Compares the figures of the lead list and the first screen with their targets. */
export function judgeLeads(rows: readonly Row[]): Judgement[] {
  const finds = rows.filter(({ operation }) => operation.startsWith('find'))
  return [
    atMost(20, 'finding leads, one connection: the service’s median in ms', finds.flatMap(alone)),
    atMost(
      1.3,
      'the most leads by the fewest: the service’s median',
      growths(rows.filter((row) => !isOverview(row))),
    ),
    atMost(
      50,
      'the overview, one connection: the service’s median in ms',
      rows.filter(isOverview).flatMap(alone),
    ),
  ]
}

/** A target that all samples are at most `limit`. */
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
const isOverview = ({ kind }: Row) => kind === 'overview'
const isCreate = ({ kind }: Row) => kind === 'create'

function labelOf({ operation, events, connections }: Row): string {
  return `${operation}, ${events}, ${connections} connection(s)`
}

function overhead(row: Row): Sample {
  return { at: labelOf(row), value: row.service.median / row.driver.median }
}

function rate(row: Row): Sample {
  return { at: labelOf(row), value: row.service.perSecond }
}

function beyondPlain({ operation, events, users, plain, driver }: PlainRow): Sample {
  return { at: `${operation}, ${events} events, ${users} users`, value: driver.median / plain.median }
}

function share(row: Row): Sample {
  return { at: labelOf(row), value: row.service.perSecond / row.driver.perSecond }
}

function growths(rows: readonly Row[]): Sample[] {
  const sizes = rows.map(({ events }) => events)
  const [smallest, largest] = [Math.min(...sizes), Math.max(...sizes)]
  if (smallest === largest) return []
  return rows
    .filter(({ events }) => events === largest)
    .flatMap((row) =>
      ratioTo(
        row,
        rows.find((other) => matchesRow(other, { ...row, events: smallest })),
      ),
    )
}

/** The median of the service at one connection. */
function alone(row: Row): Sample[] {
  return row.connections === 1 ? [{ at: labelOf(row), value: row.service.median }] : []
}

function spreads(rows: readonly Row[]): Sample[] {
  return rows.filter(isList).flatMap((row) => {
    const operation = row.operation.replace('50 leads', '1 lead')
    return operation === row.operation
      ? []
      : ratioTo(
          row,
          rows.find((other) => matchesRow(other, { ...row, operation })),
        )
  })
}

function matchesRow(other: Row, { operation, events, connections }: Row): boolean {
  return other.operation === operation && other.events === events && other.connections === connections
}

function ratioTo(row: Row, base: Row | undefined): Sample[] {
  return base === undefined ? [] : [{ at: labelOf(row), value: row.service.median / base.service.median }]
}
