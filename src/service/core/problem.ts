import {
  problemStatus,
  type FieldError,
  type ProblemCode,
  type ProblemExtras,
} from '../../contract/problem.ts'

/** An error that the caller receives, with a code of the contract; every other error becomes a 500 without details. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly extras: ProblemExtras
  readonly headers: Readonly<Record<string, string>>
  readonly status: number

  /** `detail` states the problem and the fix. It never contains SQL, paths, tokens or other people's data. */
  constructor(code: ProblemCode, detail: string, { headers = {}, status, ...extras }: ProblemOptions = {}) {
    super(detail)
    this.code = code
    this.status = status ?? problemStatus[code]
    this.extras = extras
    this.headers = headers
  }
}

interface ProblemOptions extends ProblemExtras {
  readonly headers?: Readonly<Record<string, string>>
  /** overrides the status of the code */
  readonly status?: 504
}

/** Creates the 400 that lists all errors of a request at once. */
export function invalidRequest(errors: FieldError[]): Problem {
  const fields = [...new Set(errors.map((error) => error.field))].join(', ')
  return new Problem('invalid_request', `Fix the fields listed under errors (${fields}) and try again.`, {
    errors,
  })
}

/** Creates the 409 for a retry that arrives while the first request with its `Idempotency-Key` is still in progress. */
export function inProgress(): Problem {
  return new Problem(
    'in_progress',
    'The first request with this Idempotency-Key is still in progress. Try again.',
    { headers: { 'retry-after': '1' } },
  )
}

/** Creates the 422 for an `Idempotency-Key` that was used for a different request. */
export function idempotencyMismatch(): Problem {
  return new Problem(
    'idempotency_mismatch',
    'This Idempotency-Key was used for a different request. Use a new key.',
  )
}
