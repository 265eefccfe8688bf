import * as z from 'zod/mini'
import { fieldErrorCodes, problemSchema, type FieldError, type ProblemCode } from '../../contract/problem.ts'
import { Problem } from '../core/problem.ts'
import type { AtokaResponse } from './http-exchange.ts'
import { catchInvalid } from './catch-invalid.ts'
import { readRetryAfter } from './retry-after.ts'
import { upstreamUnavailable } from './upstream-problem.ts'

/** The longest piece of their words that is told on, in UTF-16 code units. */
const longestWords = 300

const words = catchInvalid(z.string(), undefined)

/** What an error can say, in the forms that are known to us; everything else is left unread. */
const errorSchema = z.object({
  code: words,
  detail: words,
  message: words,
  title: words,
  error: words,
  errors: catchInvalid(z.array(z.unknown()), []),
  ifDeleted: catchInvalid(problemSchema.shape.ifDeleted, undefined),
  deleted: catchInvalid(problemSchema.shape.deleted, undefined),
})

/** Codes of theirs that mean the same here. */
const known = ['invalid_request', 'forbidden', 'not_found', 'conflict', 'gone', 'rate_limited'] as const

/** What a status means that comes without such a code; any other is a failure of theirs, or of how we ask. */
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
 * The error of ours for a refusal of Atoka's, by its code where it sends a known one, else by its status and with words of
 * ours before theirs, which are bounded. It tells of their token, if that is what they refuse, as a failure behind the service: who called
 * us is signed in all right.
 */
export function toProblem({ status, headers, text }: AtokaResponse): Problem {
  const said = catchInvalid(errorSchema, errorSchema.parse({})).parse(readJson(text))
  const named = status < 500 ? known.find((one) => one === said.code) : undefined
  const code = named ?? byStatus[status]
  const theirs = tidy(said.detail ?? said.message ?? said.error ?? said.title)
  if (code === undefined) return failure(status, theirs)
  const detail = named !== undefined && theirs !== '' ? theirs : sentence(ourWords[code] ?? '', theirs)
  const errors = said.errors.map(readFault).filter((fault) => fault !== undefined)
  return new Problem(code, detail, {
    ...(code === 'invalid_request' && errors.length > 0 && { errors }),
    ...(said.ifDeleted !== undefined && { ifDeleted: said.ifDeleted }),
    ...(said.deleted !== undefined && { deleted: said.deleted }),
    ...(code === 'rate_limited' && { headers: { 'retry-after': String(readRetryAfter(headers) ?? 2) } }),
  })
}

function failure(status: number, theirs: string): Problem {
  if (status === 401 || status === 403) {
    return upstreamUnavailable(
      sentence(`Atoka rejected the service’s credentials (${status}); nothing was done`, theirs),
    )
  }
  return upstreamUnavailable(
    sentence(`Atoka is unavailable at the moment (${status})`, theirs),
    status === 504 ? 'late' : 'failed',
  )
}

function sentence(ours: string, theirs: string): string {
  return theirs === '' ? `${ours}.` : `${ours}. Atoka’s message: ${theirs}`
}

function tidy(said: string | undefined): string {
  // no markup: what is told on as words is to be words
  const plain = (said ?? '')
    .toWellFormed()
    .replace(/(?:<[^>]*>|[\p{Cc}\p{Cf}\s])+/gu, ' ')
    .replace(/\btoken=\S+/giu, 'token=…')
    .trim()
  return plain.length > longestWords ? `${plain.slice(0, longestWords).toWellFormed()}…` : plain
}

const faultSchema = z.object({
  field: z.string().check(z.maxLength(100)),
  code: z.enum(fieldErrorCodes),
  message: z.string(),
  values: catchInvalid(z.record(z.string(), z.string()), undefined),
})

function readFault(said: unknown): FieldError | undefined {
  const { data } = faultSchema.safeParse(said)
  if (data === undefined) return undefined
  const { field, code, message, values } = data
  return { field, code, message: tidy(message), ...(values && { values }) }
}

/** JSON, or `undefined` for anything else. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
