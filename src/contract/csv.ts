/** What separates the fields of a line. Spreadsheets expect semicolons where a comma separates the decimals. */
export type CsvSeparator = ',' | ';'

/**
 * The first characters of a formula in spreadsheets, in the full-width forms of East Asian keyboards too. A value that
 * already has an apostrophe before them gets another one, so that an import can remove exactly one.
 */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/u
const guardedFormula = /^'(?='*[=+\-@\t\r\n＝＋－＠])/u

/**
 * The same characters where another cell could start: a spreadsheet that opens a file directly may separate by the other
 * character than the file, and ignore these quotes.
 */
const inside = {
  ',': { formula: /([\t\r\n;])(["']*[=+\-@＝＋－＠])/gu, guarded: /([\t\r\n;])'(?=["']*[=+\-@＝＋－＠])/gu },
  ';': { formula: /([\t\r\n,])(["']*[=+\-@＝＋－＠])/gu, guarded: /([\t\r\n,])'(?=["']*[=+\-@＝＋－＠])/gu },
} as const

/**
 * Adds an apostrophe before a formula, so that a spreadsheet shows it as text; `separator` is that of the file. Source:
 * OWASP, "CSV Injection".
 */
export function guardFormula(value: string, separator: CsvSeparator): string {
  const guarded = value.replace(inside[separator].formula, "$1'$2")
  return formula.test(value) ? `'${guarded}` : guarded
}

/** Removes exactly the apostrophes that `guardFormula` adds. */
export function removeFormulaGuard(cell: string, separator: CsvSeparator): string {
  return cell.replace(guardedFormula, '').replace(inside[separator].guarded, '$1')
}

/** Returns a line of a table: quoted fields without active formulas. Source: RFC 4180. */
export function csvLine(fields: readonly string[], separator: CsvSeparator): string {
  const quoted = fields.map((field) => `"${guardFormula(field, separator).replaceAll('"', '""')}"`)
  return `${quoted.join(separator)}\r\n`
}

/** Returns the first line, after the byte order mark by which spreadsheets detect UTF-8. */
export function csvFirstLine(headings: readonly string[], separator: CsvSeparator): string {
  return `\uFEFF${csvLine(headings, separator)}`
}
