import type { JsonSchema } from '../../../contract/params.ts'
import { html, type Html } from './html.ts'
import { renderInline } from './render-markdown.ts'
import { renderType, shapeFragment } from './render-schema.ts'
import { renderTable } from './render-table.ts'

/** Renders a schema of responses: its fields, or its type. */
export function renderSchemaSection(name: string, schema: JsonSchema): Html {
  const fragment = shapeFragment(name)
  return html`<section class="shape-section" id="${fragment}">
    <h3><a href="#${fragment}">${name}</a></h3>
    <p>${renderInline(schema.description ?? '')}</p>
    ${schema.properties === undefined ? renderPlain(schema) : renderFields(name, schema)}
  </section> `
}

function renderPlain(schema: JsonSchema): Html {
  return html`<p class="shape"><code>${renderType(schema)}</code></p>`
}

function renderFields(name: string, { properties = {}, required = [] }: JsonSchema): Html {
  const rows = Object.entries(properties).map(([field, schema]) => {
    const { description = '' } = typeof schema === 'object' ? schema : {}
    const optional = !required.includes(field)
    return [
      html`<code>${field}</code>${optional && html` <small>optional</small>`}`,
      html`<code>${renderType(schema)}</code>`,
      renderInline(description),
    ]
  })
  return renderTable(`Fields of ${name}`, ['Field', 'Type', 'Description'], rows)
}
