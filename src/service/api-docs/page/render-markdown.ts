import { html, joined, type Html } from './html.ts'
import { renderTable } from './render-table.ts'

/** Renders text with code in backticks. */
export function renderInline(text: string): Html {
  const parts = text.split('`')
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`
}

/** Renders the Markdown blocks of the description's texts: paragraphs, lists, tables and indented code. */
export function renderMarkdown(markdown: string): Html {
  return joined(
    markdown
      .replace(/^\n+|\s+$/g, '')
      .split(/\n{2,}/)
      .map((block) => renderBlock(block)),
    '\n',
  )
}

function renderBlock(block: string): Html {
  const lines = block.split('\n')
  if (lines.every((line) => line.startsWith('    '))) {
    return html`<pre><code>${lines.map((line) => line.slice(4)).join('\n')}</code></pre>`
  }
  if (lines.every((line) => line.startsWith('- '))) {
    return html`<ul>
      ${lines.map((line) => html`<li>${renderInline(line.slice(2))}</li>`)}
    </ul>`
  }
  if (lines.every((line) => line.startsWith('|'))) return renderCells(lines)
  return html`<p>${renderInline(block)}</p>`
}

function renderCells([head = '', , ...rows]: readonly string[]): Html {
  const heads = cellsOf(head)
  return renderTable(
    heads.join(', '),
    heads,
    rows.map((row) => cellsOf(row).map((cell) => renderInline(cell))),
  )
}

function cellsOf(row: string): string[] {
  const cells = row.split('|').slice(1, -1)
  return cells.map((cell) => cell.trim())
}

/** Splits a text at its second-level headings; the part before the first one has no title. */
export function sections(markdown: string): { readonly title: string; readonly text: string }[] {
  return markdown.split(/^## /m).map((part, index) => {
    if (index === 0) return { title: '', text: part }
    const end = part.indexOf('\n')
    return { title: part.slice(0, end), text: part.slice(end) }
  })
}

/** Converts a title to a URL fragment. */
export function fragmentOf(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, '-')
}
