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

it('draws each of a few segments, however short', () => {
  expect(mergeSegments(segments(100, 0, 1, 50)).map((piece) => piece.segments.length)).toEqual([1, 1, 1, 1])
  expect(mergeSegments([])).toEqual([])
})

it('draws short ones of very many together, and keeps the long ones and the present one apart', () => {
  const many = segments(1_000, ...Array.from({ length: 300 }, () => 1), 1_000, 1)
  const pieces = mergeSegments(many)
  expect(pieces.map((piece) => piece.segments.length)).toEqual([1, 96, 96, 96, 12, 1, 1])
})

it('draws 49 pieces at the most, whatever the path is like, and loses no segment', () => {
  for (const lengths of [
    Array.from({ length: 300 }, () => 1),
    Array.from({ length: 300 }, (_, index) => index),
    Array.from({ length: 300 }, (_, index) => (index % 7 === 0 ? 1_000 : 1)),
    Array.from({ length: 12_000 }, (_, index) => (index * 7_919) % 1_000),
    Array.from({ length: 30 }, () => 0),
  ]) {
    const given = segments(...lengths)
    const pieces = mergeSegments(given)
    expect(pieces.length).toBeLessThanOrEqual(49)
    expect(pieces.flatMap((piece) => piece.segments)).toEqual(given)
  }
})

it('gives every piece its share of the bar, and none less than can be seen and pressed', () => {
  const places = layOutBars(segments(700, 300, 0), 0.1)
  expect(places.map(({ size }) => Math.round(size * 100) / 100)).toEqual([0.63, 0.27, 0.1])
  expect(places.map(({ start }) => Math.round(start * 100) / 100)).toEqual([0, 0.63, 0.9])
})

it('shares the bar equally where nothing has lasted yet, or more pieces are there than have their least size', () => {
  expect(layOutBars(segments(0, 0), 0.1).map(({ size }) => size)).toEqual([0.5, 0.5])
  const crowded = layOutBars(segments(5, ...Array.from({ length: 19 }, () => 1)), 0.1)
  expect(crowded.every(({ size }) => Math.abs(size - 0.05) < 1e-9)).toBe(true)
  expect(layOutBars([], 0.1)).toEqual([])
})

it('finds a moment within its piece, however the piece was widened', () => {
  const stretches = segments(700, 300, 0)
  const places = layOutBars(stretches, 0.1)
  expect(positionOf(350, stretches, places)).toBeCloseTo(0.315)
  expect(positionOf(1_000, stretches, places)).toBeCloseTo(0.9)
  expect(positionOf(-5, stretches, places)).toBe(0)
})
