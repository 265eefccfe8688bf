import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Judgement } from './aims.ts'
import type { Row } from './figures.ts'
import type { Measured } from './measure.ts'
import { ways } from './subject.ts'

const first = 28
const width = 10

/** A table of what was measured at so many connections: milliseconds by each way, and what the service adds. */
export function table(rows: readonly Row[], connections: number): string {
  const shown = rows.filter((row) => row.connections === connections)
  const heads = ways.flatMap((way) => [way, 'p99'])
  const head = line(['', 'events', ...heads, '÷ driver', '− bare', 'n'])
  const lines = shown.map((row) =>
    line([
      row.operation,
      String(row.events),
      ...ways.flatMap((way) => times(row[way])),
      (row.service.median / row.driver.median).toFixed(2),
      (row.service.median - row.bare.median).toFixed(2),
      String(row.service.n),
    ]),
  )
  const title = `${connections === 1 ? 'One connection' : `${connections} connections`}: medians and p99 in ms`
  return ['', title, head, ...lines, ''].join('\n')
}

/** Events that are created in a second. */
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

/** What was aimed at, and where it was missed. */
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

/** Writes figures as JSON, in a folder that is made where it is missing. */
export async function writeFigures(file: string, figures: object): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(figures, null, 2)}\n`)
}

function times({ median, p99 }: Measured): string[] {
  return [median.toFixed(2), p99.toFixed(2)]
}

function line([name = '', ...cells]: readonly string[]): string {
  return [name.padEnd(first), ...cells.map((cell) => cell.padStart(width))].join('')
}
