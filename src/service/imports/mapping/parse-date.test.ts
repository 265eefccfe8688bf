import { describe, expect, it } from 'vitest'
import { parseDateFormat } from '../../../contract/import-mapping.ts'
import { parseDate, type DateOptions } from './parse-date.ts'

const parse = (text: string, options: Partial<DateOptions> = {}) => {
  const result = parseDate(text, { order: undefined, zone: undefined, ...options })
  return 'error' in result ? result.error : result.instant.replace(':00.000Z', 'Z')
}

describe('a date of a file', () => {
  it.each([
    ['2024-03-12', '2024-03-12T00:00Z'],
    ['2024-03-12T10:42:00Z', '2024-03-12T10:42Z'],
    ['2024-03-12T10:42:00.000+01:00', '2024-03-12T09:42Z'],
    ['2024-03-12T10:42:00.000+0000', '2024-03-12T10:42Z'],
    ['2024-03-12 10:42:00 UTC', '2024-03-12T10:42Z'],
    ['2024-03-12 10:42+01:00', '2024-03-12T09:42Z'],
    ['25/03/2024', '2024-03-25T00:00Z'],
    ['03/25/2024', '2024-03-25T00:00Z'],
    ['03/03/2024', '2024-03-03T00:00Z'],
    ['12 Mar 2024', '2024-03-12T00:00Z'],
    ['12 marzo 2024', '2024-03-12T00:00Z'],
    ['12-Mar-24', '2024-03-12T00:00Z'],
    ['Mar 12, 2024', '2024-03-12T00:00Z'],
    ['Tuesday, March 12, 2024', '2024-03-12T00:00Z'],
    ['1710236520000', '2024-03-12T09:42Z'],
    ['1710236520', '2024-03-12T09:42Z'],
  ])('%s is read without a choice', (text, expected) => expect(parse(text)).toBe(expected))

  it.each(['03/04/2024', '3.4.2024', '03-04-2024', '03/04/24', '25/03/24'])(
    '%s is ambiguous without an order',
    (text) => expect(parse(text)).toBe('ambiguous_date'),
  )

  it.each([
    ['03/04/2024', 'dmy', '2024-04-03T00:00Z'],
    ['03/04/2024', 'mdy', '2024-03-04T00:00Z'],
    ['3.4.24', 'dmy', '2024-04-03T00:00Z'],
    ['24/04/03', 'ymd', '2024-04-03T00:00Z'],
    ['2024-04-03', 'dmy', '2024-04-03T00:00Z'],
  ] as const)('%s is read in the order %s', (text, order, expected) => {
    expect(parse(text, { order })).toBe(expected)
  })

  it.each(['2024-03-12T10:42', '2024-03-12 10:42', '25/03/2024 10:42', 'Mar 12, 2024 10:42 AM'])(
    '%s has no time zone, and is never silently UTC',
    (text) => expect(parse(text)).toBe('no_time_zone'),
  )

  it.each([
    ['2024-03-12T10:42', 'Europe/Rome', '2024-03-12T09:42Z'],
    ['25/03/2024 10:42', 'Europe/Rome', '2024-03-25T09:42Z'],
    ['25/07/2024 10.42', 'Europe/Rome', '2024-07-25T08:42Z'],
    ['25/07/2024', 'Europe/Rome', '2024-07-24T22:00Z'],
    ['Mar 12, 2024 10:42 PM', 'America/New_York', '2024-03-13T02:42Z'],
    ['Mar 12, 2024 12:00 am', 'UTC', '2024-03-12T00:00Z'],
    ['2024-10-27 02:30', 'Europe/Rome', '2024-10-27T00:30Z'],
    ['2024-10-27 03:30', 'Europe/Rome', '2024-10-27T02:30Z'],
    ['2024-03-31 01:59', 'Europe/Rome', '2024-03-31T00:59Z'],
    ['2024-03-31 03:00', 'Europe/Rome', '2024-03-31T01:00Z'],
    ['2024-07-01 10:00', 'Asia/Kathmandu', '2024-07-01T04:15Z'],
  ])('%s in %s is %s', (text, zone, expected) => expect(parse(text, { zone })).toBe(expected))

  it('does not accept a local time that clocks skip', () => {
    expect(parse('2024-03-31 02:30', { zone: 'Europe/Rome' })).toBe('skipped_time')
  })

  it.each([
    '',
    'soon',
    '2024-02-30',
    '31/02/2024',
    '2024-13-01',
    '12/2024',
    '2024-03-12T25:00Z',
    '45363.4',
    '12 Foo 2024',
    '1/2/3',
  ])('%j is not a date', (text) => expect(parse(text, { order: 'dmy', zone: 'UTC' })).toBe('invalid_date'))

  it('takes the order from a format with any separators', () => {
    expect(['dd/mm/yyyy', 'MM-DD-YY', 'yyyy.mm.dd', 'd/m/y', 'dd/yyyy', 'x'].map(parseDateFormat)).toEqual([
      'dmy',
      'mdy',
      'ymd',
      'dmy',
      undefined,
      undefined,
    ])
  })
})
