import { html, type Html } from './html.ts'

/**
 * Renders a table. The roles are explicit because a phone shows its rows as blocks, and browsers then no longer treat
 * them as a table.
 */
export function renderTable(
  label: string,
  heads: readonly string[],
  rows: readonly (readonly Html[])[],
): Html {
  return html`<table role="table" aria-label="${label}">
    <thead role="rowgroup">
      <tr role="row">
        ${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows.map((cells) => renderRow(cells))}
    </tbody>
  </table>`
}

function renderRow([first = html``, ...cells]: readonly Html[]): Html {
  return html` <tr role="row">
    <th role="rowheader" scope="row">${first}</th>
    ${cells.map((cell) => html`<td role="cell">${cell}</td>`)}
  </tr>`
}
