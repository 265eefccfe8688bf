import { createHash } from 'node:crypto'
import type { FieldError } from '../../../contract/problem.ts'
import type { JsonSchema } from '../../../contract/params.ts'
import type { WriteHeaders } from '../../core/backend.ts'
import type { Parameters } from './read-parameters.ts'

/** The values of a write's headers, and their errors. */
export interface ParsedHeaders {
  readonly values: WriteHeaders
  readonly errors: readonly FieldError[]
}

/** The headers of a request without any of these. */
export const noHeaders: ParsedHeaders = {
  values: { idempotency: undefined, loggedAgo: undefined, ifMatch: undefined },
  errors: [],
}

const keyShape = /^[\x21-\x7e]{1,255}$/

/** The maximum age of an event in seconds when it is sent: a year. */
const maxAgeSeconds = 366 * 24 * 60 * 60

/** The JSON Schema of each of these headers. */
export const writeHeaders = {
  'Idempotency-Key': { type: 'string', minLength: 1, maxLength: 255, pattern: keyShape.source },
  'Logged-Ago': { type: 'number', minimum: 0, maximum: maxAgeSeconds, multipleOf: 0.001 },
  'If-Match': { type: 'string' },
} as const satisfies Record<string, JsonSchema>

/**
 * Parses `Idempotency-Key`, `Logged-Ago` and `If-Match` of a write, and lists their errors. The fingerprint of a
 * request consists of its method, path and parameters, without the values that may differ between two attempts: the
 * token and the age.
 */
export function parseWriteHeaders(request: Request, parameters: Parameters): ParsedHeaders {
  const key = request.headers.get('idempotency-key')
  const ago = request.headers.get('logged-ago')
  const errors: FieldError[] = []
  if (key !== null && !keyShape.test(key)) {
    errors.push({
      field: 'Idempotency-Key',
      code: 'out_of_range',
      message: 'Must be 1 to 255 visible ASCII characters, such as a UUID.',
    })
  }
  if (ago !== null && (!/^\d{1,8}(\.\d{1,3})?$/.test(ago) || Number(ago) > maxAgeSeconds)) {
    errors.push({
      field: 'Logged-Ago',
      code: 'out_of_range',
      message: `Must be the number of seconds since the event was logged, from 0 to ${maxAgeSeconds}.`,
    })
  }
  const values = {
    idempotency: key === null ? undefined : { key, fingerprint: fingerprint(request, parameters) },
    loggedAgo: ago === null ? undefined : Math.round(Number(ago) * 1000),
    ifMatch: request.headers.get('if-match') ?? undefined,
  }
  return { values, errors }
}

function fingerprint(request: Request, { token: _, ...parameters }: Parameters): Buffer {
  const sorted = Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const { pathname } = new URL(request.url)
  return createHash('sha256')
    .update(JSON.stringify([request.method, pathname, sorted]))
    .digest()
}
