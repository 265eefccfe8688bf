import type { JsonSchema } from '../../../contract/params.ts'
import type { Operation } from '../openapi.ts'
import { html, joined, type Html } from './html.ts'
import { renderInline } from './render-markdown.ts'
import { limitsOf, renderType } from './render-schema.ts'
import { renderTable } from './render-table.ts'

interface Row {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly description: string
  readonly schema: JsonSchema
}

/** Renders the table of an operation's parameters, in its path, query, body and headers. */
export function renderParameters({ parameters, requestBody, summary }: Operation): Html {
  const rows: Row[] = [...parameters, ...bodyRows(requestBody)]
  if (rows.length === 0) return html``
  const order = ['path', 'query', 'body', 'header']
  return html`<h4>Parameters</h4>
    ${renderTable(
      `Parameters: ${summary}`,
      ['Name', 'Type', 'Description'],
      rows.toSorted((a, b) => order.indexOf(a.in) - order.indexOf(b.in)).map((row) => renderRow(row)),
    )}`
}

function bodyRows(body: Operation['requestBody']): Row[] {
  const { properties = {}, required = [] } = body?.content['application/json']?.schema ?? {}
  return Object.entries(properties).map(([name, field]) => {
    const schema = typeof field === 'object' ? field : {}
    const { description = '' } = schema
    return { name, in: 'body', required: required.includes(name), description, schema }
  })
}

function renderRow({ name, in: location, required, description, schema }: Row): readonly Html[] {
  const limits = limitsOf(schema)
  const details = [
    html`<code>${renderType(schema)}</code>`,
    ...(schema.title === undefined ? [] : [html`${schema.title}`]),
    ...(limits === undefined ? [] : [html`${limits}`]),
    ...(schema.default === undefined ? [] : [html`default <code>${JSON.stringify(schema.default)}</code>`]),
  ]
  return [
    html`<code>${name}</code> <small>${location}${required && html`, <strong>required</strong>`}</small>`,
    joined(details, ', '),
    renderInline(description),
  ]
}
