import type { Writable } from 'node:stream'
import type { CliContext } from './cli-context.ts'

/** Writes a line, or several. */
export function printLine(stream: Writable, text: string): void {
  stream.write(`${text}\n`)
}

/** Says a command's result: as JSON where that was asked for, else in words. */
export function printResult(
  { out }: Pick<CliContext, 'out'>,
  { json }: { readonly json?: boolean },
  result: unknown,
  words: string,
): void {
  printLine(out, json === true ? JSON.stringify(result, undefined, 2) : words)
}

/** Rows under their headings, in columns as wide as they have to be. */
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

/** A count in words: "1 line", "12,000 lines". */
export function pluralise(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}
