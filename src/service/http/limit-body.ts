import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Problem } from '../problem.ts'

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
  if (length === null || headers.has('transfer-encoding')) return readWithin(context, next)
  if (Number(length) > largestBody) refuse()
  return next()
}

function refuse(): never {
  throw new Problem('payload_too_large', `Keep the body within ${largestBody} bytes.`)
}
