import { endpoints, type Endpoint } from '../../../contract/endpoints.ts'
import { exampleToken, type Example } from './example.ts'

/** The maximum width of a line in columns, if possible. */
const width = 58

/**
 * Formats an example's request as a line of curl, with line breaks if it is long; it can be run unchanged in a shell.
 */
export function curl({ operation, request }: Example, origin: string): string {
  const { method, path, upload = false }: Endpoint = endpoints[operation]
  const { id, headers = {}, parameters = {}, as } = request
  const search = upload ? `?${String(new URLSearchParams(parameters))}` : ''
  const token = 'token' in request ? request.token : exampleToken
  const address = `"${origin}${path.replace('{id}', encodeURIComponent(id ?? ''))}${search}"`
  const parts = [method === 'GET' ? 'curl -G' : `curl -X${method}`, address]
  if (as === 'json' && token !== undefined) parts.push(`-H "Authorization: Bearer ${token}"`)
  if (token === undefined) {
    if (!['createSession', 'acceptLink'].includes(operation)) parts.push('-b cookies.txt')
    if (['createSession', 'acceptLink', 'changePassword'].includes(operation)) parts.push('-c cookies.txt')
  }
  // a browser adds this header to a write with a session
  if (token === undefined && method !== 'GET') parts.push(`-H "Origin: ${origin}"`)
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${quote(`${name}: ${value}`)}`)
  if (upload) parts.push('--data-binary "lead,type,date,owner"')
  else if (as === 'json') {
    parts.push('-H "Content-Type: application/json"', `-d ${quote(JSON.stringify(parameters))}`)
  } else {
    const all = { ...(token !== undefined && { token }), ...parameters }
    for (const [name, value] of Object.entries(all)) parts.push(datum(name, value, method === 'GET'))
  }
  return lines(parts)
}

/**
 * Formats a parameter; it is URL-encoded if curl would otherwise send something else, which is more frequent in a
 * URL.
 */
function datum(name: string, value: string, inUrl: boolean): string {
  const plain = inUrl ? /^[\w.,:@/-]*$/ : /^[\w .,:@/-]*$/
  return `${plain.test(value) ? '-d' : '--data-urlencode'} ${quote(`${name}=${value}`)}`
}

function quote(text: string): string {
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", String.raw`'\''`)}'` : `"${text}"`
}

function lines(parts: readonly string[]): string {
  const [first = '', address = '', ...rest] = parts
  const done = [`${first} ${address}`]
  for (const part of rest) {
    const last = done.at(-1) ?? ''
    if (done.length > 1 && last.length + part.length < width) done.push(`${done.pop()} ${part}`)
    else done.push(`  ${part}`)
  }
  return done.join(' \\\n')
}
