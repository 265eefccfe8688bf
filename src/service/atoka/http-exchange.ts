import type { Failure } from './upstream-problem.ts'

/** A completely read response. */
export interface AtokaResponse {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** There was no response, or one that exceeds the limits. The error contains nothing of the request or response. */
export class NoResponse extends Error {
  readonly failure: Failure
  /** whether the request has certainly not arrived */
  readonly unsent: boolean

  constructor(failure: Failure, unsent: boolean) {
    super(`no answer of Atoka's: ${failure}${unsent ? ', not sent' : ''}`)
    this.failure = failure
    this.unsent = unsent
  }
}

/** Errors before a connection existed, so that nothing was sent: of the system, the resolver, or TLS. */
const unsentCodes =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|(ERR_TLS|CERT|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO)_.*)$/

export interface ExchangeLimits {
  /** milliseconds until the last byte of the response */
  readonly timeout: number
  /** bytes of a response, decompressed */
  readonly size: number
}

/** Sends one request once, and reads the response within the limits; throws `NoResponse`. A redirect is a response. */
export async function sendRequest(
  address: string,
  init: RequestInit,
  { timeout, size }: ExchangeLimits,
): Promise<AtokaResponse> {
  const signal = AbortSignal.timeout(timeout)
  try {
    const response = await fetch(address, { ...init, redirect: 'manual', signal })
    return { status: response.status, headers: response.headers, text: await readText(response, size) }
  } catch (error) {
    if (error instanceof NoResponse) throw error
    if (signal.aborted) throw new NoResponse('late', false)
    throw new NoResponse('failed', unsentCodes.test(codeOf(error)))
  }
}

async function readText({ body }: Response, size: number): Promise<string> {
  if (body === null) return ''
  const decoder = new TextDecoder()
  const parts: string[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.byteLength
    // leaving the loop cancels the rest
    if (bytes > size) throw new NoResponse('failed', false)
    parts.push(decoder.decode(chunk, { stream: true }))
  }
  return parts.join('') + decoder.decode()
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}
