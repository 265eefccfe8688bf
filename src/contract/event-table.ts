import { csvFirstLine, csvLine } from './csv.ts'
import type { Instant } from './instant.ts'
import type { LeadType } from './lead.ts'
import {
  tableLeadTypes,
  tableSeparators,
  toLocalTime,
  type TableFormat,
  type TableLanguage,
} from './table-language.ts'

/** An event as a line of a table, with the names of its lead and people. */
export interface EventTableRow {
  readonly id: number
  readonly date: Instant
  readonly lead: string
  readonly leadName: string | null
  readonly type: LeadType
  readonly owner: string
  readonly ownerName: string
  readonly note: string | null
  readonly status: string | null
  readonly previousStatus: string | null
  readonly leadAssignee: string | null
  readonly leadAssigneeName: string | null
  readonly created: Instant
  readonly updateTime: Instant
}

/** The columns in order: how to get each value from a row. */
const columns = {
  id: ({ id }) => String(id),
  localTime: ({ date }, format) => toLocalTime(date, format),
  timeZone: (_, { timeZone }) => timeZone,
  date: ({ date }) => date,
  lead: ({ lead }) => lead,
  leadName: ({ leadName }) => leadName,
  type: ({ type }, { language }) => tableLeadTypes[language][type],
  owner: ({ owner }) => owner,
  ownerName: ({ ownerName }) => ownerName,
  note: ({ note }) => note,
  status: ({ status }) => status,
  previousStatus: ({ previousStatus }) => previousStatus,
  leadAssignee: ({ leadAssignee }) => leadAssignee,
  leadAssigneeName: ({ leadAssigneeName }) => leadAssigneeName,
  created: ({ created }) => created,
  updateTime: ({ updateTime }) => updateTime,
} as const satisfies Record<string, (row: EventTableRow, format: TableFormat) => string | null>

export type EventTableColumn = keyof typeof columns

/** The titles of the columns. An import recognises these columns by them, so do not reuse a title for another meaning. */
export const eventTableTitles: Readonly<Record<TableLanguage, Readonly<Record<EventTableColumn, string>>>> = {
  en: {
    id: 'ID',
    localTime: 'Date and time',
    timeZone: 'Time zone',
    date: 'Date (UTC)',
    lead: 'Lead',
    leadName: 'Lead name',
    type: 'Type',
    owner: 'Owner',
    ownerName: 'Owner name',
    note: 'Note',
    status: 'Status',
    previousStatus: 'Previous status',
    leadAssignee: 'Assignee',
    leadAssigneeName: 'Assignee name',
    created: 'Logged (UTC)',
    updateTime: 'Last change (UTC)',
  },
  it: {
    id: 'ID',
    localTime: 'Data e ora',
    timeZone: 'Fuso orario',
    date: 'Data (UTC)',
    lead: 'Lead',
    leadName: 'Nome del lead',
    type: 'Tipo',
    owner: 'Registrato da',
    ownerName: 'Nome di chi ha registrato',
    note: 'Nota',
    status: 'Stato',
    previousStatus: 'Stato precedente',
    leadAssignee: 'Assegnatario',
    leadAssigneeName: 'Nome assegnatario',
    created: 'Registrato (UTC)',
    updateTime: 'Ultima modifica (UTC)',
  },
}

/** Returns the first line of a table of events. */
export function eventTableHeading(language: TableLanguage): string {
  return csvFirstLine(Object.values(eventTableTitles[language]), tableSeparators[language])
}

/** Returns the line of an event: its local time in the form of the region's spreadsheets, and instants as in the API. */
export function eventTableLine(row: EventTableRow, format: TableFormat): string {
  const cells = Object.values(columns).map((valueOf) => valueOf(row, format) ?? '')
  return csvLine(cells, tableSeparators[format.language])
}
