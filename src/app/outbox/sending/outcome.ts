import type { ApiProblem } from '../../shared/api/problems.ts'

type Failure = Pick<ApiProblem, 'code' | 'status'>

/**
 * Whether a failure is transient, so that the same request is retried: no response, a response from an intermediary, an
 * overloaded, stopping or failing service, or a first attempt still in progress.
 */
export function isTransient({ code, status }: Failure): boolean {
  if (status < 400 || status >= 500) return true
  return code === 'unreachable' || code === 'in_progress' || status === 408 || status === 429
}

/** Whether a transient failure concerns the whole service, not only one request. */
export function affectsAllOperations({ code, status }: Failure): boolean {
  return code !== 'in_progress' && status !== 500
}

/**
 * Whether a failed write may have been written all the same, so that only a retry with the same `Idempotency-Key` is
 * safe; `before` is the result for the earlier attempts. Contract: the key is "looked up before `ETag`, 410 and rules",
 * so a rejection by a rule proves that no earlier attempt was accepted either.
 */
export function mayHaveSucceeded({ code, status }: Failure, before: boolean): boolean {
  // `in_progress`: the first attempt is still running; `unreachable` with a status: an intermediary responded
  if (status < 400 || status >= 500 || code === 'unreachable' || code === 'in_progress') return true
  // rejected before the key was looked up, which proves nothing about an earlier attempt
  return before && (status === 401 || status === 403 || status === 408 || status === 429)
}
