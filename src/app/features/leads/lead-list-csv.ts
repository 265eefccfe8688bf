import type { Lead } from '../../../contract/lead.ts'
import { csvFirstLine, csvLine, type CsvSeparator } from '../../shared/export/csv.ts'
import { formatNumericDate, type Viewer } from '../../shared/i18n/format-time.ts'
import type { Translate } from '../../shared/i18n/i18n.ts'

interface CsvContext {
  readonly viewer: Viewer
  /** returns the name of a user's identifier */
  readonly personName: (identifier: string) => string
  readonly t: Translate
}

/**
 * Returns the leads as a table for a spreadsheet of the user's region: headings and dates in the page's language, and
 * semicolons where a comma separates the decimals.
 */
export function leadListCsv(leads: readonly Lead[], { viewer, personName, t }: CsvContext): string[] {
  const separator = separatorOf(viewer.locale)
  const day = (instant: Lead['lastEventDate']) => (instant === null ? '' : formatNumericDate(instant, viewer))
  const headings = (
    ['id', 'name', 'type', 'status', 'since', 'assignee', 'assigneeName', 'lastEvent', 'events'] as const
  ).map((column) => t(`leads.csv.${column}`))
  return [
    csvFirstLine(headings, separator),
    ...leads.map((lead) =>
      csvLine(
        [
          lead.id,
          lead.name ?? '',
          t(`leads.${lead.type}`),
          lead.status ?? '',
          day(lead.statusDate),
          lead.leadAssignee ?? '',
          lead.leadAssignee === null ? '' : personName(lead.leadAssignee),
          day(lead.lastEventDate),
          String(lead.eventCount),
        ],
        separator,
      ),
    ),
  ]
}

function separatorOf(locale: string): CsvSeparator {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5)
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ','
}
