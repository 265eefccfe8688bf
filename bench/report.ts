import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Judgement } from './targets.ts'
import type { InputCost } from './before-authentication.ts'
import type { PlainRow, Row } from './statistics.ts'
import type { WriteThroughput } from './write-throughput.ts'
import type { Measured } from './measure.ts'

const labelWidth = 28
/** The variants in the tables; the plain statements have a table of their own. */
const variants = ['driver', 'service', 'bare'] as const
const cellWidth = 10

/**
 * A table of the measurements with this number of connections: milliseconds of each variant, and the overhead of the
 * service.
 */
export function table(rows: readonly Row[], connections: number, of: 'events' | 'leads' = 'events'): string {
  const shown = rows.filter((row) => row.connections === connections)
  const heads = variants.flatMap((variant) => [variant, 'p99'])
  const head = line(['', of, ...heads, '÷ driver', '− bare', 'a second', 'bare', 'n'])
  const lines = shown.map((row) =>
    line([
      row.operation,
      String(row.events),
      ...variants.flatMap((variant) => times(row[variant])),
      (row.service.median / row.driver.median).toFixed(2),
      (row.service.median - row.bare.median).toFixed(2),
      row.service.perSecond.toFixed(0),
      row.bare.perSecond.toFixed(0),
      String(row.service.n),
    ]),
  )
  const title = `${connections === 1 ? 'One connection' : `${connections} connections`}: medians and p99 in ms`
  return ['', title, head, ...lines, ''].join('\n')
}

/** A table of the service's statements and the simplest ones for the same rows. */
export function plainTable(rows: readonly PlainRow[]): string {
  const head = line(['', 'events', 'users', 'plain', 'driver', '÷ plain', 'n'])
  const lines = rows.map(({ operation, events, users, plain, driver }) =>
    line([
      operation,
      String(events),
      String(users),
      plain.median.toFixed(2),
      driver.median.toFixed(2),
      (driver.median / plain.median).toFixed(2),
      String(driver.n),
    ]),
  )
  return [
    '',
    'The plainest statement for the same rows, one connection: medians in ms',
    head,
    ...lines,
    '',
  ].join('\n')
}

/**
 * Two tables: the cost of inputs before authentication, and the rate of creation with a near and a more distant
 * database.
 */
export function extras(inputs: readonly InputCost[], writes: readonly WriteThroughput[]): string {
  return [
    '',
    line(['Before authentication', 'bytes', 'CPU ms']),
    ...inputs.map(({ input, bytes, milliseconds }) =>
      line([input, String(bytes), milliseconds?.toFixed(2) ?? 'unknown']),
    ),
    '',
    line(['Created, database away by', 'ms', 'a second', 'n', 'missed']),
    ...writes.map(({ latencyMs, perSecond, n, missed }) =>
      line(['', String(latencyMs), perSecond.toFixed(0), String(n), String(missed)]),
    ),
    '',
  ].join('\n')
}

/** A table of the events created per second. */
export function throughput(rows: readonly Row[]): string {
  const lines = rows.filter(({ kind }) => kind === 'create')
  const head = line(['Created a second', 'events', 'conn.', 'driver', 'service', '÷ driver'])
  return [
    '',
    head,
    ...lines.map(({ events, connections, driver, service }) =>
      line([
        '',
        String(events),
        String(connections),
        driver.perSecond.toFixed(0),
        service.perSecond.toFixed(0),
        (service.perSecond / driver.perSecond).toFixed(2),
      ]),
    ),
    '',
  ].join('\n')
}

/** Lists the targets, and where they were missed. */
export function verdicts(judgements: readonly Judgement[]): string {
  return judgements
    .flatMap(({ aim, met, worst, missed }) => {
      if (worst === undefined) return [`not measured  ${aim}`]
      const worstOf = `${worst.value.toFixed(2)} (${worst.at})`
      return [
        `${met ? 'met   ' : 'missed'}  ${aim}; the worst: ${worstOf}`,
        ...missed.slice(1).map(({ at, value }) => `          ${value.toFixed(2)} ${at}`),
      ]
    })
    .map((text) => `${text}\n`)
    .join('')
}

/** Writes figures as JSON; creates the folder if it is missing. */
export async function writeFigures(file: string, figures: object): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(figures, null, 2)}\n`)
}

function times({ median, p99 }: Measured): string[] {
  return [median.toFixed(2), p99.toFixed(2)]
}

function line([name = '', ...cells]: readonly string[]): string {
  return [name.padEnd(labelWidth), ...cells.map((cell) => cell.padStart(cellWidth))].join('')
}
