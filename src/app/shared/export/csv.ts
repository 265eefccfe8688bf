import type { LeadEvent } from '../../../contract/lead-event.ts'

/** The columns of the table by heading: the API's property names, and the names of the lead and the people. */
const columns = {
  id: ({ id }) => String(id),
  date: ({ date }) => date,
  lead: ({ lead }) => lead,
  leadName: ({ lead }, { lead: name }) => name(lead),
  type: ({ type }) => type,
  owner: ({ owner }) => owner.id,
  ownerName: ({ owner }) => owner.name,
  note: ({ note }) => note,
  status: ({ status }) => status,
  previousStatus: ({ previousStatus }) => previousStatus,
  leadAssignee: ({ leadAssignee }) => leadAssignee,
  leadAssigneeName: ({ leadAssignee }, { person }) => leadAssignee && person(leadAssignee),
  created: ({ created }) => created,
  updateTime: ({ updateTime }) => updateTime,
} as const satisfies Record<string, (event: LeadEvent, names: Names) => string | null | undefined>

/** Functions that return the names of identifiers. */
export interface Names {
  readonly lead: (id: string) => string
  readonly person: (identifier: string) => string
}

/**
 * The first characters of a formula in spreadsheets, in the full-width forms of East Asian keyboards too. A value that
 * already has an apostrophe before them gets another one, so that an import can remove exactly one.
 */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/u

/**
 * The same characters where another cell could start: in much of Europe, a spreadsheet that opens a file directly
 * separates by semicolons and ignores these quotes.
 */
const formulaInside = /([\t\r\n;])(["']*[=+\-@＝＋－＠])/gu
const formulaAfterComma = /([\t\r\n,])(["']*[=+\-@＝＋－＠])/gu

/** What separates the fields of a line. Spreadsheets expect semicolons where a comma separates the decimals. */
export type CsvSeparator = ',' | ';'

/**
 * Returns a quoted field. An apostrophe before a formula makes the spreadsheet show it as text. Source: RFC 4180;
 * OWASP, "CSV Injection".
 */
export function csvField(value: string, separator: CsvSeparator = ','): string {
  const escaped = value.replace(separator === ',' ? formulaInside : formulaAfterComma, "$1'$2")
  return `"${(formula.test(value) ? `'${escaped}` : escaped).replaceAll('"', '""')}"`
}

/** Returns a line of a table. */
export function csvLine(fields: readonly string[], separator: CsvSeparator = ','): string {
  return `${fields.map((field) => csvField(field, separator)).join(separator)}\r\n`
}

/** Returns the first line, after the byte order mark by which spreadsheets detect UTF-8. */
export function csvFirstLine(headings: readonly string[], separator: CsvSeparator = ','): string {
  return `\uFEFF${csvLine(headings, separator)}`
}

/** Returns the first line of a table of events. */
export function csvHeading(): string {
  return csvFirstLine(Object.keys(columns))
}

/** Returns one line for each event; instants are in UTC, as in the API. */
export function csvLines(events: readonly LeadEvent[], names: Names): string {
  return events
    .map((event) => csvLine(Object.values(columns).map((valueOf) => valueOf(event, names) ?? '')))
    .join('')
}
