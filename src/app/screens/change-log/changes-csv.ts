import { csvFirstLine, csvLine } from '../../../contract/csv.ts'
import type { EventChange } from '../../../contract/event-change.ts'
import { tableSeparators, toLocalTime, type TableFormat } from '../../../contract/table-language.ts'
import type { MessageKey, Translate } from '../../shared/i18n/i18n.ts'

interface CsvContext {
  readonly format: TableFormat
  readonly t: Translate
}

type Column = readonly [
  title: MessageKey,
  valueOf: (change: EventChange, context: CsvContext) => string | null | undefined,
]

const columns: readonly Column[] = [
  ['changeLog.csv.localTime', ({ updateTime }, { format }) => toLocalTime(updateTime, format)],
  ['changeLog.csv.timeZone', (_, { format }) => format.timeZone],
  ['changeLog.csv.updateTime', ({ updateTime }) => updateTime],
  ['changeLog.csv.kind', ({ kind }, { t }) => t(`changeLog.csv.${kind}`)],
  ['changeLog.csv.changedBy', ({ changedBy }) => changedBy.id],
  ['changeLog.csv.changedByName', ({ changedBy }) => changedBy.name],
  ['changeLog.csv.lead', ({ lead }) => lead],
  ['changeLog.csv.leadName', ({ leadName }) => leadName],
  ['changeLog.csv.event', ({ event }) => String(event)],
  ['changeLog.csv.dateBefore', ({ before }) => before.date],
  ['changeLog.csv.dateAfter', ({ after }) => after?.date],
  ['changeLog.csv.noteBefore', ({ before }) => before.note],
  ['changeLog.csv.noteAfter', ({ after }) => after?.note],
]

/**
 * Converts changes to CSV for the spreadsheet of the page's language: a line of titles, then one line per change, with its
 * local time and zone; instants are in UTC, as in the API.
 */
export function changesCsv(changes: readonly EventChange[], context: CsvContext): string[] {
  const separator = tableSeparators[context.format.language]
  const titles = columns.map(([title]) => context.t(title))
  const cellsOf = (change: EventChange) => columns.map(([, valueOf]) => valueOf(change, context) ?? '')
  return [csvFirstLine(titles, separator), ...changes.map((change) => csvLine(cellsOf(change), separator))]
}
