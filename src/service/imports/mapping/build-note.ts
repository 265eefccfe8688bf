import { noteLimit } from '../../../contract/params.ts'
import { normaliseNewlines } from '../../../contract/text.ts'
import { htmlToText, isHtml } from './html-to-text.ts'
import type { NoteLine } from './resolve-columns.ts'

/** Builds a note from its lines; a line whose columns are all empty is omitted. */
export function buildNote(
  lines: readonly NoteLine[],
  valueOf: (column: string) => string,
  html: boolean,
): string {
  return lines
    .flatMap((items) => {
      const texts = items.map((item) =>
        typeof item === 'string' ? item : toText(valueOf(item.column), html),
      )
      const values = texts.filter((_, index) => typeof items[index] !== 'string')
      return values.length > 0 && values.every((text) => text === '') ? [] : [texts.join('')]
    })
    .join('\n')
    .trim()
}

/** Converts HTML to text if `html` and the text contains any. */
export function toText(value: string, html: boolean): string {
  return html && isHtml(value) ? htmlToText(value) : value.trim()
}

/** Splits a note that is too long at line ends or spaces, and numbers its parts: `(1/3)`. */
export function splitNote(note: string): string[] {
  const characters = Array.from(normaliseNewlines(note))
  if (characters.length <= noteLimit) return [note]
  // the longest mark is " (999/999)"
  const limit = noteLimit - 10
  const parts: string[] = []
  for (let from = 0; from < characters.length;) {
    let to = Math.min(from + limit, characters.length)
    if (to < characters.length) {
      const found = Math.max(characters.lastIndexOf('\n', to - 1), characters.lastIndexOf(' ', to - 1))
      if (found > from + limit / 2) to = found + 1
    }
    parts.push(characters.slice(from, to).join('').trim())
    from = to
  }
  return parts.map((part, index) => `${part} (${index + 1}/${parts.length})`)
}
