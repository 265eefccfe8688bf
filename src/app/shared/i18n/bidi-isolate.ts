import { stripBidiControls } from '../../../contract/text.ts'

/** Letters that are written from right to left, and the right-to-left mark. */
const rightToLeft = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/**
 * Isolates a text that is inserted into another one, such as a name in a sentence, so that its letters do not change
 * the order of the text around it. In markup, `<bdi>` does the same. Source: UAX #9, 2.4, 2.5 and 6.3.
 */
export function bidiIsolate(text: string): string {
  // an unclosed control, or one that closes nothing, would affect the text outside the isolate
  const plain = stripBidiControls(text)
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain
}
