import { judge } from './aims.ts'
import { toRows } from './figures.ts'
import { measuredEvents } from './load/invent-events.ts'
import { describeMachine } from './machine.ts'
import { answersATurn, enoughTime, measure } from './measure.ts'
import type { ServiceOptions } from './options.ts'
import { table, throughput, verdicts, writeFigures } from './report.ts'
import { showProgress } from './show-progress.ts'
import { connectionCounts, type Cell, type Subject } from './subject.ts'

/** Measures all subjects interleaved, prints tables and aims, and writes everything as JSON. */
export async function measureSubjects(
  subjects: readonly Subject[],
  { rounds, out }: ServiceOptions,
  stop: AbortSignal,
): Promise<void> {
  const cells = interleave(subjects)
  const machine = { ...describeMachine(), postgres: subjects[0]?.postgres }
  const progress = showProgress('Measuring', rounds)
  const measured = await measure(cells, { rounds, stop, onRound: progress.at }).finally(progress.end)
  const memory: { events: number; megabytes: number | undefined }[] = []
  for (const { events, peakMemory } of subjects) memory.push({ events, megabytes: await peakMemory() })
  const rows = toRows(cells, measured)
  const aims = judge(rows, memory)
  const tables = connectionCounts.map((connections) => table(rows, connections))
  process.stdout.write([...tables, throughput(rows), '\n', verdicts(aims)].join(''))
  const parameters = { rounds, answersATurn, enoughTime, measuredEvents }
  await writeFigures(out, { machine, parameters, rows, memory, aims })
  process.stdout.write(`\nThe figures are in ${out}.\n`)
}

/** The ways and sizes of the same operation one after the other, so that a disturbance meets all of them. */
function interleave(subjects: readonly Subject[]): Cell[] {
  const [first] = subjects
  return (first?.cells ?? []).flatMap((_, index) =>
    subjects.flatMap(({ cells }) => cells.slice(index, index + 1)),
  )
}
