/** A record of a file with the number of the line at which it begins: its fields, or its error and original text. */
export type SourceRecord =
  | { readonly line: number; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly error: string; readonly text: string }

/** The maximum length of a line or CSV record, in characters. */
export const maxRecordLength = 1024 * 1024

/** The number of characters of a malformed record that are stored for the report. */
export const maxReportedText = 1_000

/** Whether a JSON value is an object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
