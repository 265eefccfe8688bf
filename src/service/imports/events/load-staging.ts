import {
  completeReading,
  insertStagedLines,
  type EventLine,
  type Refusal,
} from '../../store/imports/event-import-lines.ts'
import { listImportUsers } from '../../store/imports/import-users.ts'
import { findStatusCollectionId, listStatusLabels } from '../../store/applications/status-collections.ts'
import type { Connection } from '../../store/connection/database.ts'
import type { ImportRun } from '../import-run.ts'
import type { Mapping } from '../../../contract/import-mapping.ts'
import type { ResolvedColumns } from '../mapping/resolve-columns.ts'
import { systemColumns } from '../mapping/systems.ts'
import type { Source } from '../source/open-source.ts'
import { createEventUsers } from './event-users.ts'
import type { Findings } from './findings.ts'
import type { LineError } from './line-error.ts'
import { readEventLines, type EventRules, type ReadLine } from './read-event-lines.ts'

/** The number of lines staged in one transaction. */
const chunkSize = 2_000

/** A file with the columns of its fields. */
export interface MappedSource {
  readonly source: Source
  readonly mapping: Mapping
  readonly columns: ResolvedColumns
}

/**
 * Reads a file from the line after `from` to its end, and stages its well-formed lines; a dry run passes its
 * `findings`. Returns `false` if it was stopped before.
 */
export async function loadStaging(
  run: ImportRun,
  connection: Connection,
  applicationId: string,
  {
    file,
    from,
    findings,
  }: { readonly file: MappedSource; readonly from: number; readonly findings?: Findings },
): Promise<boolean> {
  const rules = await readRules(connection, applicationId, file)
  const progress = run.startPhase('Reading', file.source.size)
  let batch = newBatch(from)
  // the next lines are read while the last ones are staged
  let pending = Promise.resolve()
  const flush = async () => {
    const full = batch
    batch = newBatch(full.line)
    await pending
    pending = insertStagedLines(connection, applicationId, full)
    // the promise is awaited below; until then its rejection must count as handled
    pending.catch(() => undefined)
  }
  try {
    for await (const read of file.source.records(progress.at)) {
      if (read.line <= from) continue
      const result: ReadLine =
        'error' in read
          ? { errors: [{ field: '', code: 'malformed_line', message: read.error }] }
          : readEventLines(read.line, read.fields, rules, run.clock())
      add(batch, read.line, result)
      if (result !== undefined && 'errors' in result) findings?.addErrors(read.line, result.errors)
      else if (result !== undefined) findings?.addEvents(result.events, result.isDay)
      if (batch.lines < chunkSize) continue
      await flush()
      if (!run.stop.aborted) continue
      await pending
      return false
    }
    await flush()
    await pending
    await completeReading(connection, applicationId, {
      spaceSameTimes: file.mapping.sameTime !== 'reject',
    })
    return true
  } finally {
    await Promise.allSettled([pending])
    progress.end()
  }
}

async function readRules(
  connection: Connection,
  applicationId: string,
  { source, mapping, columns }: MappedSource,
): Promise<EventRules> {
  const labels = new Map<string, Set<string>>()
  for (const { id, label } of await listStatusLabels(connection, applicationId)) {
    labels.set(id, (labels.get(id) ?? new Set()).add(label))
  }
  const isOpen = source.csv !== undefined || source.isExport || mapping.ignoreColumns === true
  const { ignored } = systemColumns[mapping.from ?? 'leadline']
  return {
    mapping,
    columns,
    users: createEventUsers(await listImportUsers(connection, applicationId)),
    labels,
    statusCollectionId: await findStatusCollectionId(connection, applicationId),
    knownFields: isOpen ? undefined : new Set([...source.columns, ...columns.fields.values(), ...ignored]),
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

function add(batch: Batch, line: number, result: ReadLine): void {
  batch.lines++
  batch.line = line
  if (result === undefined) batch.skipped++
  else if ('errors' in result) {
    batch.refused++
    batch.refusals.push(...result.errors.map((error) => toRefusal(line, error)))
  } else batch.events.push(...result.events)
}

function toRefusal(line: number, { field, code, message }: LineError): Refusal {
  return { line, field, code, message }
}
