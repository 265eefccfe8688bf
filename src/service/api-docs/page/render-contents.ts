import { html, type Html } from './html.ts'
import { fragmentOf } from './render-markdown.ts'
import type { OperationAtPath } from './render-operation.ts'
import { shapeFragment } from './render-schema.ts'

interface Titled {
  readonly title: string
}

/** Renders the table of contents. */
export function renderContents(
  chapters: readonly Titled[],
  tags: readonly { readonly name: string }[],
  placed: readonly OperationAtPath[],
  shapes: readonly string[],
): Html {
  return html`<nav class="contents" id="contents" aria-label="Contents">
    <ul>
      <li>
        <ul>
          ${chapters.map(({ title }) => renderEntry(fragmentOf(title), html`${title}`))}
        </ul>
      </li>
      ${tags.map(({ name }) =>
        renderGroup(
          name,
          placed
            .filter(({ operation }) => operation.tags.includes(name))
            .map(({ method, operation }) =>
              renderEntry(
                operation.operationId,
                html`${operation.summary}
                  <span class="method" data-method="${method}">${method.toUpperCase()}</span>`,
              ),
            ),
        ),
      )}
      ${renderGroup(
        'Schemas',
        shapes.map((shape) => renderEntry(shapeFragment(shape), html`${shape}`)),
      )}
    </ul>
  </nav>`
}

function renderGroup(name: string, entries: readonly Html[]): Html {
  return html`<li>
    <a class="group" href="#${fragmentOf(name)}">${name}</a>
    <ul>
      ${entries}
    </ul>
  </li> `
}

function renderEntry(fragment: string, content: Html): Html {
  return html`<li><a href="#${fragment}">${content}</a></li> `
}
