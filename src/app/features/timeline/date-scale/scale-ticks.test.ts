import { describe, expect, it } from 'vitest'
import { mergeDateSamples, momentOf, rowOf, scaleTicks, type DateSample, type Tick } from './scale-ticks.ts'

const at = (year: number, month: number, day = 1) => new Date(year, month - 1, day).getTime()
const words = ({ at: moment, period, row }: Tick) => {
  const date = new Date(moment)
  const month = date.toLocaleString('en', { month: 'short' })
  const name = { year: `${date.getFullYear()}`, month, day: `${date.getDate()} ${month}` }[period]
  return `${name} ${Math.round(row)}`
}

describe('the marks of the date scale', () => {
  it('stand where a reader comes into a year or a month, newest first', () => {
    // a hundred rows a month, from November 2026 back to the beginning of 2025
    const knots: DateSample[] = Array.from({ length: 24 }, (_, month) => ({
      row: month * 100,
      at: at(2026, 12 - month),
    }))
    const ticks = scaleTicks(knots, 'newest', { rows: 2_300, apart: 150 })
    expect(ticks.map(words)).toEqual([
      '2026 0',
      'Sep 200',
      'Jun 500',
      'Mar 800',
      '2025 1100',
      'Sep 1400',
      'Jun 1700',
      'Mar 2000',
    ])
  })

  it('stand at the beginning of a year or a month, oldest first', () => {
    const knots: DateSample[] = [
      { row: 0, at: at(2025, 2) },
      { row: 1_000, at: at(2026, 1) },
      { row: 1_400, at: at(2026, 12) },
    ]
    expect(scaleTicks(knots, 'oldest', { rows: 1_400, apart: 300 }).map(words)).toEqual([
      '2025 0',
      'Jul 449',
      '2026 1000',
    ])
  })

  it('follow how often something happened, not how long it took', () => {
    const knots: DateSample[] = [
      { row: 0, at: at(2026, 11) },
      { row: 900, at: at(2026, 10) },
      { row: 1_000, at: at(2020, 1, 2) },
    ]
    const [, last] = scaleTicks(knots, 'newest', { rows: 1_000, apart: 60 }).filter(
      ({ period }) => period === 'year',
    )
    expect(last && Math.round(last.row)).toBeGreaterThan(900)
  })

  it('of a few weeks are days', () => {
    const knots: DateSample[] = [
      { row: 0, at: at(2026, 11, 25) },
      { row: 100, at: at(2026, 10, 26) },
    ]
    expect(scaleTicks(knots, 'newest', { rows: 100, apart: 12 }).map(words)).toEqual([
      'Nov 0',
      '20 Nov 13',
      '10 Nov 47',
      'Oct 80',
    ])
  })

  it('are none where nothing is known', () => {
    expect(scaleTicks([], 'newest', { rows: 0, apart: 10 })).toEqual([])
  })
})

describe('what is known of a timeline', () => {
  const known: DateSample[] = [
    { row: 0, at: 100 },
    { row: 10, at: 50 },
    { row: 20, at: 0 },
  ]

  it('tells the moment of a row and the row of a moment', () => {
    expect(momentOf(5, known)).toBe(75)
    expect(rowOf(75, known)).toBe(5)
    expect(rowOf(-5, known)).toBe(20)
  })

  it('gives way to what is read later', () => {
    const merged = mergeDateSamples(known, [{ row: 12, at: 60 }], 'newest')
    expect(merged).toEqual([
      { row: 0, at: 100 },
      { row: 12, at: 60 },
      { row: 20, at: 0 },
    ])
  })
})
