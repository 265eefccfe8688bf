import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseInstant, shiftInstant } from './instant.ts'

describe('parseInstant', () => {
  it.each([
    ['2015-10-21', '2015-10-21T00:00:00.000Z'],
    ['2015-10-21T16:29', '2015-10-21T16:29:00.000Z'],
    ['2015-10-21T16:29:01', '2015-10-21T16:29:01.000Z'],
    ['2015-10-21T16:29:01.5Z', '2015-10-21T16:29:01.500Z'],
    ['2015-10-21T16:29:01.123456+02:00', '2015-10-21T14:29:01.123Z'],
    ['2015-10-21T00:00:00-0530', '2015-10-21T05:30:00.000Z'],
    ['2015-10-21T00:00:00+01', '2015-10-20T23:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  ])('reads %s as %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant)
  })

  it.each([
    '',
    'foo 5',
    '5',
    '2024',
    '2024-02-30',
    '2023-02-29',
    '2024-13-01',
    '2024-1-1',
    '20240101',
    '2024-01-01 10:00',
    '2024-01-01T24:00:00Z',
    '2024-01-01T10:60:00Z',
    '2024-01-01T10:00:60Z',
    '2024-01-01T10:00:00 01:00',
    '2024-01-01T10:00:00+24:00',
    '2024-01-01T10',
    ' 2024-01-01',
    '2024-01-01\n',
    '+012024-01-01T00:00:00Z',
    '9999-12-31T23:59:59-01:00',
    '0000-01-01',
    '0001-01-01T00:00:00+02:00',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined()
  })

  it('parses every instant that toInstant returns', () => {
    const dates = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseInstant(date.toISOString())).toBe(date.toISOString())
      }),
    )
  })
})

describe('shiftInstant', () => {
  it('adds milliseconds', () => {
    expect(shiftInstant('2024-02-28T23:59:59.999Z', 1)).toBe('2024-02-29T00:00:00.000Z')
  })
})
