import type { CsvSeparator } from './csv.ts'
import type { Instant } from './instant.ts'
import type { LeadType } from './lead.ts'
import { localFormatOf } from './time-zone.ts'

/** The languages of the tables that are exported for spreadsheets. */
export const tableLanguages = ['en', 'it'] as const

export type TableLanguage = (typeof tableLanguages)[number]

/** How a table is written: the language of the spreadsheet, and how it reads local times. */
export interface TableFormat {
  readonly language: TableLanguage
  /** IANA name */
  readonly timeZone: string
  /** whether dates have the month before the day, as in the United States */
  readonly isMonthFirst: boolean
}

/** Returns the language of a table for a page in a language, with or without a region. */
export function tableLanguage(locale: string): TableLanguage {
  return tableLanguages.find((language) => language === locale.split('-')[0]) ?? 'en'
}

/** The separator of each language's spreadsheets: semicolons where a comma separates the decimals. */
export const tableSeparators: Readonly<Record<TableLanguage, CsvSeparator>> = { en: ',', it: ';' }

/** The lead types in the words that an import recognises. */
export const tableLeadTypes: Readonly<Record<TableLanguage, Readonly<Record<LeadType, string>>>> = {
  en: { company: 'company', person: 'person' },
  it: { company: 'azienda', person: 'persona' },
}

/** Returns `23/11/2026 14:31:05`, which the spreadsheets of the region read as a date with a time. */
export function toLocalTime(
  instant: Instant,
  { timeZone, isMonthFirst }: Pick<TableFormat, 'timeZone' | 'isMonthFirst'>,
): string {
  const parts = new Map(
    localFormatOf(timeZone)
      .formatToParts(Date.parse(instant))
      .map(({ type, value }) => [type, value]),
  )
  const [day, month, year = '', hour, minute, second] = (
    ['day', 'month', 'year', 'hour', 'minute', 'second'] as const
  ).map((type) => parts.get(type))
  const date = isMonthFirst ? `${month}/${day}` : `${day}/${month}`
  return `${date}/${year.padStart(4, '0')} ${hour}:${minute}:${second}`
}
