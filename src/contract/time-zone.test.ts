import { describe, expect, it } from 'vitest'
import { ParseIssue } from './params.ts'
import { addDays, daysBetween, localDayOf, mondayOf, startOfDay, timeZoneName } from './time-zone.ts'

describe('the name of a time zone', () => {
  it.each(['Europe/Rome', 'UTC', 'Etc/GMT+12', 'America/Argentina/Buenos_Aires', 'europe/rome'])(
    'accepts %s',
    (name) => {
      expect(timeZoneName(name)).toBe(name)
    },
  )

  it.each(['Mars/Olympus', '+02:00', '', 'Europe/Rome\n', 'Europe/ Rome', '__proto__', 'x'.repeat(10_000)])(
    'rejects %j and names a valid one',
    (name) => {
      const issue = timeZoneName(name)
      expect(issue).toBeInstanceOf(ParseIssue)
      const message = expect.stringContaining('Europe/Rome')
      expect(issue).toMatchObject({ code: 'unknown_time_zone', message })
    },
  )
})

describe('a day of a time zone', () => {
  it('is the day on the clocks of that zone', () => {
    const instant = '2026-11-23T23:30:00.000Z'
    const zones = ['America/New_York', 'UTC', 'Europe/Rome', 'Pacific/Kiritimati']
    expect(zones.map((zone) => localDayOf(instant, zone))).toEqual([
      '2026-11-23',
      '2026-11-23',
      '2026-11-24',
      '2026-11-24',
    ])
  })

  it.each([
    ['2026-11-23', 'UTC', '2026-11-23T00:00:00.000Z'],
    ['2026-11-23', 'Asia/Kathmandu', '2026-11-22T18:15:00.000Z'],
    ['2026-11-23', 'Pacific/Kiritimati', '2026-11-22T10:00:00.000Z'],
    ['2026-11-23', 'Pacific/Pago_Pago', '2026-11-23T11:00:00.000Z'],
    // the clocks change on these days
    ['2026-03-29', 'Europe/Rome', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Rome', '2026-03-29T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Rome', '2026-10-25T23:00:00.000Z'],
    // this day has no midnight
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
  ])('%s begins in %s at %s', (day, zone, start) => {
    expect(startOfDay(day, zone)).toBe(start)
  })

  it('belongs to the week of the Monday before it', () => {
    expect(['2026-11-22', '2026-11-23', '2026-11-29', '2026-11-30'].map(mondayOf)).toEqual([
      '2026-11-16',
      '2026-11-23',
      '2026-11-23',
      '2026-11-30',
    ])
  })

  it('is counted across months and changes of the clocks', () => {
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  })
})
