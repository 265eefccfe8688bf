import { setTimeout as sleep } from 'node:timers/promises'
import { toInstant, type Instant } from '../../contract/instant.ts'
import { createAtokaClock } from './atoka-clock.ts'
import { createConcurrencyLimiter } from '../http/limits/concurrency-limit.ts'
import { Problem } from '../core/problem.ts'
import { sendRequest, NoResponse, type AtokaResponse } from './http-exchange.ts'
import { readJson, toProblem } from './map-error.ts'
import { readRetryAfter } from './retry-after.ts'
import { ResponseLost, upstreamUnavailable, type Failure } from './upstream-problem.ts'

/** The parameters of a request; a list is one comma-separated value; `undefined` is omitted. */
export type AtokaParameters = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>

/**
 * The only requests to the Atoka API. Each contains the application's token, which our responses and errors never
 * contain.
 */
export interface AtokaClient {
  /**
   * GET, optionally on behalf of a user; returns the JSON of the response. It is repeated without a usable response,
   * or for 429, 502, 503 or 504; throws a `Problem`.
   */
  read(path: string, parameters: AtokaParameters, appUserId?: string): Promise<unknown>
  /**
   * POST, PUT or DELETE as a form, sent once; returns the JSON of the response, `undefined` for an empty one. Throws
   * `ResponseLost` if it may have been executed, another `Problem` if it was not.
   */
  write(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    parameters: AtokaParameters,
    appUserId: string,
  ): Promise<unknown>
  /** Atoka's clock from the `Date` of its responses: up to a second behind it, and never ahead. */
  now(): Promise<Instant>
}

export interface AtokaClientOptions {
  /** the base URL of the reference's paths, such as `https://api.atoka.io` */
  readonly url: string
  readonly token: string
  /** milliseconds for one request; default: 10,000 */
  readonly timeout?: number
  /** bytes of a response; default: 32 MiB, a page of 1,000 notes of the maximum length in a simple script */
  readonly size?: number
  /** concurrent requests; default: 8 */
  readonly atOnce?: number
  /** attempts of a read; default: 3 */
  readonly tries?: number
  /** the service's clock, used if Atoka's responses have no `Date` */
  readonly clock?: () => Instant
  /** a monotonic clock */
  readonly milliseconds?: () => number
  readonly wait?: (milliseconds: number) => Promise<unknown>
}

/** The maximum number of waiting requests; further ones are rejected. */
const maxQueue = 200

/** The maximum delay in milliseconds that Atoka may ask for; beyond, the caller gets 429. */
const maxDelayMs = 5_000

/** The statuses after which a retry may succeed. */
const transientStatuses = new Set([429, 502, 503, 504])

