import * as z from 'zod/mini'
import { instantSchema } from './instant.ts'
import { leadEventSchema } from './lead-event.ts'
import { leadStateSchema } from './lead.ts'

/** Every `code` of an error of the service, and its HTTP status. Source: contract, "Responses". */
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
  /** 504 if no response arrived in time */
  upstream_unavailable: 502,
  unavailable: 503,
} as const satisfies Record<string, number>

export type ProblemCode = keyof typeof problemStatus

/** Every `code` of a field error; the page has its own message for each. */
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
  'unknown_time_zone',
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

export type FieldErrorCode = (typeof fieldErrorCodes)[number]

export const fieldErrorSchema = z.object({
  field: z.string(),
  code: z.enum(fieldErrorCodes),
  message: z.string(),
  /** the values that the message mentions, such as `latest` and `now` for a date */
  values: z.optional(z.record(z.string(), z.string())),
})

/** One error of one field: its name, a stable code, and a sentence that states what would be valid. */
export type FieldError = z.output<typeof fieldErrorSchema>

/** RFC 9457 `application/problem+json`, the form of every error of the service. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z.optional(z.array(fieldErrorSchema)),
  /** with `conflict` on a deletion: the state that the lead would revert to */
  ifDeleted: z.optional(leadStateSchema),
  /** with `gone`: who deleted the event, and when */
  deleted: z.optional(z.object({ by: z.string(), at: instantSchema })),
  /** with `precondition_failed`: the event as it is now */
  item: z.optional(leadEventSchema),
})

export type ProblemDetails = z.output<typeof problemSchema>

/** The optional members of a problem. */
export type ProblemExtras = Pick<ProblemDetails, 'errors' | 'ifDeleted' | 'deleted' | 'item'>
