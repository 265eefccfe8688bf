import { describe, expect, it } from 'vitest'
import { checkEventDate, defaultEventDate } from './event-date.ts'

const latest = '2024-03-12T09:42:00.000Z'
const now = '2024-03-12T10:00:00.000Z'

describe('"It must be after the most recent event, and not in the future"', () => {
  it('accepts a date between the latest event and now', () => {
    expect(checkEventDate('2024-03-12T09:42:00.001Z', { latest, now })).toBeUndefined()
  })

  it('accepts the present millisecond', () => {
    expect(checkEventDate(now, { latest, now })).toBeUndefined()
  })

  it('refuses the date of the latest event', () => {
    expect(checkEventDate(latest, { latest, now })).toBe('date_not_after_latest')
  })

  it('refuses a date before the latest event', () => {
    expect(checkEventDate('2024-03-11T23:00:00.000Z', { latest, now })).toBe('date_not_after_latest')
  })

  it('refuses a date after the server clock', () => {
    expect(checkEventDate('2024-03-12T10:00:00.001Z', { latest, now })).toBe('date_in_future')
  })

  it('accepts any past date for a lead without events', () => {
    expect(checkEventDate('0001-01-01T00:00:00.000Z', { latest: undefined, now })).toBeUndefined()
  })
})

describe('"defaults to now"', () => {
  it('is now if the latest event is earlier', () => {
    expect(defaultEventDate({ latest, now })).toBe(now)
  })

  it('is now for a lead without events', () => {
    expect(defaultEventDate({ latest: undefined, now })).toBe(now)
  })

  it('is one millisecond after a latest event that is not earlier than now', () => {
    expect(defaultEventDate({ latest: now, now })).toBe('2024-03-12T10:00:00.001Z')
    expect(defaultEventDate({ latest: '2024-03-12T10:00:59.999Z', now })).toBe('2024-03-12T10:01:00.000Z')
  })
})
