import * as z from 'zod/mini'
import { bidiIsolate } from '../i18n/bidi-isolate.ts'

/** The draft of an edited note is a text; the draft of the composer is an object with a note. */
const draftText = z.union([
  z.string(),
  z.pipe(
    z.object({ note: z.string() }),
    z.transform(({ note }) => note),
  ),
])

/** Enough for a line of the picker, in UTF-16 code units. */
const maxLength = 80

/** Returns the beginning of a draft's note in one line, in at most `length` code units; empty if there is no text. */
export function excerpt(draft: unknown, length = maxLength): string {
  const text = draftText.safeParse(draft).data ?? ''
  const line = text.trim().replace(/\s+/g, ' ')
  return bidiIsolate(line.length > length ? `${line.slice(0, length - 1)}…` : line)
}
