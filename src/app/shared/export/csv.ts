import type { LeadEvent } from '../../../contract/lead-event.ts'

/** What a line of the table holds, by its heading: the API's own names, and those of the lead and the people. */
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

/** The names behind identifiers. */
export interface Names {
  readonly lead: (id: string) => string
  readonly person: (identifier: string) => string
}

/** What a spreadsheet begins a formula with, in the wide forms of East Asian keyboards too. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u

/**
 * The same where another cell could begin: a spreadsheet that separates by semicolons, as those of much of Europe do when
 * they open a file by themselves, does not heed these quotes.
 */
const formulaWithin = /([\t\r\n;])(["']*[=+\-@＝＋－＠])/gu

/**
 * A field as text: quoted, and what a spreadsheet would take for a formula behind an apostrophe, which it shows as text.
 * Source: RFC 4180; OWASP, "CSV Injection".
 */
export function csvField(value: string): string {
  const within = value.replace(formulaWithin, "$1'$2")
  return `"${(formula.test(value) ? `'${within}` : within).replaceAll('"', '""')}"`
}

/** A line of a table. */
export function csvLine(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`
}

/** The first line, behind the mark by which spreadsheets know UTF-8. */
export function csvFirstLine(headings: readonly string[]): string {
  return `\uFEFF${csvLine(headings)}`
}

/** The headings of a table of events. */
export function csvHeading(): string {
  return csvFirstLine(Object.keys(columns))
}

/** A line an event; instants in UTC, as the API gives them. */
export function csvLines(events: readonly LeadEvent[], names: Names): string {
  return events
    .map((event) => csvLine(Object.values(columns).map((read) => read(event, names) ?? '')))
    .join('')
}
