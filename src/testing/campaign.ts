/*
 * A campaign repeats a test with random input. LEADLINE_SOAK=1 (`npm run test:soak`) runs every campaign at its full size;
 * otherwise a part is enough to reach every endpoint and every kind of fault.
 */

/** Whether every campaign runs at its full size. */
export const isSoak = process.env['LEADLINE_SOAK'] === '1'

/** How often a campaign repeats: `full` in a soak test, otherwise `usual`, a tenth unless stated. */
export function repetitions(full: number, usual = Math.ceil(full / 10)): number {
  return isSoak ? full : usual
}

/** A new seed for a campaign, printed so that LEADLINE_SEED can repeat a failure. */
export function printedSeed(campaign: string): number {
  const seed = Number(process.env['LEADLINE_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
  process.stdout.write(`${campaign}: LEADLINE_SEED=${seed}\n`)
  return seed
}

/** Counts the repetitions of a campaign of `total`; a soak test prints each tenth of them. */
export function countRepetitions(campaign: string, total: number): () => void {
  let done = 0
  return () => {
    done++
    if (isSoak && done % Math.ceil(total / 10) === 0) {
      process.stdout.write(`${campaign}: ${done} of ${total}\n`)
    }
  }
}

/**
 * Returns the variants that a test runs: all in a soak test, otherwise one. The seed of the run selects the variant
 * of the first test (`testIndex` 0), and each further test has the next one, so that a run covers every variant in
 * some test.
 */
export function variantsAt<Variant>(variants: readonly Variant[], testIndex: number): readonly Variant[] {
  const seed = Number(process.env['LEADLINE_SEED'] ?? 0)
  return isSoak ? variants : variants.filter((_, index) => index === (testIndex + seed) % variants.length)
}
