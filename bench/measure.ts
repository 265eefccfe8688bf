import { quantile } from './quantile.ts'

/** One thing to measure: what is done by each of so many connections at once. */
export interface Candidate {
  readonly connections: number
  readonly run: () => Promise<unknown>
}

/** Milliseconds of one candidate over all rounds, and how many it did in a second. */
export interface Measured {
  readonly median: number
  readonly p99: number
  readonly perSecond: number
  /** answers that were counted */
  readonly n: number
}

export interface MeasureOptions {
  readonly rounds: number
  readonly stop: AbortSignal
  /** told how many rounds are over */
  readonly onRound: (rounds: number) => void
}

/** Counted answers of each connection in one turn. */
export const answersATurn = 4

/** Milliseconds after which a candidate has had enough turns: what takes seconds would otherwise take hours. */
export const enoughTime = 20_000

/** Turns that warm up and are not counted. */
const warmUp = 2

/**
 * Measures candidates interleaved, one after the other in each round, so that what disturbs the machine disturbs all of
 * them: their ratios mean more than their times. Answers a figure a candidate, in their order.
 */
export async function measure(
  candidates: readonly Candidate[],
  { rounds, stop, onRound }: MeasureOptions,
): Promise<Measured[]> {
  const states = candidates.map((candidate) => ({ candidate, times: Array<number>(), elapsed: 0, spent: 0 }))
  for (let round = -warmUp; round < rounds; round++) {
    // there and back, so that nobody always comes after the same one
    for (const state of round % 2 === 0 ? states : states.toReversed()) {
      stop.throwIfAborted()
      if (state.spent > enoughTime && state.times.length > 0) continue
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
  const each = async (work: () => Promise<unknown>) =>
    Promise.all(Array.from({ length: connections }, async () => work()))
  // not counted: connections that were idle since the last round may have to be opened again
  await each(run)
  const times: number[] = []
  const begun = performance.now()
  await each(async () => {
    for (let answer = 0; answer < answersATurn; answer++) {
      const before = performance.now()
      await run()
      times.push(performance.now() - before)
    }
  })
  return { times, elapsed: performance.now() - begun }
}
