import { setTimeout as sleep } from 'node:timers/promises'
import { toInstant, type Instant } from '../../contract/instant.ts'
import { createAtokaClock } from './atoka-clock.ts'
import { createConcurrencyLimiter } from '../http/limits/concurrency-limit.ts'
import { Problem } from '../core/problem.ts'
import { sendRequest, NoResponse, type AtokaResponse } from './http-exchange.ts'
import { readJson, toProblem } from './map-error.ts'
import { readRetryAfter } from './retry-after.ts'
import { ResponseLost, upstreamUnavailable, type Failure } from './upstream-problem.ts'

/** Parameters of a call; a list goes as one value, its items apart by commas; what is `undefined` is left out. */
export type AtokaParameters = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>

/** The only calls to the Atoka API: each carries the application's token, which no answer or error of ours holds. */
export interface AtokaClient {
  /**
   * GET, in the name of a user where one is named: the JSON of the answer. It is asked again where no answer came that can
   * be used, or 429, 502, 503 or 504; throws a `Problem`.
   */
  read(path: string, parameters: AtokaParameters, appUserId?: string): Promise<unknown>
  /**
   * POST, PUT or DELETE as a form, sent once: the JSON of the answer, `undefined` for none. Throws `LostAnswer` where it
   * may have been carried out, another `Problem` where it was not.
   */
  write(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    parameters: AtokaParameters,
    appUserId: string,
  ): Promise<unknown>
  /** Atoka's clock by the `Date` of its answers: up to a second behind it, and never ahead. */
  now(): Promise<Instant>
}

export interface AtokaClientOptions {
  /** such as `https://api.atoka.io`: what stands before the reference's paths */
  readonly url: string
  readonly token: string
  /** milliseconds for one call; default 10,000 */
  readonly timeout?: number
  /** bytes of an answer; default 32 MiB, a page of 1,000 of the longest notes in a plain script */
  readonly size?: number
  /** calls under way at once; default 8 */
  readonly atOnce?: number
  /** how often a reading is tried; default 3 */
  readonly tries?: number
  /** the service's clock, for where Atoka's answers carry no `Date` */
  readonly clock?: () => Instant
  /** a monotonic clock */
  readonly milliseconds?: () => number
  readonly wait?: (milliseconds: number) => Promise<unknown>
}

/** Calls that wait for their turn; one more is refused. */
const longestQueue = 200

/** Milliseconds that a call waits where it was asked to; longer, and the caller is told to come back. */
const longestWait = 5_000

/** After these the same question may be answered. */
const passing = new Set([429, 502, 503, 504])

/** A client for one application of Atoka's, which is what a token stands for. */
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
  const inTurn = createConcurrencyLimiter({ concurrency: atOnce, maxQueue: longestQueue })
  const forms = [token, encodeURIComponent(token), new URLSearchParams({ '': token }).toString().slice(1)]
  const withoutToken = (text: string) => forms.reduce((rest, form) => rest.replaceAll(form, '…'), text)
  const atokaClock = createAtokaClock()
  let pausedUntil = 0

  const send = async (method: string, path: string, parameters: AtokaParameters, appUserId?: string) =>
    inTurn('', async (): Promise<AtokaResponse> => {
      await waitWhilePaused()
      const fields = new URLSearchParams({ token })
      for (const [name, value] of Object.entries<AtokaParameters[string]>({ appUserId, ...parameters })) {
        if (value !== undefined) fields.set(name, String(value))
      }
      const reads = method === 'GET'
      const address = `${base}${path}${reads ? `?${fields.toString()}` : ''}`
      const headers = { accept: 'application/json', 'user-agent': 'leadline' }
      const sent = milliseconds()
      const answered = await sendRequest(
        address,
        { method, headers, ...(!reads && { body: fields }) },
        { timeout, size },
      )
      hear(answered, sent)
      return { ...answered, text: withoutToken(answered.text) }
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
    if (left <= longestWait) await wait(left)
    else throw resting(left)
  }

  return {
    async read(path, parameters, appUserId) {
      let problem: Problem | undefined
      for (let tried = 0; tried < tries; tried++) {
        if (tried > 0) await wait(200 * 2 ** tried * (0.5 + Math.random() / 2))
        try {
          const answered = await send('GET', path, parameters, appUserId)
          const body = readJson(answered.text)
          if (isDone(answered) && body !== undefined) return body
          problem = isDone(answered) ? unreadable() : refusalFor(path, answered)
          if (!isDone(answered) && !passing.has(answered.status)) throw problem
        } catch (error) {
          if (!(error instanceof NoResponse)) throw error
          problem = unread(error.failure)
        }
      }
      throw problem ?? unreadable()
    },

    async write(method, path, parameters, appUserId) {
      try {
        const answered = await send(method, path, parameters, appUserId)
        const body = readJson(answered.text)
        if (isDone(answered) && (body !== undefined || answered.text.trim() === '')) return body
        // a refusal says that nothing was written; a failure, a redirect or a page of something in between does not
        if (answered.status < 400 || answered.status === 408) throw new ResponseLost('failed')
        if (answered.status >= 500) throw new ResponseLost(answered.status === 504 ? 'late' : 'failed')
        throw refusalFor(path, answered)
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

/** "Requires Atoka feature: useLeadEventsSync" (reference): there, a 403 is about the application and not about the token. */
function refusalFor(path: string, answered: AtokaResponse): Problem {
  return answered.status === 403 && path === '/v2/leadevents/sync'
    ? new Problem('forbidden', 'Your application does not have the feature useLeadEventsSync in Atoka.')
    : toProblem(answered)
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
