import { insertStagedLines, type EventLine, type Refusal } from '../../store/imports/event-import-lines.ts'
import { listPeople } from '../../store/people/people.ts'
import { findStatusCollectionId, listStatusLabels } from '../../store/applications/status-collections.ts'
import type { Connection } from '../../store/connection/database.ts'
import { startProgress } from '../progress.ts'
import type { CliContext } from '../cli-context.ts'
import { readEventLine, type EventLineRules } from './event-line.ts'
import type { Source } from './source.ts'

/** The number of lines staged in one transaction. */
const chunkSize = 2_000

/**
 * Reads a file from the line after `from` to its end, and stages its well-formed lines. Returns `false` if it was
 * stopped before.
 */
export async function loadStaging(
  cli: CliContext,
  connection: Connection,
  applicationId: string,
  { source, from }: { readonly source: Source; readonly from: number },
): Promise<boolean> {
  const known = await readRules(connection, applicationId)
  const progress = startProgress(cli, 'Reading', source.size)
  let batch = newBatch(from)
  // the next lines are read while the last ones are staged
  let pending = Promise.resolve()
  const flush = async (fullyRead: boolean) => {
    const full = batch
    batch = newBatch(full.line)
    await pending
    pending = insertStagedLines(connection, applicationId, { ...full, fullyRead })
    // the promise is awaited below; until then its rejection must count as handled
    pending.catch(() => undefined)
  }
  try {
    for await (const read of source.lines(progress.at)) {
      if (read.line <= from) continue
      const rules = { ...known, now: cli.clock() }
      const result = 'error' in read ? lineError(read.error) : readEventLine(read.line, read.fields, rules)
      add(batch, read.line, result)
      if (batch.lines < chunkSize) continue
      await flush(false)
      if (!cli.stop.aborted) continue
      await pending
      return false
    }
    await flush(true)
    await pending
    return true
  } finally {
    await Promise.allSettled([pending])
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

type Result = ReturnType<typeof readEventLine> | ReturnType<typeof lineError>

function add(batch: Batch, line: number, result: Result): void {
  batch.lines++
  batch.line = line
  if (result === undefined) batch.skipped++
  else if ('errors' in result) {
    batch.refused++
    batch.refusals.push(...result.errors.map(({ field, code, message }) => ({ line, field, code, message })))
  } else batch.events.push(result)
}

function lineError(message: string) {
  return { errors: [{ field: '', code: 'malformed_line', message }] }
}
