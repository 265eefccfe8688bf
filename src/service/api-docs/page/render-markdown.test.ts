import { describe, expect, it } from 'vitest'
import { fragmentOf, renderMarkdown, sections } from './render-markdown.ts'

const render = (markdown: string) => renderMarkdown(markdown).text.replace(/\s*\n\s*/g, '')

describe('Markdown', () => {
  it('becomes paragraphs, lists and code, escaped', () => {
    expect(render('A `<b>` & more.\n\n- one\n- `two`')).toBe(
      '<p>A <code>&lt;b&gt;</code> &amp; more.</p><ul><li>one</li><li><code>two</code></li></ul>',
    )
    expect(renderMarkdown('    curl \\\n      "x"').text).toContain(
      '<pre><code>curl \\\n  &quot;x&quot;</code></pre>',
    )
  })

  it('becomes a table with its headings', () => {
    const table = render('| Code | When |\n| --- | --- |\n| `gone` | <later> |')
    expect(table).toContain('<th role="columnheader" scope="col">Code</th>')
    expect(table).toContain('<th role="rowheader" scope="row"><code>gone</code></th>')
    expect(table).toContain('<td role="cell">&lt;later&gt;</td>')
  })

  it('is split at its headings, whose titles are URL fragments', () => {
    expect(sections('Before.\n\n## One thing\n\nText.').map(({ title }) => title)).toEqual(['', 'One thing'])
    expect(fragmentOf('One thing')).toBe('one-thing')
  })
})
