/** A line of a file, by the number at which it begins: its fields, or what is wrong with it as a whole. */
export type SourceLine =
  | { readonly line: number; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly fault: string }

/** The longest line, or CSV record, in characters: as much as the service takes as a body. */
export const longestLine = 256 * 1024
