import { Problem } from '../core/problem.ts'

/** What came instead of an answer of Atoka's: none in time, or none that can be used. */
export type Failure = 'late' | 'failed'

/**
 * Contract: "the Atoka API behind the service failed; says whether the write may have happened": 504 where no answer came
 * in time, else 502. `detail` is the whole sentence.
 */
export function upstreamUnavailable(detail: string, failure: Failure = 'failed'): Problem {
  return new Problem('upstream_unavailable', detail, failure === 'late' ? { status: 504 } : {})
}

/** A write that may have been carried out, or may yet be: nobody answered who knows. */
export class ResponseLost extends Problem {
  constructor(failure: Failure) {
    super(
      'upstream_unavailable',
      'Atoka did not confirm this write; it may have been saved. Check, or retry with the same Idempotency-Key.',
      failure === 'late' ? { status: 504 } : {},
    )
  }
}
