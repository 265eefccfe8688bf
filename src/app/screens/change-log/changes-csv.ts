import type { EventChange } from '../../../contract/event-change.ts'
import { csvFirstLine, csvLine } from '../../shared/export/csv.ts'

/** The columns, by their headings, which are the API's names: how to get each value from a change. */
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

/** Converts changes to CSV: a line of headings, then one line per change; instants are in UTC, as in the API. */
export function changesCsv(changes: readonly EventChange[]): string[] {
  const toLine = (change: EventChange) =>
    csvLine(Object.values(columns).map((getValue) => getValue(change) ?? ''))
  return [csvFirstLine(Object.keys(columns)), ...changes.map(toLine)]
}
