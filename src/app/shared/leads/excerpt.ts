import * as z from 'zod/mini'
import { bidiIsolate } from '../i18n/bidi-isolate.ts'

/** A note under edit is a text; what the composer holds is more than its note. */
const draftText = z.union([
  z.string(),
  z.pipe(
    z.object({ note: z.string() }),
    z.transform(({ note }) => note),
  ),
])

/** Enough for a line of the picker. */
const length = 80

/** The first words of a draft, in one line; empty where it holds no text. */
export function excerpt(draft: unknown): string {
  const text = draftText.safeParse(draft).data ?? ''
  return bidiIsolate(text.trim().replace(/\s+/g, ' ').slice(0, length))
}
