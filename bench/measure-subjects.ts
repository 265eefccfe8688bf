import { judge } from './targets.ts'
import { measureBeforeAuthentication } from './before-authentication.ts'
import { toPlainRows, toRows } from './statistics.ts'
import { people } from './load/application.ts'
import { measuredEvents } from './load/generate-events.ts'
import { describeMachine } from './machine.ts'
import { responsesPerTurn, maxCandidateMs, measure } from './measure.ts'
import type { ServiceOptions } from './options.ts'
import { extras, plainTable, table, throughput, verdicts, writeFigures } from './report.ts'
import { showProgress } from './show-progress.ts'
import { connectionCounts, type Cell, type Subject } from './target-service.ts'
import { measureWrites } from './write-throughput.ts'

/** The number of users of a large company. */
const manyUsers = 2_000

/** Milliseconds of a round trip to a database on this machine, and to one in a data centre near by. */
const latenciesMs = [0, 2]

/** Measures all subjects interleaved, prints tables and targets, and writes everything as JSON. */
export async function measureSubjects(
  subjects: readonly Subject[],
  { rounds, out }: ServiceOptions,
  stop: AbortSignal,
): Promise<void> {
  const [first] = subjects
  if (first === undefined) throw new Error('nothing to measure')
  const cells = interleave(subjects)
  const machine = { ...describeMachine(), postgres: first.postgres }
  const progress = showProgress('Measuring', rounds)
  const measured = await measure(cells, { rounds, stop, onRound: progress.at }).finally(progress.end)
  const inputs = await measureBeforeAuthentication(first.service.address, first.service.pid)
  const writes = []
  for (const latencyMs of latenciesMs) writes.push(await measureWrites(first.service.databaseUrl, latencyMs))
  const memory: { events: number; megabytes: number | undefined }[] = []
  for (const { events, peakMemory } of subjects) memory.push({ events, megabytes: await peakMemory() })
  const rows = toRows(cells, measured)
  const cellsWithUsers = await first.withUsers(manyUsers)
  const measuredWithUsers = await measure(cellsWithUsers, { rounds, stop, onRound: () => undefined })
  const plain = [
    ...toPlainRows(cells, measured, people.length),
    ...toPlainRows(cellsWithUsers, measuredWithUsers, manyUsers + people.length),
  ]
  const aims = judge(rows, { memory, plain })
  const tables = connectionCounts.map((connections) => table(rows, connections))
  process.stdout.write(
    [...tables, plainTable(plain), throughput(rows), extras(inputs, writes), '\n', verdicts(aims)].join(''),
  )
  const parameters = { rounds, responsesPerTurn, maxCandidateMs, measuredEvents }
  await writeFigures(out, { machine, parameters, rows, plain, inputs, writes, memory, aims })
  process.stdout.write(`\nThe figures are in ${out}.\n`)
}

/** Puts the variants and sizes of the same operation next to each other, so that a disturbance affects all of them. */
function interleave(subjects: readonly Subject[]): Cell[] {
  const [first] = subjects
  return (first?.cells ?? []).flatMap((_, index) =>
    subjects.flatMap(({ cells }) => cells.slice(index, index + 1)),
  )
}
