import { expect, it } from 'vitest'
import { sinceDay, withVisit } from './since-day.ts'

it('shows changes from the day of the last visit before today', () => {
  const friday = withVisit(undefined, '2026-11-27')
  const monday = withVisit(withVisit(friday, '2026-11-30'), '2026-11-30')
  expect(sinceDay(monday, '2026-11-30')).toBe('2026-11-27')
})

it.each([
  ['2026-11-30', '2026-11-27'],
  ['2026-11-29', '2026-11-27'],
  ['2026-11-27', '2026-11-26'],
])('on a first visit on %s shows changes from the last working day, %s', (today, since) => {
  expect(sinceDay(withVisit(undefined, today), today)).toBe(since)
})

it('shows the last working day if the clock was set back', () => {
  expect(sinceDay({ latest: '2026-11-26', previous: '2026-12-24' }, '2026-11-26')).toBe('2026-11-25')
})

it('shows the changes of a holiday at most, not of years', () => {
  expect(sinceDay({ latest: '2026-11-30', previous: '2025-01-01' }, '2026-11-30')).toBe('2026-08-31')
})
