import { judge, judgeLeads } from './targets.ts'
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

/** What is measured: databases of events, and of leads. */
interface Subjects {
  readonly events: readonly Subject[]
  readonly leads: readonly Subject[]
}

/** Measures all subjects interleaved, prints tables and targets, and writes everything as JSON. */
export async function measureSubjects(
  { events, leads }: Subjects,
  options: ServiceOptions,
  stop: AbortSignal,
): Promise<void> {
  const machine = { ...describeMachine(), postgres: [...events, ...leads][0]?.postgres }
  const ofEvents = events.length === 0 ? undefined : await measureEvents(events, options, stop)
  const ofLeads = leads.length === 0 ? undefined : await measureLeads(leads, options, stop)
  const parameters = { rounds: options.rounds, responsesPerTurn, maxCandidateMs, measuredEvents }
  await writeFigures(options.out, { machine, parameters, ...ofEvents, leads: ofLeads })
  process.stdout.write(`\nThe figures are in ${options.out}.\n`)
}

/** Measures the lead list and the first screen. */
async function measureLeads(subjects: readonly Subject[], { rounds }: ServiceOptions, stop: AbortSignal) {
  const cells = interleave(subjects)
  const progress = showProgress('Measuring leads', rounds)
  const measured = await measure(cells, { rounds, stop, onRound: progress.at }).finally(progress.end)
  const rows = toRows(cells, measured)
  const aims = judgeLeads(rows)
  const tables = connectionCounts.map((connections) => table(rows, connections, 'leads'))
  process.stdout.write([...tables, '\n', verdicts(aims)].join(''))
  return { rows, aims }
}

async function measureEvents(subjects: readonly Subject[], { rounds }: ServiceOptions, stop: AbortSignal) {
  const [first] = subjects
  if (first === undefined) throw new Error('nothing to measure')
  const cells = interleave(subjects)
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
  return { rows, plain, inputs, writes, memory, aims }
}

/** Puts the variants and sizes of the same operation next to each other, so that a disturbance affects all of them. */
function interleave(subjects: readonly Subject[]): Cell[] {
  const [first] = subjects
  return (first?.cells ?? []).flatMap((_, index) =>
    subjects.flatMap(({ cells }) => cells.slice(index, index + 1)),
  )
}
