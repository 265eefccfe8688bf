import * as z from 'zod/mini'
import { fieldErrorCodes, problemSchema, type FieldError, type ProblemCode } from '../../contract/problem.ts'
import { Problem } from '../core/problem.ts'
import type { AtokaResponse } from './http-exchange.ts'
import { catchInvalid } from './catch-invalid.ts'
import { readRetryAfter } from './retry-after.ts'
import { upstreamUnavailable } from './upstream-problem.ts'

/** The maximum length of a message of theirs that is passed on, in UTF-16 code units. */
const maxMessageLength = 300

const optionalText = catchInvalid(z.string(), undefined)

/** The known members of an error; all others are ignored. */
const errorSchema = z.object({
  code: optionalText,
  detail: optionalText,
  message: optionalText,
  title: optionalText,
  error: optionalText,
  errors: catchInvalid(z.array(z.unknown()), []),
  ifDeleted: catchInvalid(problemSchema.shape.ifDeleted, undefined),
  deleted: catchInvalid(problemSchema.shape.deleted, undefined),
})

/** Codes of theirs with the same meaning here. */
const knownCodes = ['invalid_request', 'forbidden', 'not_found', 'conflict', 'gone', 'rate_limited'] as const

/** The meaning of a status without such a code; any other status is a failure of theirs, or of our request. */
const byStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'invalid_request',
  404: 'not_found',
  409: 'conflict',
  410: 'gone',
  413: 'payload_too_large',
  422: 'invalid_request',
  429: 'rate_limited',
}

const ourWords: Readonly<Partial<Record<ProblemCode, string>>> = {
  invalid_request: 'Atoka rejected this request as invalid',
  forbidden: 'Atoka does not permit this',
  not_found: 'Atoka has nothing with this ID',
  conflict: 'Atoka rejected this because it conflicts with existing data',
  gone: 'It no longer exists',
  payload_too_large: 'This exceeds Atoka’s size limit',
  rate_limited: 'Atoka is rate limiting requests at the moment',
}

/**
 * Converts an error of Atoka to ours: by its code if that is known, otherwise by its status, with our message
 * followed by theirs, which is truncated. If Atoka rejects the token, this is an upstream failure, because our caller
 * is authenticated.
 */
export function toProblem({ status, headers, text }: AtokaResponse): Problem {
  const body = catchInvalid(errorSchema, errorSchema.parse({})).parse(readJson(text))
  const named = status < 500 ? knownCodes.find((one) => one === body.code) : undefined
  const code = named ?? byStatus[status]
  const upstreamMessage = tidy(body.detail ?? body.message ?? body.error ?? body.title)
  if (code === undefined) return failure(status, upstreamMessage)
  const detail =
    named !== undefined && upstreamMessage !== ''
      ? upstreamMessage
      : sentence(ourWords[code] ?? '', upstreamMessage)
  const errors = body.errors.map(readFieldError).filter((error) => error !== undefined)
  return new Problem(code, detail, {
    ...(code === 'invalid_request' && errors.length > 0 && { errors }),
    ...(body.ifDeleted !== undefined && { ifDeleted: body.ifDeleted }),
    ...(body.deleted !== undefined && { deleted: body.deleted }),
    ...(code === 'rate_limited' && { headers: { 'retry-after': String(readRetryAfter(headers) ?? 2) } }),
  })
}

function failure(status: number, upstreamMessage: string): Problem {
  if (status === 401 || status === 403) {
    return upstreamUnavailable(
      sentence(`Atoka rejected the service’s credentials (${status}); nothing was done`, upstreamMessage),
    )
  }
  return upstreamUnavailable(
    sentence(`Atoka is unavailable at the moment (${status})`, upstreamMessage),
    status === 504 ? 'late' : 'failed',
  )
}

function sentence(ours: string, upstreamMessage: string): string {
  return upstreamMessage === '' ? `${ours}.` : `${ours}. Atoka’s message: ${upstreamMessage}`
}

function tidy(body: string | undefined): string {
  // removes markup: the message is plain text
  const plain = (body ?? '')
    .toWellFormed()
    .replace(/(?:<[^>]*>|[\p{Cc}\p{Cf}\s])+/gu, ' ')
    .replace(/\btoken=\S+/giu, 'token=…')
    .trim()
  return plain.length > maxMessageLength ? `${plain.slice(0, maxMessageLength).toWellFormed()}…` : plain
}

const fieldErrorSchema = z.object({
  field: z.string().check(z.maxLength(100)),
  code: z.enum(fieldErrorCodes),
  message: z.string(),
  values: catchInvalid(z.record(z.string(), z.string()), undefined),
})

function readFieldError(body: unknown): FieldError | undefined {
  const { data } = fieldErrorSchema.safeParse(body)
  if (data === undefined) return undefined
  const { field, code, message, values } = data
  return { field, code, message: tidy(message), ...(values && { values }) }
}

/** Parses JSON; returns `undefined` for anything else. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
