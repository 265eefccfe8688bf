import { countCodePoints } from '../text.ts'

/**
 * Whether a term begins with one or two letters and a word's end: it is looked for at the beginning of words only, for it
 * would be inside of nearly every note. After a letter that is not Latin a word may always begin: some scripts have no
 * spaces. `words` are those of the folded text.
 */
export function isWordStart({
  folded,
  words: [first = ''],
}: {
  readonly folded: string
  readonly words: readonly string[]
}): boolean {
  return first !== '' && folded.startsWith(first) && countCodePoints(first) < 3
}
