import { endpoints } from '../../../contract/endpoints.ts'
import { exampleToken, type Example } from './example.ts'

/** Columns of a line at the most, where that is possible. */
const width = 58

/** An example's request as a line of curl, broken where it is long; it runs as it stands in a shell. */
export function curl({ operation, request }: Example, origin: string): string {
  const { method, path } = endpoints[operation]
  const { id, headers = {}, parameters = {}, as } = request
  const token = 'token' in request ? request.token : exampleToken
  const address = `"${origin}${path.replace('{id}', encodeURIComponent(id ?? ''))}"`
  const words = [method === 'GET' ? 'curl -G' : `curl -X${method}`, address]
  if (as === 'json' && token !== undefined) words.push(`-H "Authorization: Bearer ${token}"`)
  if (token === undefined) {
    if (!['createSession', 'acceptLink'].includes(operation)) words.push('-b cookies.txt')
    if (['createSession', 'acceptLink', 'changePassword'].includes(operation)) words.push('-c cookies.txt')
  }
  // what a browser says by itself of a write with a session
  if (token === undefined && method !== 'GET') words.push(`-H "Origin: ${origin}"`)
  for (const [name, value] of Object.entries(headers)) words.push(`-H ${quote(`${name}: ${value}`)}`)
  if (as === 'json') {
    words.push('-H "Content-Type: application/json"', `-d ${quote(JSON.stringify(parameters))}`)
  } else {
    const all = { ...(token !== undefined && { token }), ...parameters }
    for (const [name, value] of Object.entries(all)) words.push(datum(name, value, method === 'GET'))
  }
  return lines(words)
}

/** Encoded where curl would send something else than what stands there; in an address that is more. */
function datum(name: string, value: string, inAddress: boolean): string {
  const plain = inAddress ? /^[\w.,:@/-]*$/ : /^[\w .,:@/-]*$/
  return `${plain.test(value) ? '-d' : '--data-urlencode'} ${quote(`${name}=${value}`)}`
}

function quote(text: string): string {
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", String.raw`'\''`)}'` : `"${text}"`
}

function lines(words: readonly string[]): string {
  const [first = '', address = '', ...rest] = words
  const done = [`${first} ${address}`]
  for (const word of rest) {
    const last = done.at(-1) ?? ''
    if (done.length > 1 && last.length + word.length < width) done.push(`${done.pop()} ${word}`)
    else done.push(`  ${word}`)
  }
  return done.join(' \\\n')
}
