import * as z from 'zod/mini'
import { instantSchema } from './instant.ts'
import { leadEventSchema } from './lead-event.ts'
import { leadStateSchema } from './lead.ts'

/** Every `code` that an error of the service can carry, and its HTTP status. Source: contract, "Answers". */
export const problemStatus = {
  invalid_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  in_progress: 409,
  gone: 410,
  precondition_failed: 412,
  payload_too_large: 413,
  uri_too_long: 414,
  unsupported_media_type: 415,
  idempotency_mismatch: 422,
  rate_limited: 429,
  internal: 500,
  /** 504 where no answer came in time */
  upstream_unavailable: 502,
  unavailable: 503,
} as const satisfies Record<string, number>

export type ProblemCode = keyof typeof problemStatus

/** Every `code` that one field's fault can carry; the screen has its own words for each. */
export const fieldErrorCodes = [
  'required',
  'repeated',
  'not_text',
  'empty',
  'too_long',
  'white_space',
  'invisible_character',
  'control_character',
  'malformed_unicode',
  'forbidden_character',
  'not_boolean',
  'not_integer',
  'out_of_range',
  'invalid_date',
  'not_one_of',
  'no_word',
  'period_reversed',
  'too_many',
  'malformed_list',
  'immutable',
  'nothing_to_change',
  'unknown_status',
  'type_differs',
  'date_in_future',
  'date_not_after_latest',
  'unknown_user',
  'wrong_credentials',
  'application_needed',
  'password_too_short',
  'password_guessable',
  'invalid_email',
  'email_taken',
] as const

export type FieldFaultCode = (typeof fieldErrorCodes)[number]

export const fieldFaultSchema = z.object({
  field: z.string(),
  code: z.enum(fieldErrorCodes),
  message: z.string(),
  /** the facts behind the message, such as `latest` and `now` for a date */
  values: z.optional(z.record(z.string(), z.string())),
})

/** One fault of one field: which, a stable code, and a sentence that says what would be right. */
export type FieldError = z.output<typeof fieldFaultSchema>

/** RFC 9457 `application/problem+json`, as every error of the service is sent. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z.optional(z.array(fieldFaultSchema)),
  /** with `conflict` on a deletion: what the lead would fall back to */
  ifDeleted: z.optional(leadStateSchema),
  /** with `gone`: who deleted the event, and when */
  deleted: z.optional(z.object({ by: z.string(), at: instantSchema })),
  /** with `precondition_failed`: the event as it is now */
  item: z.optional(leadEventSchema),
})

export type ProblemDetails = z.output<typeof problemSchema>

/** What can stand in a problem beside its code and sentence. */
export type ProblemExtras = Pick<ProblemDetails, 'errors' | 'ifDeleted' | 'deleted' | 'item'>
