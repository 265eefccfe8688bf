/** A line of a file with the number at which it begins: its fields, or the error of the whole line. */
export type SourceLine =
  | { readonly line: number; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly error: string }

/** The maximum length of a line or CSV record in characters, the same as of a request body. */
export const maxLineLength = 256 * 1024
