import { createTrustedPolicy } from '../../shared/ui/trusted-types.ts'

// the document that it is read in runs nothing, and only its text leaves it
const policy = createTrustedPolicy('leadline-paste', { createHTML: (html) => html })

/** Elements that stand on lines of their own, and so end one. */
const blocks = 'p, div, li, tr, h1, h2, h3, h4, h5, h6, blockquote, pre'

/**
 * The text of what was pasted where the browser has none ready: rich text without its plain form, its lines kept.
 * `undefined` where there is nothing to say, as in a picture.
 */
export function htmlToText(html: string): string | undefined {
  const { body } = new DOMParser().parseFromString(policy.createHTML(html), 'text/html')
  for (const unseen of body.querySelectorAll('style, script')) unseen.remove()
  for (const cell of body.querySelectorAll('td + td, th + th')) cell.before('\t')
  for (const end of body.querySelectorAll('br')) end.replaceWith('\n')
  for (const block of body.querySelectorAll(blocks)) block.append('\n')
  const text = body.textContent.trim()
  return text === '' ? undefined : text
}
