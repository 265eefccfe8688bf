import { AsyncLocalStorage } from 'node:async_hooks'

const signals = new AsyncLocalStorage<AbortSignal>()

/** Runs work for a request; `signal` is aborted when its client leaves before the response is complete. */
export function runForRequest<Result>(signal: AbortSignal, work: () => Result): Result {
  return signals.run(signal, work)
}

/** The signal of the request that the present work is for; `undefined` outside of requests. */
export function requestSignal(): AbortSignal | undefined {
  return signals.getStore()
}

/** The client left before its request was answered, and its statements were cancelled: nothing was written. */
export class ClientGone extends Error {}
