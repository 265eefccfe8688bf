import { createTrustedPolicy } from '../../shared/ui/trusted-types.ts'

// the HTML is parsed in a document that runs no scripts, and only its text is used
const policy = createTrustedPolicy('leadline-paste', { createHTML: (html) => html })

/** Block elements, each of which ends a line. */
const blocks = 'p, div, li, tr, h1, h2, h3, h4, h5, h6, blockquote, pre'

/**
 * Converts pasted rich text that has no plain form to text with its line breaks. Returns `undefined` if there is no text, as
 * in a picture.
 */
export function htmlToText(html: string): string | undefined {
  const { body } = new DOMParser().parseFromString(policy.createHTML(html), 'text/html')
  for (const invisible of body.querySelectorAll('style, script')) invisible.remove()
  for (const cell of body.querySelectorAll('td + td, th + th')) cell.before('\t')
  for (const lineBreak of body.querySelectorAll('br')) lineBreak.replaceWith('\n')
  for (const block of body.querySelectorAll(blocks)) block.append('\n')
  const text = body.textContent.trim()
  return text === '' ? undefined : text
}
