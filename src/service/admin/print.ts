import type { Writable } from 'node:stream'
import type { CliContext } from './cli-context.ts'

/** Writes one or more lines. */
export function printLine(stream: Writable, text: string): void {
  stream.write(`${text}\n`)
}

/** Prints a command's result, as JSON on request, otherwise as text. */
export function printResult(
  { out }: Pick<CliContext, 'out'>,
  { json }: { readonly json?: boolean },
  result: unknown,
  words: string,
): void {
  printLine(out, json === true ? JSON.stringify(result, undefined, 2) : words)
}

/** Formats rows with their headings, in columns of the required width. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  return [headings, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Formats a count with its noun: "1 line", "12,000 lines". */
export function pluralise(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}
