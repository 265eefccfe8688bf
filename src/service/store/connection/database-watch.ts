import type { PoolConfig } from 'pg'
import type { Instant } from '../../../contract/instant.ts'
import { Problem } from '../../core/problem.ts'
import { openPool } from './open-pool.ts'

/** Milliseconds within which a connection, and a response, must succeed. */
const responseTimeoutMs = 2_000

/** Milliseconds between two comparisons of the clocks. */
const compareEveryMs = 10_000

/**
 * Milliseconds by which the clocks may differ: beyond the first value it is reported, beyond the second one no write
 * is accepted.
 */
const reportBeyondMs = 5_000
const rejectBeyondMs = 60_000

export interface DatabaseWatchOptions {
  readonly connection: PoolConfig
  readonly clock: () => Instant
  /** whether the clock is compared with the database's */
  readonly comparesClocks: boolean
  readonly report: (error: unknown) => void
}

/** Checks with a separate connection whether the database responds, and what time it has. */
export interface DatabaseWatch {
  /** Whether the database responds within some seconds. */
  isResponding(): Promise<boolean>
  /**
   * The service's clock for writes. Throws `unavailable` while it differs by more than a minute from the database's.
   */
  readonly clock: () => Instant
  /** milliseconds by which the service's clock is ahead of the database's; `undefined` if they are not compared */
  clockDifference(): number | undefined
  close(): Promise<void>
}

/** Starts watching; the clocks have been compared once when it returns. */
export async function watchDatabase({
  connection,
  clock,
  comparesClocks,
  report,
}: DatabaseWatchOptions): Promise<DatabaseWatch> {
  const { pool, close } = openPool(
    { max: 1, application_name: 'leadline-watch', ...connection, connectionTimeoutMillis: responseTimeoutMs },
    { maxHoldMs: responseTimeoutMs },
  )
  // the database's clock minus the monotonic one, in milliseconds: it gives the database's time between two responses
  let databaseStart: number | undefined
  let isReported = false

  async function ask(): Promise<void> {
    const before = performance.now()
    const { rows } = await pool.query<{ now: string }>(
      'select extract(epoch from clock_timestamp()) * 1000 now',
    )
    databaseStart = Number(rows[0]?.now) - (before + performance.now()) / 2
  }

  let asking: Promise<boolean> | undefined
  const isResponding = async (): Promise<boolean> => {
    asking ??= ask()
      .then(
        () => true,
        () => false,
      )
      .finally(() => (asking = undefined))
    return asking
  }

  const difference = (now: Instant): number =>
    databaseStart === undefined ? 0 : Date.parse(now) - (databaseStart + performance.now())

  async function compare(): Promise<void> {
    await isResponding()
    const ahead = difference(clock())
    const differs = Math.abs(ahead) > reportBeyondMs
    if (differs && !isReported) report(new Error(differenceText(ahead)))
    isReported = differs
  }

  let timer: NodeJS.Timeout | undefined
  if (comparesClocks) {
    await compare()
    timer = setInterval(() => void compare(), compareEveryMs).unref()
  }

  return {
    isResponding,
    clock() {
      const now = clock()
      const ahead = comparesClocks ? difference(now) : 0
      if (Math.abs(ahead) <= rejectBeyondMs) return now
      // the monotonic clock stops while a machine sleeps: compare again for the next write
      void compare()
      throw new Problem(
        'unavailable',
        `${differenceText(ahead)} Writes are rejected until the clocks agree.`,
        {
          headers: { 'retry-after': '2' },
        },
      )
    },
    clockDifference: () => (comparesClocks ? difference(clock()) : undefined),
    async close() {
      clearInterval(timer)
      await close()
    },
  }
}

function differenceText(ahead: number): string {
  const seconds = Math.round(Math.abs(ahead) / 1_000)
  return `The clock of the service is ${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} the database's.`
}
