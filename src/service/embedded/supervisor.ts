import { setTimeout } from 'node:timers/promises'
import { diskFull } from '../store/connection/is-connection-error.ts'
import { DiskFull } from './folder-error.ts'
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './start-embedded-postgres.ts'

/** An embedded PostgreSQL that is restarted when it ends unexpectedly. */
export interface SupervisedPostgres extends Pick<EmbeddedPostgres, 'connection' | 'notice' | 'stop'> {
  /** returns why it is not running, for the errors of requests; `undefined` if unknown */
  readonly outage: () => string | undefined
}

export interface SupervisorEvents {
  /** called with the reason of its end, just before a restart */
  readonly onEnd: (reason: string) => void
  /** called with the reason why a restart failed that will be retried */
  readonly onRetry: (reason: string) => void
  /** called with the reason why a restart failed for good */
  readonly onGiveUp: (error: unknown) => void
}

/** The delay in milliseconds before the second restart in a row; it doubles for each further one, up to the maximum. */
const firstDelayMs = 1_000
const maxDelayMs = 30_000

/** Milliseconds after which a server counts as stable. */
const stableAfterMs = 60_000

/**
 * Starts the embedded PostgreSQL and supervises it: its location and socket stay the same, so that a pool can
 * reconnect. While its disk is full, the restart is retried with increasing delays.
 * @throws StartupError with one sentence for the user if the first start fails
 */
export async function superviseEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
  { onEnd, onRetry, onGiveUp }: SupervisorEvents,
  start: (options: EmbeddedPostgresOptions) => Promise<EmbeddedPostgres> = startEmbeddedPostgres,
): Promise<SupervisedPostgres> {
  const first = await start(options)
  const stopped = new AbortController()
  let current: Promise<EmbeddedPostgres | undefined> = Promise.resolve(first)
  let latest = first
  let outage: string | undefined
  let restarts = 0

  async function restart(): Promise<EmbeddedPostgres | undefined> {
    while (!stopped.signal.aborted) {
      const delay = restarts === 0 ? 0 : Math.min(firstDelayMs * 2 ** (restarts - 1), maxDelayMs)
      restarts++
      try {
        await setTimeout(delay, undefined, { signal: stopped.signal })
        const restarted = await start(options)
        outage = undefined
        return restarted
      } catch (error) {
        if (stopped.signal.aborted) break
        if (!(error instanceof DiskFull)) throw error
        outage = diskFull
        onRetry(error.message)
      }
    }
    return undefined
  }

  async function watch(server: EmbeddedPostgres): Promise<void> {
    latest = server
    const started = performance.now()
    onEnd(await server.ended)
    if (performance.now() - started > stableAfterMs) restarts = 0
    current = restart()
    const restarted = await current
    if (restarted !== undefined) await watch(restarted)
  }
  watch(first).catch(onGiveUp)

  return {
    connection: first.connection,
    ...(first.notice !== undefined && { notice: first.notice }),
    // a server that cannot finish its recovery does not report the reason
    outage: () => outage ?? (latest.isDiskFull() ? diskFull : undefined),
    async stop(withinMs) {
      stopped.abort()
      await (await current)?.stop(withinMs)
    },
  }
}
