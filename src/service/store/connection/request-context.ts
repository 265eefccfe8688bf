import { AsyncLocalStorage } from 'node:async_hooks'
import type { AuditEntry } from '../applications/audit.ts'

/** The request of the current task. */
export interface RequestContext {
  /** aborted when its client leaves before the response is complete */
  readonly signal: AbortSignal
  /** its ID in the log and in the response */
  readonly requestId?: string | undefined
  /** the address of its client */
  readonly address?: string | undefined
  /** the audit entries that it has written, for the log */
  readonly audited: AuditEntry[]
}

const contexts = new AsyncLocalStorage<RequestContext>()

/** Runs a task for a request. */
export function runForRequest<Result>(context: RequestContext, work: () => Result): Result {
  return contexts.run(context, work)
}

/** Returns the request of the current task; `undefined` outside of requests. */
export function requestContext(): RequestContext | undefined {
  return contexts.getStore()
}

/** The client left before its request was completed, and its statements were cancelled: nothing was written. */
export class ClientGone extends Error {}
