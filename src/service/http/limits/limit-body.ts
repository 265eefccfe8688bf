import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { Problem } from '../../core/problem.ts'

/** The maximum size of a body in bytes. Source: contract, "Requests". */
const maxBodyBytes = 256 * 1024

const readWithin = bodyLimit({ maxSize: maxBodyBytes, onError: refuse })

/**
 * Rejects a body that is too large. With a valid Content-Length the body is not read here, because asking a request
 * for its body creates a new web stream, which costs more than the rest of HTTP. Node.js reads no more than the
 * stated length.
 */
export const limitBody: MiddlewareHandler = async (context, next) => {
  const { headers } = context.req.raw
  const length = headers.get('content-length')
  if (length === null || headers.has('transfer-encoding'))
    return readToEnd(async () => readWithin(context, next))
  if (Number(length) > maxBodyBytes) refuse()
  return next()
}

/** The media type of a part of a file: a form of another site cannot have it. */
const uploadType = 'application/octet-stream'

/** Reads the part of a file that a request uploads, as bytes of any kind. */
export async function readUpload(request: Request): Promise<Buffer> {
  const type = (request.headers.get('content-type') ?? '').toLowerCase()
  if (type !== uploadType)
    throw new Problem('unsupported_media_type', `The body must be a part of the file, as ${uploadType}.`)
  return Buffer.from(await readToEnd(async () => request.arrayBuffer()))
}

/**
 * Reads a body. Throws `invalid_request` if the connection ends before the body does, such as on a phone in a tunnel:
 * the service has not failed, and no client reads the response.
 */
export async function readToEnd<Result>(read: () => Promise<Result>): Promise<Result> {
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
  throw new Problem('payload_too_large', `The body must not exceed ${maxBodyBytes} bytes.`)
}
