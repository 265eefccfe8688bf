import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Problem } from '../../core/problem.ts'

/** Bytes of a body at the most. Source: contract, "Requests". */
const largestBody = 256 * 1024

const readWithin = bodyLimit({ maxSize: largestBody, onError: refuse })

/**
 * Refuses a body that is too large. One that says its length is not looked at here: asking a request for its body makes
 * it anew as a web stream, which costs more than all else that HTTP does. HTTP itself takes no more than was said.
 */
export const limitBody: MiddlewareHandler = async (context, next) => {
  const { headers } = context.req.raw
  const length = headers.get('content-length')
  if (length === null || headers.has('transfer-encoding'))
    return toItsEnd(async () => readWithin(context, next))
  if (Number(length) > largestBody) refuse()
  return next()
}

/**
 * Reads a body. Throws `invalid_request` where the connection ends before the body does, as on a phone in a tunnel: that
 * is no failure of the service, and nobody is left to read the response.
 */
export async function toItsEnd<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem(
      'invalid_request',
      'The connection ended before the end of the body. Send the request again.',
    )
  }
}

function refuse(): never {
  throw new Problem('payload_too_large', `The body must not exceed ${largestBody} bytes.`)
}
