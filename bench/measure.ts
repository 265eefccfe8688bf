import { quantile } from './quantile.ts'

/** A task to measure, which this number of connections runs at the same time. */
export interface Candidate {
  readonly connections: number
  readonly run: () => Promise<unknown>
}

/** The durations of one candidate over all rounds in milliseconds, and its throughput. */
export interface Measured {
  readonly median: number
  readonly p99: number
  readonly perSecond: number
  /** the number of measured responses */
  readonly n: number
}

export interface MeasureOptions {
  readonly rounds: number
  readonly stop: AbortSignal
  /** receives the number of completed rounds */
  readonly onRound: (rounds: number) => void
}

/** The number of measured responses of each connection in one turn. */
export const responsesPerTurn = 4

/** Milliseconds after which a candidate gets no further turn, because slow operations would take hours. */
export const maxCandidateMs = 20_000

/** Turns for warming up, which are not measured. */
const warmUp = 2

/**
 * Measures candidates interleaved, one after the other in each round, so that a disturbance of the machine affects
 * all of them: their ratios mean more than their times. Returns one result per candidate, in their order.
 */
export async function measure(
  candidates: readonly Candidate[],
  { rounds, stop, onRound }: MeasureOptions,
): Promise<Measured[]> {
  const states = candidates.map((candidate) => ({ candidate, times: Array<number>(), elapsed: 0, spent: 0 }))
  for (let round = -warmUp; round < rounds; round++) {
    // every other round runs in reverse, so that no candidate always follows the same one
    for (const state of round % 2 === 0 ? states : states.toReversed()) {
      stop.throwIfAborted()
      if (state.spent > maxCandidateMs && state.times.length > 0) continue
      const before = performance.now()
      const { times, elapsed } = await takeTurn(state.candidate)
      state.spent += performance.now() - before
      if (round < 0) continue
      state.times.push(...times)
      state.elapsed += elapsed
    }
    if (round >= 0) onRound(round + 1)
  }
  return states.map(({ times, elapsed }) => ({
    median: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    perSecond: (times.length / elapsed) * 1000,
    n: times.length,
  }))
}

async function takeTurn({ connections, run }: Candidate): Promise<{ times: number[]; elapsed: number }> {
  const onEachConnection = async (work: () => Promise<unknown>) =>
    Promise.all(Array.from({ length: connections }, async () => work()))
  // not measured: connections that were idle since the last round may have to be opened again
  await onEachConnection(run)
  const times: number[] = []
  const startedAt = performance.now()
  await onEachConnection(async () => {
    for (let response = 0; response < responsesPerTurn; response++) {
      const before = performance.now()
      await run()
      times.push(performance.now() - before)
    }
  })
  return { times, elapsed: performance.now() - startedAt }
}
