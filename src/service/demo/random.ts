/** A stream of pseudo-random numbers: the same seed gives the same stream on every machine. */
export interface Random {
  /** From 0, inclusive, to 1, exclusive. */
  next: () => number
  /** A whole number, both ends inclusive. */
  int: (min: number, max: number) => number
  /** True with the given probability, 0 to 1. */
  chance: (probability: number) => boolean
  /** One of the items; throws a RangeError if there is none. */
  pick: <T>(items: readonly T[]) => T
  /** A new array with the items in another order. */
  shuffle: <T>(items: readonly T[]) => T[]
}

/** The mulberry32 generator: 32 bits of state, enough for the demo and not for security. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** @param seed any whole number; neighbouring seeds give unrelated streams */
export function createRandom(seed: number): Random {
  const next = mulberry32(Math.imul(seed + 1, 0x9e3779b1))
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1))
  const pick = <T>(items: readonly T[]): T => {
    const index = int(0, items.length - 1)
    for (const item of items.slice(index, index + 1)) return item
    throw new RangeError('nothing to pick from')
  }
  const shuffle = <T>(items: readonly T[]): T[] =>
    items
      .map((item) => ({ item, key: next() }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ item }) => item)
  return { next, int, chance: (probability) => next() < probability, pick, shuffle }
}
