import type { Endpoint } from '../../../contract/endpoints.ts'
import { invalidRequest, Problem } from '../../core/problem.ts'
import { readToEnd } from '../limits/limit-body.ts'
import { findRepeatedMember } from './repeated-member.ts'

/** A request's parameters by name, from its query and its body: texts, arrays of them, or JSON values. */
export type Parameters = Readonly<Record<string, unknown>>

const form = 'application/x-www-form-urlencoded'
const json = 'application/json'

/** The maximum length of a URL in bytes. Source: contract, row `leads`. */
const maxUrlBytes = 12 * 1024

/**
 * The maximum number of parameters of a query, and of a body: twice the 500 leads of a list, if each is a separate
 * parameter.
 */
const maxParameters = 1_000

/** The maximum nesting of JSON. Every parameter is a value or a list of values; only unknown ones nest deeper. */
const maxJsonDepth = 32

/**
 * Reads query and body before authentication: the work is linear in their length. Throws `uri_too_long`,
 * `unsupported_media_type`, or `invalid_request` for bytes that are not well-formed UTF-8, a form or a JSON object,
 * and for too many parameters.
 */
export async function readParameters(request: Request, endpoint: Endpoint): Promise<Parameters> {
  const { pathname, search } = new URL(request.url)
  if (pathname.length + search.length > maxUrlBytes) {
    throw new Problem(
      'uri_too_long',
      `The URL must not exceed ${maxUrlBytes} bytes. Split the list and merge the results.`,
    )
  }
  const query = readForm(search.slice(1))
  // the body of an upload is read after authentication
  if (endpoint.method === 'GET' || endpoint.upload === true) return query
  return merge(query, await readBody(request))
}

async function readBody(request: Request): Promise<Parameters> {
  const bytes = await readToEnd(async () => request.arrayBuffer())
  if (bytes.byteLength === 0) return {}
  const encoding = request.headers.get('content-encoding') ?? ''
  if (!/^(identity)?$/i.test(encoding.trim())) {
    throw new Problem('unsupported_media_type', 'The body must not have a Content-Encoding.')
  }
  const [type = '', ...attributes] = (request.headers.get('content-type') ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  const charset = attributes
    .find((attribute) => attribute.startsWith('charset='))
    ?.slice(8)
    .replaceAll('"', '')
  if (
    (type !== form && type !== json) ||
    (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
  ) {
    throw new Problem('unsupported_media_type', `The body must be ${form} or ${json}, encoded in UTF-8.`)
  }
  const text = decode(bytes)
  return type === form ? readForm(text) : readJson(text)
}

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
  } catch {
    throw malformed('The body is not valid UTF-8.')
  }
}

function readForm(text: string): Parameters {
  // URLSearchParams would silently replace invalid UTF-8
  if (/%[89a-f]/i.test(text)) {
    try {
      decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25'))
    } catch {
      throw malformed('The percent-encoded text is not valid UTF-8.')
    }
  }
  let separator = text.indexOf('&')
  for (let count = 1; separator >= 0; separator = text.indexOf('&', separator + 1)) {
    if (++count > maxParameters) throw tooManyParameters()
  }
  const values = new Map<string, string[]>()
  for (const [name, value] of new URLSearchParams(text)) {
    const sent = values.get(name)
    if (sent === undefined) values.set(name, [value])
    else sent.push(value)
  }
  // `__proto__` becomes a member like any other too
  return Object.fromEntries([...values].map(([name, sent]) => [name, sent.length === 1 ? sent[0] : sent]))
}

function readJson(text: string): Parameters {
  checkJsonSize(text)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw malformed('The body is not valid JSON.')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed('The body must be a JSON object whose members are the parameters.')
  }
  const repeated = findRepeatedMember(text)
  if (repeated !== undefined) {
    // RFC 8259, 4: the meaning of a repeated name is not predictable
    const message = 'Send this member only once.'
    throw invalidRequest([{ field: repeated.slice(0, 100).toWellFormed(), code: 'repeated', message }])
  }
  return Object.fromEntries(Object.entries(value))
}

/** Rejects deep nesting and many members before parsing, because building an object with many members is slow. */
function checkJsonSize(text: string): void {
  let depth = 0
  let members = 1
  let inString = false
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (inString) {
      if (character === '\\') index++
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') {
      if (++depth > maxJsonDepth) throw malformed(`The JSON must be at most ${maxJsonDepth} levels deep.`)
    } else if (character === '}' || character === ']') depth--
    else if (character === ',' && depth === 1 && ++members > maxParameters) throw tooManyParameters()
  }
}

/** Merges query and body; a parameter in both counts as repeated. */
function merge(query: Parameters, body: object): Parameters {
  const sent = Object.entries(body).map(([name, value]: [string, unknown]) => [
    name,
    Object.hasOwn(query, name) ? [query[name], value].flat() : value,
  ])
  return Object.fromEntries([...Object.entries(query), ...sent])
}

function tooManyParameters(): Problem {
  return malformed(`The query and the body can each have at most ${maxParameters} parameters.`)
}

function malformed(detail: string): Problem {
  return new Problem('invalid_request', detail)
}
