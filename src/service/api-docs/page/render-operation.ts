import type { Example } from '../examples/example.ts'
import type { ResponseObject, Operation } from '../openapi.ts'
import { html, joined, type Html } from './html.ts'
import { renderExamples } from './render-examples.ts'
import { renderInline, renderMarkdown } from './render-markdown.ts'
import { renderParameters } from './render-parameters.ts'
import { renderType } from './render-schema.ts'

/** An operation with its method and path. */
export interface OperationAtPath {
  readonly method: string
  readonly path: string
  readonly operation: Operation
}

/** Renders the complete description of an operation. */
export function renderOperation(
  { method, path, operation }: OperationAtPath,
  examples: readonly Example[],
  origin: string,
): Html {
  const { operationId, summary, description } = operation
  return html`<section class="operation" id="${operationId}">
    <div class="told">
      <h3><a href="#${operationId}">${summary}</a></h3>
      <p class="endpoint">
        <span class="method" data-method="${method}">${method.toUpperCase()}</span> <code>${path}</code>
      </p>
      ${renderMarkdown(description)}
      <p class="credentials">${renderInline(credentials(operation))}</p>
      ${renderParameters(operation)} ${renderAnswers(operation)}
    </div>
    ${renderExamples(examples, origin)}
  </section> `
}

const schemes: Readonly<Record<string, string>> = {
  token: '`token`',
  bearer: '`Authorization: Bearer`',
  session: 'the session cookie',
}

function credentials({ security }: Operation): string {
  const ways = security.flatMap((way) => Object.keys(way)).map((name) => schemes[name] ?? name)
  const optional = security.length === 0 || security.some((way) => Object.keys(way).length === 0)
  if (ways.length === 0) return 'No authentication required.'
  if (optional) return `No authentication required; accepts ${ways.join(' or ')}.`
  return `Authentication: ${ways.slice(0, -1).join(', ')} or ${ways.at(-1)}.`
}

function renderAnswers({ responses }: Operation): Html {
  const all = Object.entries(responses)
  const errors = all.filter(([, response]) => response['x-codes'] !== undefined)
  return html`<h4>Response</h4>
    ${all.filter(([, response]) => response['x-codes'] === undefined).map(([status, response]) => renderResponse(status, response))}
    <h4>Errors</h4>
    <ul class="refusals">
      ${errors.flatMap(([status, response]) => renderCodes(status, response))}
    </ul>`
}

function renderResponse(status: string, { description, headers = {}, content = {} }: ResponseObject): Html {
  // every response has this header, so it is described once for all
  const names = Object.keys(headers).filter((name) => name !== 'X-Request-Id')
  const [shape] = Object.values(content)
  return html`<p>
      <span class="status">${status}</span> ${description}${
        names.length > 0 &&
        html` With
        ${joined(
          names.map((name) => html`<code>${name}</code>`),
          ' and ',
        )}.`
      }
    </p>
    ${shape && html`<p class="shape"><code>${renderType(shape.schema)}</code></p>`}`
}

/** Renders the codes of an error; the chapter on errors explains once when each is sent. */
function renderCodes(status: string, response: ResponseObject): Html[] {
  return Object.keys(response['x-codes'] ?? {}).map(
    (code) =>
      html`<li>
        <a href="#errors"><span class="status" data-refused="true">${status}</span> <code>${code}</code></a>
      </li>`,
  )
}
