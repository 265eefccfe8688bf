import { Problem } from '../core/problem.ts'

/** The failure of a request to Atoka: no response in time, or no usable one. */
export type Failure = 'late' | 'failed'

/**
 * Contract: "the Atoka API behind the service failed; states whether the write may have happened": 504 if no response
 * arrived in time, otherwise 502. `detail` is the whole sentence.
 */
export function upstreamUnavailable(detail: string, failure: Failure = 'failed'): Problem {
  return new Problem('upstream_unavailable', detail, failure === 'late' ? { status: 504 } : {})
}

/** A write that may have been executed, or may still be: there was no definite response. */
export class ResponseLost extends Problem {
  constructor(failure: Failure) {
    super(
      'upstream_unavailable',
      'Atoka did not confirm this write; it may have been saved. Check, or retry with the same Idempotency-Key.',
      failure === 'late' ? { status: 504 } : {},
    )
  }
}
