import { insertStagedLines, type EventLine, type Refusal } from '../../store/imports/event-import-lines.ts'
import { listPeople } from '../../store/people/people.ts'
import { findStatusCollectionId, listStatusLabels } from '../../store/applications/status-collections.ts'
import type { Connection } from '../../store/connection/database.ts'
import { startProgress } from '../progress.ts'
import type { CliContext } from '../cli-context.ts'
import { readEventLine, type EventLineRules } from './event-line.ts'
import type { Source } from './source.ts'

/** Lines that are put by in one transaction. */
const portion = 2_000

/**
 * Reads a file from the line after `from` to its end, and puts its well-formed lines by. Answers `false` where it was
 * stopped before.
 */
export async function loadStaging(
  surroundings: CliContext,
  connection: Connection,
  applicationId: string,
  { source, from }: { readonly source: Source; readonly from: number },
): Promise<boolean> {
  const known = await readRules(connection, applicationId)
  const progress = startProgress(surroundings, 'Reading', source.size)
  let batch = newBatch(from)
  // the next lines are read while the last ones are put by
  let underWay = Promise.resolve()
  const flush = async (fullyRead: boolean) => {
    const full = batch
    batch = newBatch(full.line)
    await underWay
    underWay = insertStagedLines(connection, applicationId, { ...full, fullyRead })
    // it is waited for below; until then a failure is nobody's
    underWay.catch(() => undefined)
  }
  try {
    for await (const read of source.lines(progress.at)) {
      if (read.line <= from) continue
      const rules = { ...known, now: surroundings.clock() }
      const result = 'fault' in read ? wholeLine(read.fault) : readEventLine(read.line, read.fields, rules)
      add(batch, read.line, result)
      if (batch.lines < portion) continue
      await flush(false)
      if (!surroundings.stop.aborted) continue
      await underWay
      return false
    }
    await flush(true)
    await underWay
    return true
  } finally {
    await Promise.allSettled([underWay])
    progress.end()
  }
}

async function readRules(
  connection: Connection,
  applicationId: string,
): Promise<Omit<EventLineRules, 'now'>> {
  const labels = new Map<string, Set<string>>()
  for (const { id, label } of await listStatusLabels(connection, applicationId)) {
    labels.set(id, (labels.get(id) ?? new Set()).add(label))
  }
  return {
    users: new Set((await listPeople(connection, applicationId)).map(({ id }) => id)),
    labels,
    statusCollectionId: await findStatusCollectionId(connection, applicationId),
  }
}

interface Batch {
  lines: number
  line: number
  refused: number
  skipped: number
  readonly events: EventLine[]
  readonly refusals: Refusal[]
}

function newBatch(line: number): Batch {
  return { lines: 0, line, refused: 0, skipped: 0, events: [], refusals: [] }
}

type Result = ReturnType<typeof readEventLine> | ReturnType<typeof wholeLine>

function add(batch: Batch, line: number, result: Result): void {
  batch.lines++
  batch.line = line
  if (result === undefined) batch.skipped++
  else if ('faults' in result) {
    batch.refused++
    batch.refusals.push(...result.faults.map(({ field, code, message }) => ({ line, field, code, message })))
  } else batch.events.push(result)
}

function wholeLine(message: string) {
  return { faults: [{ field: '', code: 'malformed_line', message }] }
}
