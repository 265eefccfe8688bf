/** One thing to measure: a name, and what is done once. */
export interface Candidate {
  readonly name: string
  readonly run: () => Promise<unknown>
}

/** Milliseconds of one candidate over all rounds. */
export interface Measured {
  readonly name: string
  readonly median: number
  readonly p99: number
}

/**
 * Measures candidates interleaved, one after the other in each round, so that what disturbs the machine disturbs all of
 * them: their ratios mean more than their times.
 */
export async function measure(candidates: readonly Candidate[], rounds: number): Promise<Measured[]> {
  const times = new Map(candidates.map(({ name }) => [name, Array<number>()]))
  for (let round = -rounds / 10; round < rounds; round++) {
    for (const { name, run } of candidates) {
      const before = performance.now()
      await run()
      // the first tenth warms up
      if (round >= 0) times.get(name)?.push(performance.now() - before)
    }
  }
  return [...times].map(([name, all]) => ({ name, median: quantile(all, 0.5), p99: quantile(all, 0.99) }))
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** A table of what was measured, each as a ratio to the first. */
export function table(title: string, measured: readonly Measured[]): string {
  const [base] = measured
  const lines = measured.map(({ name, median, p99 }) =>
    [
      name.padEnd(44),
      `${median.toFixed(2)} ms`.padStart(11),
      `${p99.toFixed(2)} ms`.padStart(11),
      (median / (base?.median ?? Number.NaN)).toFixed(2).padStart(7),
    ].join(''),
  )
  const head = `${title.padEnd(44)}${'median'.padStart(11)}${'p99'.padStart(11)}${'ratio'.padStart(7)}`
  return `\n${[head, ...lines].join('\n')}\n`
}
