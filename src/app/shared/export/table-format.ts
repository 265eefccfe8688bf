import { tableLanguage, type TableFormat } from '../../../contract/table-language.ts'
import { isMonthFirst, type Viewer } from '../i18n/format-time.ts'

/** Returns how a table is written for the spreadsheet of a viewer: by their language, region and time zone. */
export function tableFormatOf({ locale, timeZone }: Viewer): TableFormat {
  return { language: tableLanguage(locale), timeZone, isMonthFirst: isMonthFirst(locale) }
}
