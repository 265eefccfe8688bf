import type { JsonSchema } from '../../../contract/params.ts'
import { html, joined, type Html } from './html.ts'

/** Returns the fragment of a component's section on the page. */
export function shapeFragment(name: string): string {
  return `shape-${name}`
}

/** Renders a type in TypeScript's notation, with links to the named schemas. */
export function renderType(schema: boolean | JsonSchema): Html {
  if (typeof schema === 'boolean') return html`unknown`
  if (schema.$ref !== undefined) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)
    return html`<a href="#${shapeFragment(name)}">${name}</a>`
  }
  if (schema.const !== undefined) return html`${JSON.stringify(schema.const)}`
  if (schema.enum !== undefined) return union(schema.enum.map((value) => html`${JSON.stringify(value)}`))
  if (schema.anyOf !== undefined) return union(schema.anyOf.map((one) => renderType(one)))
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => html`${type}`))
  if (schema.type === 'array') return renderList(schema)
  if (schema.properties !== undefined) return renderObject(schema)
  if (schema.additionalProperties !== undefined) {
    return html`{ [name]: ${renderType(schema.additionalProperties)} }`
  }
  return html`${schema.type ?? 'unknown'}`
}

/** Renders a union, in which a long line may break. */
function union(types: readonly Html[]): Html {
  return joined(types, ' | ')
}

function renderList({ items }: JsonSchema): Html {
  if (items === undefined || typeof items === 'boolean' || Array.isArray(items)) return html`unknown[]`
  const type = renderType(items)
  return items.anyOf !== undefined || items.enum !== undefined ? html`(${type})[]` : html`${type}[]`
}

function renderObject({ properties = {}, required = [] }: JsonSchema): Html {
  const fields = Object.entries(properties).map(
    ([name, field]) => html`${name}${!required.includes(name) && '?'}: ${renderType(field)}`,
  )
  return html`{ ${joined(fields, ', ')} }`
}

/** Returns the limits of a parameter as text, `undefined` if it has none. */
export function limitsOf(schema: JsonSchema): string | undefined {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema
  const unit = schema.type === 'array' ? 'values' : 'characters'
  const low = minimum ?? minLength ?? minItems
  const high = maximum ?? maxLength ?? maxItems
  const what = minimum === undefined && maximum === undefined ? ` ${unit}` : ''
  if (low !== undefined && high !== undefined) return `${figure(low)} to ${figure(high)}${what}`
  if (high !== undefined) return `at most ${figure(high)}${what}`
  return low === undefined ? undefined : `at least ${figure(low)}${what}`
}

function figure(number: number): string {
  return number.toLocaleString('en-GB')
}
