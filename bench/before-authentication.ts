import { once } from 'node:events'
import { Agent, request as send } from 'node:http'
import { processorMs } from './machine.ts'

/** The cost of the largest accepted input of a kind before the service has identified the caller. */
export interface InputCost {
  readonly input: string
  readonly bytes: number
  /** milliseconds of the service's CPU for one request; `undefined` except on Linux */
  readonly milliseconds: number | undefined
}

interface Input {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const requestsOfInput = 100
const maxBody = 256 * 1024 - 64
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const json = { 'content-type': 'application/json' }

/** Concatenates `piece(0)`, `piece(1)` and so on: at most `pieces` of them, until `length` is reached. */
function sequence(length: number, pieces: number, piece: (index: number) => string): string {
  let text = ''
  for (let index = 0; index < pieces && text.length < length; index++) text += piece(index)
  return text
}

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Input => ({
  method: 'GET',
  path,
  headers,
  body: '',
})
const post = (body: string, headers: Readonly<Record<string, string>>): Input => ({
  method: 'POST',
  path: '/v2/leadevents',
  headers,
  body,
})

const inputs: Readonly<Record<string, Input>> = {
  'no input': get('/v2/leadevents'),
  'a form of 1,000 names': post(
    sequence(maxBody, 999, (index) => `n${index}=${'%41'.repeat(80)}&`),
    form,
  ),
  'one escaped value': post(`note=${'%E2%82%AC'.repeat(maxBody / 9)}`, form),
  'JSON of 1,000 members': post(
    `{${sequence(maxBody, 998, (index) => `"n${index}":"${'\\u0041'.repeat(40)}",`)}"z":1}`,
    json,
  ),
  'JSON of numbers': post(`{"leads":[${'1,'.repeat(maxBody / 2 - 16)}1]}`, json),
  'a query of 11 KB': get(`/v2/leadevents?${sequence(11_000, 999, (index) => `n${index}=%41&`)}`),
  'a cookie header of 60 KB': get('/v2/leadevents', { cookie: 'a=b; '.repeat(12_000) }),
  'an unknown token': get(`/v2/leadevents?leads=a&token=${'x'.repeat(10_000)}`),
}

/** Measures the service's CPU for inputs of unauthenticated requests, one after the other. */
export async function measureBeforeAuthentication(
  address: string,
  pid: number | undefined,
): Promise<InputCost[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const costs: InputCost[] = []
  for (const [input, { method, path, headers, body }] of Object.entries(inputs)) {
    const sendInput = async () => {
      const request = send(`${address}${path}`, {
        agent,
        method,
        headers: { ...headers, ...(body !== '' && { 'content-length': Buffer.byteLength(body) }) },
      })
      request.end(body)
      const [response] = await once(request, 'response')
      response.resume()
      await once(response, 'end')
    }
    for (let warmUp = 0; warmUp < 20; warmUp++) await sendInput()
    const before = await processorMs(pid)
    for (let sent = 0; sent < requestsOfInput; sent++) await sendInput()
    const after = await processorMs(pid)
    const milliseconds =
      before === undefined || after === undefined ? undefined : (after - before) / requestsOfInput
    costs.push({ input, bytes: path.length + body.length + JSON.stringify(headers).length, milliseconds })
  }
  agent.destroy()
  return costs
}
