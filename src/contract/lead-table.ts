import { csvFirstLine, csvLine } from './csv.ts'
import type { Lead } from './lead.ts'
import {
  tableLeadTypes,
  tableSeparators,
  toLocalTime,
  type TableFormat,
  type TableLanguage,
} from './table-language.ts'

/** A lead as a line of a table, with the name of its assignee. */
export interface LeadTableRow extends Lead {
  readonly leadAssigneeName: string | null
}

/** The columns in order: how to get each value from a row. */
const columns = {
  id: ({ id }) => id,
  name: ({ name }) => name,
  type: ({ type }, { language }) => tableLeadTypes[language][type],
  status: ({ status }) => status,
  statusDate: ({ statusDate }, format) => toLocalDay(statusDate, format),
  leadAssignee: ({ leadAssignee }) => leadAssignee,
  leadAssigneeName: ({ leadAssigneeName }) => leadAssigneeName,
  lastEventDate: ({ lastEventDate }, format) => toLocalDay(lastEventDate, format),
  eventCount: ({ eventCount }) => String(eventCount),
} as const satisfies Record<string, (row: LeadTableRow, format: TableFormat) => string | null>

export type LeadTableColumn = keyof typeof columns

/** The titles of the columns, by which an import recognises them. */
export const leadTableTitles: Readonly<Record<TableLanguage, Readonly<Record<LeadTableColumn, string>>>> = {
  en: {
    id: 'ID',
    name: 'Name',
    type: 'Type',
    status: 'Status',
    statusDate: 'Status since',
    leadAssignee: 'Assignee',
    leadAssigneeName: 'Assignee name',
    lastEventDate: 'Last event',
    eventCount: 'Events',
  },
  it: {
    id: 'ID',
    name: 'Nome',
    type: 'Tipo',
    status: 'Stato',
    statusDate: 'Nello stato dal',
    leadAssignee: 'Assegnatario',
    leadAssigneeName: 'Nome assegnatario',
    lastEventDate: 'Ultimo evento',
    eventCount: 'Eventi',
  },
}

/** Returns leads as a table, with the days of the region's spreadsheets. */
export function leadTable(leads: readonly LeadTableRow[], format: TableFormat): string[] {
  const separator = tableSeparators[format.language]
  const cellsOf = (lead: LeadTableRow) => Object.values(columns).map((valueOf) => valueOf(lead, format) ?? '')
  return [
    csvFirstLine(Object.values(leadTableTitles[format.language]), separator),
    ...leads.map((lead) => csvLine(cellsOf(lead), separator)),
  ]
}

function toLocalDay(instant: Lead['lastEventDate'], format: TableFormat): string {
  return instant === null ? '' : toLocalTime(instant, format).slice(0, 'dd/mm/yyyy'.length)
}
