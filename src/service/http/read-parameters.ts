import type { Endpoint } from '../../contract/endpoints.ts'
import { Problem } from '../problem.ts'

/** A request's parameters by name, from its query and its body: texts, arrays of them, or what JSON held. */
export type Parameters = Readonly<Record<string, unknown>>

const form = 'application/x-www-form-urlencoded'
const json = 'application/json'

/** Bytes of an address at the most. Source: contract, row `leads`. */
const longestAddress = 12 * 1024

/**
 * Reads query and body. Throws `uri_too_long`, `unsupported_media_type`, or `invalid_request` for bytes that are no
 * well-formed UTF-8, form or JSON object.
 */
export async function readParameters(request: Request, endpoint: Endpoint): Promise<Parameters> {
  const { pathname, search } = new URL(request.url)
  if (pathname.length + search.length > longestAddress) {
    throw new Problem(
      'uri_too_long',
      `Keep the address within ${longestAddress} bytes: split the list and merge the answers.`,
    )
  }
  const query = readForm(search.slice(1))
  return endpoint.method === 'GET' ? query : merge(query, await readBody(request))
}

async function readBody(request: Request): Promise<Parameters> {
  const bytes = await request.arrayBuffer()
  if (bytes.byteLength === 0) return {}
  const [type = '', ...attributes] = (request.headers.get('content-type') ?? '')
    .toLowerCase()
    .split(/\s*;\s*/)
  const charset = attributes
    .find((attribute) => attribute.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '')
  if (
    (type !== form && type !== json) ||
    (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
  ) {
    throw new Problem('unsupported_media_type', `Send the body as ${form} or ${json}, in UTF-8.`)
  }
  const text = decode(bytes)
  return type === form ? readForm(text) : readJson(text)
}

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    throw malformed('The body is not well-formed UTF-8.')
  }
}

function readForm(text: string): Parameters {
  // URLSearchParams would replace what is no UTF-8 without a word
  if (/%[89a-f]/i.test(text)) {
    try {
      decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25'))
    } catch {
      throw malformed('The percent-encoded text is not well-formed UTF-8.')
    }
  }
  const parameters: Record<string, unknown> = {}
  const search = new URLSearchParams(text)
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name)
    define(parameters, name, values.length === 1 ? values[0] : values)
  }
  return parameters
}

function readJson(text: string): Parameters {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw malformed('The body is not well-formed JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed('Send a JSON object whose members are the parameters.')
  }
  return merge({}, value)
}

/** A parameter that stands in both places counts as sent twice. */
function merge(query: Parameters, body: object): Parameters {
  const merged: Record<string, unknown> = { ...query }
  for (const [name, value] of Object.entries(body)) {
    define(merged, name, Object.hasOwn(merged, name) ? [merged[name], value].flat() : value)
  }
  return merged
}

/** Sets an own member, whatever its name: `__proto__` too. */
function define(parameters: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(parameters, name, { value, enumerable: true, configurable: true, writable: true })
}

function malformed(detail: string): Problem {
  return new Problem('invalid_request', detail)
}
