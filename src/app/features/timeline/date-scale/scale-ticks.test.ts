import { describe, expect, it } from 'vitest'
import { mergeDateSamples, momentOf, rowOf, scaleTicks, type DateSample, type Tick } from './scale-ticks.ts'

const at = (year: number, month: number, day = 1) => new Date(year, month - 1, day).getTime()
const toText = ({ at: moment, period, row }: Tick) => {
  const date = new Date(moment)
  const month = date.toLocaleString('en', { month: 'short' })
  const name = { year: `${date.getFullYear()}`, month, day: `${date.getDate()} ${month}` }[period]
  return `${name} ${Math.round(row)}`
}

describe('the ticks of the date scale', () => {
  it('mark the end of a year or month if the newest event is first', () => {
    // a hundred rows a month, from November 2026 back to the beginning of 2025
    const samples: DateSample[] = Array.from({ length: 24 }, (_, month) => ({
      row: month * 100,
      at: at(2026, 12 - month),
    }))
    const ticks = scaleTicks(samples, 'newest', { rows: 2_300, minDistance: 150 })
    expect(ticks.map(toText)).toEqual([
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

  it('mark the beginning of a year or month if the oldest event is first', () => {
    const samples: DateSample[] = [
      { row: 0, at: at(2025, 2) },
      { row: 1_000, at: at(2026, 1) },
      { row: 1_400, at: at(2026, 12) },
    ]
    expect(scaleTicks(samples, 'oldest', { rows: 1_400, minDistance: 300 }).map(toText)).toEqual([
      '2025 0',
      'Jul 449',
      '2026 1000',
    ])
  })

  it('are spaced by the number of events, not by time', () => {
    const samples: DateSample[] = [
      { row: 0, at: at(2026, 11) },
      { row: 900, at: at(2026, 10) },
      { row: 1_000, at: at(2020, 1, 2) },
    ]
    const [, last] = scaleTicks(samples, 'newest', { rows: 1_000, minDistance: 60 }).filter(
      ({ period }) => period === 'year',
    )
    expect(last && Math.round(last.row)).toBeGreaterThan(900)
  })

  it('are days for a timeline of a few weeks', () => {
    const samples: DateSample[] = [
      { row: 0, at: at(2026, 11, 25) },
      { row: 100, at: at(2026, 10, 26) },
    ]
    expect(scaleTicks(samples, 'newest', { rows: 100, minDistance: 12 }).map(toText)).toEqual([
      'Nov 0',
      '20 Nov 13',
      '10 Nov 47',
      'Oct 80',
    ])
  })

  it('are none without samples', () => {
    expect(scaleTicks([], 'newest', { rows: 0, minDistance: 10 })).toEqual([])
  })
})

describe('date samples', () => {
  const samples: DateSample[] = [
    { row: 0, at: 100 },
    { row: 10, at: 50 },
    { row: 20, at: 0 },
  ]

  it('give the moment of a row and the row of a moment by interpolation', () => {
    expect(momentOf(5, samples)).toBe(75)
    expect(rowOf(75, samples)).toBe(5)
    expect(rowOf(-5, samples)).toBe(20)
  })

  it('are replaced by contradicting newer samples', () => {
    const merged = mergeDateSamples(samples, [{ row: 12, at: 60 }], 'newest')
    expect(merged).toEqual([
      { row: 0, at: 100 },
      { row: 12, at: 60 },
      { row: 20, at: 0 },
    ])
  })
})