/** Creates a client for one application of Atoka, which the token identifies. */
export function createAtokaClient({
  url,
  token,
  timeout = 10_000,
  size = 32 * 1024 * 1024,
  atOnce = 8,
  tries = 3,
  clock = () => toInstant(Date.now()),
  milliseconds = () => performance.now(),
  wait = sleep,
}: AtokaClientOptions): AtokaClient {
  const base = url.replace(/\/+$/, '')
  const runLimited = createConcurrencyLimiter({ concurrency: atOnce, maxQueue: maxQueue })
  const forms = [token, encodeURIComponent(token), new URLSearchParams({ '': token }).toString().slice(1)]
  const withoutToken = (text: string) => forms.reduce((rest, form) => rest.replaceAll(form, '…'), text)
  const atokaClock = createAtokaClock()
  let pausedUntil = 0

  const send = async (method: string, path: string, parameters: AtokaParameters, appUserId?: string) =>
    runLimited('', async (): Promise<AtokaResponse> => {
      await waitWhilePaused()
      const fields = new URLSearchParams({ token })
      for (const [name, value] of Object.entries<AtokaParameters[string]>({ appUserId, ...parameters })) {
        if (value !== undefined) fields.set(name, String(value))
      }
      const reads = method === 'GET'
      const address = `${base}${path}${reads ? `?${fields.toString()}` : ''}`
      const headers = { accept: 'application/json', 'user-agent': 'leadline' }
      const sent = milliseconds()
      const response = await sendRequest(
        address,
        { method, headers, ...(!reads && { body: fields }) },
        { timeout, size },
      )
      hear(response, sent)
      return { ...response, text: withoutToken(response.text) }
    })

  function hear({ status, headers }: AtokaResponse, sent: number): void {
    const date = Date.parse(headers.get('date') ?? '')
    if (!Number.isNaN(date)) atokaClock.hear({ date, sent, received: milliseconds() })
    const seconds = status === 429 || status === 503 ? readRetryAfter(headers) : undefined
    if (seconds !== undefined) pausedUntil = milliseconds() + seconds * 1_000
  }

  async function waitWhilePaused(): Promise<void> {
    const left = pausedUntil - milliseconds()
    if (left <= 0) return
    if (left <= maxDelayMs) await wait(left)
    else throw resting(left)
  }

  return {
    async read(path, parameters, appUserId) {
      let problem: Problem | undefined
      for (let tried = 0; tried < tries; tried++) {
        if (tried > 0) await wait(200 * 2 ** tried * (0.5 + Math.random() / 2))
        try {
          const response = await send('GET', path, parameters, appUserId)
          const body = readJson(response.text)
          if (isDone(response) && body !== undefined) return body
          problem = isDone(response) ? unreadable() : problemFor(path, response)
          if (!isDone(response) && !transientStatuses.has(response.status)) throw problem
        } catch (error) {
          if (!(error instanceof NoResponse)) throw error
          problem = unread(error.failure)
        }
      }
      throw problem ?? unreadable()
    },

    async write(method, path, parameters, appUserId) {
      try {
        const response = await send(method, path, parameters, appUserId)
        const body = readJson(response.text)
        if (isDone(response) && (body !== undefined || response.text.trim() === '')) return body
        // an error below 500 states that nothing was written; a failure, a redirect or an intermediary's page does
        // not
        if (response.status < 400 || response.status === 408) throw new ResponseLost('failed')
        if (response.status >= 500) throw new ResponseLost(response.status === 504 ? 'late' : 'failed')
        throw problemFor(path, response)
      } catch (error) {
        if (!(error instanceof NoResponse)) throw error
        throw error.unsent ? unsent() : new ResponseLost(error.failure)
      }
    },

    async now() {
      const known = atokaClock.now(milliseconds())
      if (known !== undefined) return known
      await this.read('/v2/leadevents/statuses', {})
      return atokaClock.now(milliseconds()) ?? clock()
    },
  }
}

function isDone({ status }: AtokaResponse): boolean {
  return status >= 200 && status < 300
}

/** "Requires Atoka feature: useLeadEventsSync" (reference): there, a 403 concerns the application and not the token. */
function problemFor(path: string, response: AtokaResponse): Problem {
  return response.status === 403 && path === '/v2/leadevents/sync'
    ? new Problem('forbidden', 'Your application does not have the feature useLeadEventsSync in Atoka.')
    : toProblem(response)
}

function resting(milliseconds: number): Problem {
  return new Problem('rate_limited', 'Atoka is rate limiting requests at the moment.', {
    headers: { 'retry-after': String(Math.ceil(milliseconds / 1_000)) },
  })
}

function unread(failure: Failure): Problem {
  const what = failure === 'late' ? 'did not answer in time' : 'is unreachable'
  return upstreamUnavailable(`Atoka ${what}. Try again shortly.`, failure)
}

function unreadable(): Problem {
  return upstreamUnavailable('Atoka sent an unexpected response.')
}

function unsent(): Problem {
  return upstreamUnavailable('Atoka is unreachable; nothing was written. Try again shortly.')
}
