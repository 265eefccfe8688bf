import type { FieldError, ProblemDetails } from '../../../contract/problem.ts'

interface ProblemOptions extends ErrorOptions {
  readonly retryAfter?: number | undefined
}

/** Why a request failed: the service's problem, or no response from the service (`unreachable`, status 0). */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  /** the service's problem details, in English; absent without a response from the service */
  readonly details: ProblemDetails | undefined
  /** milliseconds to wait before a retry, from the service's `Retry-After` */
  readonly retryAfter: number | undefined

  constructor(code: string, status: number, details?: ProblemDetails, options: ProblemOptions = {}) {
    super(details?.detail ?? code, options)
    this.code = code
    this.status = status
    this.details = details
    this.retryAfter = options.retryAfter
  }

  /** Returns the errors of one field of the request. */
  errorsOf(field: string): readonly FieldError[] {
    return this.details?.errors?.filter((error) => error.field === field) ?? []
  }
}

/** Converts anything that a query or a mutation threw to an `ApiProblem`. */
export function toProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem('internal', 500, undefined, { cause: error })
}
