import type { EventChange } from '../../../contract/event-change.ts'
import { csvFirstLine, csvLine } from '../../shared/export/csv.ts'

/** What a line of the table holds, by its heading: the API's own names. */
const columns = {
  updateTime: ({ updateTime }) => updateTime,
  kind: ({ kind }) => kind,
  changedBy: ({ changedBy }) => changedBy.id,
  changedByName: ({ changedBy }) => changedBy.name,
  lead: ({ lead }) => lead,
  leadName: ({ leadName }) => leadName,
  event: ({ event }) => String(event),
  dateBefore: ({ before }) => before.date,
  dateAfter: ({ after }) => after?.date,
  noteBefore: ({ before }) => before.note,
  noteAfter: ({ after }) => after?.note,
} as const satisfies Record<string, (change: EventChange) => string | null | undefined>

/** A table of changes: a line each under a line of headings, instants in UTC, as the API gives them. */
export function activityCsv(changes: readonly EventChange[]): string[] {
  const line = (change: EventChange) => csvLine(Object.values(columns).map((read) => read(change) ?? ''))
  return [csvFirstLine(Object.keys(columns)), ...changes.map(line)]
}
