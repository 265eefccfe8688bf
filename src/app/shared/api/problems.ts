import type { FieldError, ProblemDetails } from '../../../contract/problem.ts'

interface ProblemOptions extends ErrorOptions {
  readonly retryAfter?: number | undefined
}

/** Why a call failed: what the service said, or that it could not be reached (`unreachable`, status 0). */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  /** the service's own words, English; absent where it said nothing */
  readonly details: ProblemDetails | undefined
  /** milliseconds after which the service asked to be tried again (`Retry-After`) */
  readonly retryAfter: number | undefined

  constructor(code: string, status: number, details?: ProblemDetails, options: ProblemOptions = {}) {
    super(details?.detail ?? code, options)
    this.code = code
    this.status = status
    this.details = details
    this.retryAfter = options.retryAfter
  }

  /** The faults of one field of the request. */
  faultsOf(field: string): readonly FieldError[] {
    return this.details?.errors?.filter((fault) => fault.field === field) ?? []
  }
}

/** The problem behind anything that a query or a mutation threw. */
export function toProblem(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem('internal', 500, undefined, { cause: error })
}
