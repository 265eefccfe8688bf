import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './start-embedded-postgres.ts'

/** An embedded PostgreSQL that is started again when it ends by itself. */
export type KeptPostgres = Pick<EmbeddedPostgres, 'connection' | 'notice' | 'stop'>

export interface Watcher {
  /** told why PostgreSQL ended, just before it is started again */
  readonly onEnd: (reason: string) => void
  /** told why it could not be started again; it is given up then */
  readonly onGiveUp: (error: unknown) => void
}

/**
 * Starts the embedded PostgreSQL and watches it: its place and socket stay the same, so that a pool finds it again.
 * @throws StartupError with one sentence for the person, where it cannot start at first
 */
export async function keepEmbeddedPostgresRunning(
  options: EmbeddedPostgresOptions,
  { onEnd, onGiveUp }: Watcher,
): Promise<KeptPostgres> {
  let current = startEmbeddedPostgres(options)
  const first = await current

  async function watch({ ended }: EmbeddedPostgres): Promise<void> {
    onEnd(await ended)
    current = startEmbeddedPostgres(options)
    await watch(await current)
  }
  watch(first).catch(onGiveUp)

  return {
    connection: first.connection,
    ...(first.notice !== undefined && { notice: first.notice }),
    stop: async () => (await current).stop(),
  }
}
