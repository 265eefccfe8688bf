/*
 * A campaign repeats a test with random input. LEADLINE_SOAK=1 (`npm run test:soak`) runs every campaign at its full size;
 * otherwise a part is enough to reach every endpoint and every kind of fault.
 */
const isSoak = process.env['LEADLINE_SOAK'] === '1'

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
