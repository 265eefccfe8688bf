import { stripBidiControls } from '../../../contract/text.ts'

/** Letters that are written from right to left, and marks that stand for one. */
const rightToLeft = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * A text that is to stand within another one, such as a name in a sentence: whatever letters it has, they do not change
 * the order of what is around them. In markup, `<bdi>` does the same. Source: UAX #9, 2.4, 2.5 and 6.3.
 */
export function bidiIsolate(text: string): string {
  // what one opens and leaves open, or closes and has not opened, would reach out of an isolate
  const plain = stripBidiControls(text)
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain
}
