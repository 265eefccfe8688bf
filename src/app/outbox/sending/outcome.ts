import type { ApiProblem } from '../../shared/api/problems.ts'

type Failure = Pick<ApiProblem, 'code' | 'status'>

/**
 * Whether a failure passes by itself, so that the same request is tried again: nobody answered, something in between
 * did, the service is overloaded, stopping or mistaken, or the first try is still under way.
 */
export function isTransient({ code, status }: Failure): boolean {
  if (status < 400 || status >= 500) return true
  return code === 'unreachable' || code === 'in_progress' || status === 408 || status === 429
}

/** Whether a failure that passes says something of the whole service, and not of one request alone. */
export function affectsAllOperations({ code, status }: Failure): boolean {
  return code !== 'in_progress' && status !== 500
}

/**
 * Whether a write that failed may have been written all the same, so that only the same `Idempotency-Key` is safe to
 * send again; `before` says it of the tries before this one. Contract: the key is "looked up before `ETag`, 410 and
 * rules", so a refusal by a rule says that no earlier try was accepted either.
 */
export function mayHaveSucceeded({ code, status }: Failure, before: boolean): boolean {
  // `in_progress`: its first try is still under way; `unreachable` with a status: something in between answered
  if (status < 400 || status >= 500 || code === 'unreachable' || code === 'in_progress') return true
  // turned away at the door: says nothing of an earlier try
  return before && (status === 401 || status === 403 || status === 408 || status === 429)
}
