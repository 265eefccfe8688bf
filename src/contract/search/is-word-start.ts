import { countCodePoints } from '../text.ts'

/**
 * Whether a term matches only at the beginning of words: its first word has one or two letters, which occur inside
 * words of nearly every note. After a letter that is not Latin a word may always begin, because some scripts have no
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
