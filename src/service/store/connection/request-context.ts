import { AsyncLocalStorage } from 'node:async_hooks'
import type { AuditEntry } from '../applications/audit.ts'

/** The request that the present work is for. */
export interface RequestContext {
  /** aborted when its client leaves before the response is complete */
  readonly signal: AbortSignal
  /** what it is logged and answered with */
  readonly requestId?: string | undefined
  /** where it came from */
  readonly address?: string | undefined
  /** the entries of the audit that it has written, for the log */
  readonly audited: AuditEntry[]
}

const contexts = new AsyncLocalStorage<RequestContext>()

/** Runs work for a request. */
export function runForRequest<Result>(context: RequestContext, work: () => Result): Result {
  return contexts.run(context, work)
}

/** The request that the present work is for; `undefined` outside of requests. */
export function requestContext(): RequestContext | undefined {
  return contexts.getStore()
}

/** The client left before its request was answered, and its statements were cancelled: nothing was written. */
export class ClientGone extends Error {}
