import {
  problemStatus,
  type FieldError,
  type ProblemCode,
  type ProblemExtras,
} from '../../contract/problem.ts'

/** An error that the caller is told about, in the contract's words; everything else becomes a bare 500. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly extras: ProblemExtras
  readonly headers: Readonly<Record<string, string>>
  readonly status: number

  /** `detail` says what is wrong and what would be right; it holds no SQL, path, token or other person's data. */
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
  /** another than the code's own */
  readonly status?: 504
}

/** The 400 that lists all faults of a request at once. */
export function invalidRequest(errors: FieldError[]): Problem {
  const fields = [...new Set(errors.map((error) => error.field))].join(', ')
  return new Problem('invalid_request', `Fix the fields listed under errors (${fields}) and try again.`, {
    errors,
  })
}
