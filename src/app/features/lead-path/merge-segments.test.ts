import { expect, it } from 'vitest'
import { layOutBars, positionOf } from './bar-layout.ts'
import { mergeSegments } from './merge-segments.ts'
import type { Segment } from './path-segments.ts'

/** Segments of these lengths, one after the other. */
function segments(...lengths: readonly number[]): Segment[] {
  let from = 0
  return lengths.map((length, index) => {
    const segment = { value: `s${index % 3}`, event: index, from, to: from + length }
    from += length
    return segment
  })
}

it('merges none of a few segments, however short', () => {
  expect(mergeSegments(segments(100, 0, 1, 50), 4).map((one) => one.segments.length)).toEqual([1, 1, 1, 1])
  expect(mergeSegments([], 4)).toEqual([])
})

it('merges the short ones of very many segments, and keeps the long ones and the current one separate', () => {
  const many = segments(1_000, ...Array.from({ length: 300 }, () => 1), 1_000, 1)
  const merged = mergeSegments(many, 49)
  expect(merged.map((one) => one.segments.length)).toEqual([1, 96, 96, 96, 12, 1, 1])
})

it('returns at most as many segments as fit, for any path, and loses no segment', () => {
  for (const lengths of [
    Array.from({ length: 300 }, () => 1),
    Array.from({ length: 300 }, (_, index) => index),
    Array.from({ length: 300 }, (_, index) => (index % 7 === 0 ? 1_000 : 1)),
    Array.from({ length: 12_000 }, (_, index) => (index * 7_919) % 1_000),
    Array.from({ length: 30 }, () => 0),
  ]) {
    const input = segments(...lengths)
    for (const max of [2, 3, 10, 24, 49]) {
      const merged = mergeSegments(input, max)
      expect(merged.length).toBeLessThanOrEqual(max)
      expect(merged.flatMap((one) => one.segments)).toEqual(input)
    }
  }
})

it('lays out each segment in proportion, and none below the minimum size', () => {
  const bars = layOutBars(segments(700, 300, 0), 0.1)
  expect(bars.map(({ size }) => Math.round(size * 100) / 100)).toEqual([0.63, 0.27, 0.1])
  expect(bars.map(({ start }) => Math.round(start * 100) / 100)).toEqual([0, 0.63, 0.9])
})

it('divides the bar equally if all durations are zero or the minimum sizes do not fit', () => {
  expect(layOutBars(segments(0, 0), 0.1).map(({ size }) => size)).toEqual([0.5, 0.5])
  const crowded = layOutBars(segments(5, ...Array.from({ length: 19 }, () => 1)), 0.1)
  expect(crowded.every(({ size }) => Math.abs(size - 0.05) < 1e-9)).toBe(true)
  expect(layOutBars([], 0.1)).toEqual([])
})

it('finds the position of a moment within its segment, also if the segment was enlarged', () => {
  const ranges = segments(700, 300, 0)
  const bars = layOutBars(ranges, 0.1)
  expect(positionOf(350, ranges, bars)).toBeCloseTo(0.315)
  expect(positionOf(1_000, ranges, bars)).toBeCloseTo(0.9)
  expect(positionOf(-5, ranges, bars)).toBe(0)
})
