import { setTimeout } from 'node:timers/promises'
import { diskFull } from '../store/connection/is-connection-error.ts'
import { DiskFull } from './folder-error.ts'
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './start-embedded-postgres.ts'

/** An embedded PostgreSQL that is started again when it ends by itself. */
export interface SupervisedPostgres extends Pick<EmbeddedPostgres, 'connection' | 'notice' | 'stop'> {
  /** why it does not run at the moment, for those whose requests fail by it; `undefined` where that is not known */
  readonly outage: () => string | undefined
}

export interface SupervisorEvents {
  /** told why PostgreSQL ended, just before it is started again */
  readonly onEnd: (reason: string) => void
  /** told why PostgreSQL could not be started again; that is tried again */
  readonly onRetry: (reason: string) => void
  /** told why it could not be started again; it is given up then */
  readonly onGiveUp: (error: unknown) => void
}

/** Milliseconds before the second restart in a row; each further one waits twice as long, up to the longest. */
const firstDelayMs = 1_000
const longestDelayMs = 30_000

/** Milliseconds after which a server that ends counts as one that worked. */
const stableAfterMs = 60_000

/**
 * Starts the embedded PostgreSQL and watches it: its place and socket stay the same, so that a pool finds it again. While
 * its disk is full, it is tried again with increasing delays.
 * @throws StartupError with one sentence for the person, where it cannot start at first
 */
export async function keepEmbeddedPostgresRunning(
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
      const delay = restarts === 0 ? 0 : Math.min(firstDelayMs * 2 ** (restarts - 1), longestDelayMs)
      restarts++
      try {
        await setTimeout(delay, undefined, { signal: stopped.signal })
        const again = await start(options)
        outage = undefined
        return again
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
    const again = await current
    if (again !== undefined) await watch(again)
  }
  watch(first).catch(onGiveUp)

  return {
    connection: first.connection,
    ...(first.notice !== undefined && { notice: first.notice }),
    // a server that recovers without end does not say why
    outage: () => outage ?? (latest.isDiskFull() ? diskFull : undefined),
    async stop(withinMs) {
      stopped.abort()
      await (await current)?.stop(withinMs)
    },
  }
}
