import { changeStreamPath, streamBeatMs } from '../../../contract/change-stream.ts'
import type { Instant } from '../../../contract/instant.ts'
import type { SignedInCaller } from '../../core/caller.ts'
import { Problem } from '../../core/problem.ts'
import type { Connection } from '../../store/connection/database.ts'
import { dataHeaders } from '../page/security-headers.ts'

/** The endpoint of the stream. It is not in the contract's table, because it returns no JSON. */
export const changeStream = {
  method: 'GET',
  path: changeStreamPath,
  caller: 'session',
  feature: 'useLeadEventsSync',
} as const

/** Milliseconds between two reads of the applications' change times: half of it delays a change on average. */
const readIntervalMs = 250

/** Milliseconds between two messages of one stream that announce changes. */
const wakeIntervalMs = 1_000

/** Milliseconds between two looks for sessions that have expired; those that were ended are found at once. */
const expiryMs = 60_000

/** Streams that are woken per read, so that many pages do not all call `sync` in the same moment. */
const wakesPerRead = 125

/** A browser opens one stream for all of its tabs; a tab that was just closed may still have another. */
const maxStreamsPerSession = 4

/** The maximum number of streams of a process: below the maximum of its connections. */
const maxStreams = 8_000

/** Messages that a client may leave unread before its stream ends. */
const maxUnread = 8

const changeTimes = { name: 'change-times', text: 'select id, until from change_times($1)' }

/** Until then, a message to a connection that has ended has probably ended its stream. */
const retryLater = { headers: { 'retry-after': String(streamBeatMs / 1_000) } }

const endedSessions = { name: 'ended-sessions', text: 'select hash from ended_sessions($1, $2) hash' }

interface Stream {
  readonly applicationId: string
  readonly session: string
  readonly hash: Buffer
  readonly controller: ReadableStreamDefaultController<Uint8Array>
  /** the time that was sent last */
  sent: Instant | undefined
  sentAt: number
}

/**
 * The streams that tell signed-in browsers that something has changed (`text/event-stream`). Each message is the time of
 * the application's latest change; `sync` returns the changes until then. The time is repeated, so that a client that
 * has missed a message notices it.
 */
export interface ChangeStreams {
  /** Opens a stream. Throws `rate_limited` if the session, and `unavailable` if the process has too many. */
  open(caller: SignedInCaller): Response
  /** Ends the streams whose sessions have ended. */
  endWithSession(): Promise<void>
  /** Ends all streams; no other can be opened. */
  close(): void
}

export interface ChangeStreamsOptions {
  readonly database: Connection
  readonly clock: () => Instant
}

/** Creates the streams. The database is read only while there are any. */
export function createChangeStreams({ database, clock }: ChangeStreamsOptions): ChangeStreams {
  const streams = new Set<Stream>()
  let latest: ReadonlyMap<string, Instant> = new Map()
  let reading: Promise<void> | undefined
  let sessionsCheckedAt = 0
  let isClosed = false
  let timer: ReturnType<typeof setInterval> | undefined
  const encoder = new TextEncoder()

  async function read(): Promise<void> {
    const wanted = [...new Set([...streams].map(({ applicationId }) => applicationId))]
    const rows = await database.query<{ id: string; until: Instant }>(changeTimes, [wanted])
    latest = new Map(rows.map(({ id, until }) => [id, until]))
    wake()
    if (performance.now() - sessionsCheckedAt >= expiryMs) await endWithSession()
  }

  function wake(): void {
    const now = performance.now()
    let left = wakesPerRead
    for (const stream of streams) {
      const until = latest.get(stream.applicationId)
      if (until === undefined) continue
      const quietMs = now - stream.sentAt
      const isWoken = until !== stream.sent && quietMs >= wakeIntervalMs && left > 0
      if (isWoken) left--
      if (isWoken || quietMs >= streamBeatMs) send(stream, until, now)
    }
  }

  function send(stream: Stream, until: Instant, now: number): void {
    stream.sent = until
    stream.sentAt = now
    if ((stream.controller.desiredSize ?? 0) > 0)
      stream.controller.enqueue(encoder.encode(`data: ${until}\n\n`))
    else end(stream)
  }

  function end(stream: Stream): void {
    remove(stream)
    stream.controller.close()
  }

  async function endWithSession(): Promise<void> {
    if (streams.size === 0) return
    sessionsCheckedAt = performance.now()
    const hashes = new Map([...streams].map(({ session, hash }) => [session, hash]))
    const rows = await database.query<{ hash: Buffer }>(endedSessions, [[...hashes.values()], clock()])
    const ended = new Set(rows.map(({ hash }) => hash.toString('base64')))
    for (const stream of streams) if (ended.has(stream.session)) end(stream)
  }

  function add(stream: Stream): void {
    streams.add(stream)
    if (streams.size > 1) return
    timer = setInterval(() => {
      // the requests of the pages report that the database does not respond
      reading ??= read()
        .catch(() => undefined)
        .finally(() => (reading = undefined))
    }, readIntervalMs).unref()
  }

  function remove(stream: Stream): void {
    streams.delete(stream)
    if (streams.size === 0) clearInterval(timer)
  }

  return {
    open({ application, session: { hash } }) {
      if (isClosed || streams.size >= maxStreams)
        throw new Problem(
          'unavailable',
          'The service accepts no more streams of changes. Use sync.',
          retryLater,
        )
      const session = hash.toString('base64')
      const own = [...streams].filter((stream) => stream.session === session)
      if (own.length >= maxStreamsPerSession)
        throw new Problem(
          'rate_limited',
          `A session may have ${maxStreamsPerSession} streams of changes. Close one, or use sync.`,
          retryLater,
        )
      let stream: Stream | undefined
      const body = new ReadableStream<Uint8Array>(
        {
          start(controller) {
            stream = {
              applicationId: application.id,
              session,
              hash,
              controller,
              sent: undefined,
              sentAt: -Infinity,
            }
            add(stream)
          },
          cancel() {
            if (stream !== undefined) remove(stream)
          },
        },
        { highWaterMark: maxUnread },
      )
      return new Response(body, {
        headers: {
          ...dataHeaders,
          'content-type': 'text/event-stream; charset=utf-8',
          // nginx would collect the messages
          'x-accel-buffering': 'no',
        },
      })
    },
    endWithSession,
    close() {
      isClosed = true
      for (const stream of streams) end(stream)
    },
  }
}
