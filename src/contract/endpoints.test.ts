import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { endpoints } from './endpoints.ts'

const codes = (result: z.core.util.SafeParseResult<unknown>) =>
  result.error?.issues.map((issue) =>
    issue.code === 'custom' ? `${issue.path.join('.')}: ${issue.params?.['code']}` : issue,
  )

describe('the parameters of a list', () => {
  const { query } = endpoints.listEvents
  const parse = (parameters: Record<string, unknown>) => z.safeParse(query, { leads: 'a', ...parameters })

  it('has the defaults of the reference', () => {
    expect(parse({}).data).toEqual({ leads: ['a'], offset: 0, limit: 50, ordering: 'newest' })
  })

  it('accepts several leads comma-separated, repeated, or both, and removes duplicates', () => {
    expect(parse({ leads: ['a,b', 'c', 'a'] }).data?.leads).toEqual(['a', 'b', 'c'])
    expect(parse({ leads: '"a","b c"' }).success).toBe(false)
    expect(parse({ leads: '"a",b' }).data?.leads).toEqual(['a', 'b'])
  })

  it('accepts the limits of offset and limit, and rejects values beyond them', () => {
    expect(parse({ offset: '9950', limit: '1000' }).data).toMatchObject({ offset: 9950, limit: 1000 })
    expect(parse({ limit: '0' }).data).toMatchObject({ limit: 0 })
    expect(codes(parse({ offset: '9951', limit: '1001' }))).toEqual([
      'offset: out_of_range',
      'limit: out_of_range',
    ])
    expect(codes(parse({ offset: '-1', limit: '1.5' }))).toEqual([
      'offset: out_of_range',
      'limit: not_integer',
    ])
    expect(codes(parse({ offset: '', limit: '1e2' }))).toEqual(['offset: not_integer', 'limit: not_integer'])
  })

  it('accepts at most 500 leads', () => {
    const ids = (count: number) => Array.from({ length: count }, (_, index) => `lead-${index}`).join(',')
    expect(parse({ leads: ids(500) }).data?.leads).toHaveLength(500)
    expect(codes(parse({ leads: ids(501) }))).toEqual(['leads: too_many'])
    expect(codes(parse({ leads: '' }))).toEqual(['leads: empty'])
    for (const leads of ['a,', ',a', 'a,,b', '"a"b', 'a"b"', '"a']) {
      expect(codes(parse({ leads }))).toEqual(['leads: malformed_list'])
    }
    expect(codes(z.safeParse(query, {}))).toEqual(['leads: required'])
  })

  it('ignores unknown parameters, and rejects repeated ones', () => {
    expect(parse({ colour: 'red' }).success).toBe(true)
    expect(codes(parse({ ordering: ['newest', 'oldest'] }))).toEqual(['ordering: repeated'])
    expect(codes(parse({ ordering: 'Newest' }))).toEqual(['ordering: not_one_of'])
  })
})

describe('the parameters of a creation', () => {
  const { body } = endpoints.createEvent
  const parse = (parameters: Record<string, unknown>) =>
    z.safeParse(body, { lead: 'a', type: 'company', ...parameters })

  it('counts code points, after newlines are normalised', () => {
    expect(parse({ note: '😀'.repeat(10_000) }).success).toBe(true)
    expect(parse({ note: '\r\n'.repeat(10_000) }).data?.note).toBe('\n'.repeat(10_000))
    expect(codes(parse({ note: 'x'.repeat(10_001) }))).toEqual(['note: too_long'])
  })

  it('accepts line breaks and tabs, and rejects other control characters and malformed Unicode', () => {
    expect(parse({ note: 'a\tb\nc' }).data?.note).toBe('a\tb\nc')
    for (const note of ['\u0000', 'a\u0008', '\u007f', '\u0085'])
      expect(codes(parse({ note }))).toEqual(['note: control_character'])
    expect(codes(parse({ note: '\ud800' }))).toEqual(['note: malformed_unicode'])
  })

  it('asks for %2B if an identifier contains a space', () => {
    const result = parse({ leadAssignee: 'larentis unicorno@spaziodati.eu' })
    expect(codes(result)).toEqual(['leadAssignee: white_space'])
    expect(result.error?.issues[0]?.message).toContain('%2B')
  })

  it.each(['a,b', 'a"b', 'a b', 'a\u200bb', '', 'x'.repeat(129)])('rejects the lead %j', (lead) => {
    expect(parse({ lead }).success).toBe(false)
  })

  it('accepts only true, false, 1 and 0', () => {
    for (const word of ['true', '1', true, 1])
      expect(parse({ leadAssigneeRemove: word }).data?.leadAssigneeRemove).toBe(true)
    for (const word of ['false', '0', false, 0])
      expect(parse({ leadAssigneeRemove: word }).data?.leadAssigneeRemove).toBe(false)
    for (const word of ['yes', '', 'TRUE', 2])
      expect(codes(parse({ leadAssigneeRemove: word }))).toEqual(['leadAssigneeRemove: not_boolean'])
  })
})

describe('the parameters of an update', () => {
  const parse = (parameters: Record<string, unknown>) => z.parse(endpoints.updateEvent.body, parameters)

  it('distinguishes a note to remove from an absent one', () => {
    expect(parse({ note: null })).toEqual({ note: null })
    expect(parse({ note: '' })).toEqual({ note: null })
    expect(parse({ date: '2024-01-01' }).note).toBeUndefined()
  })
})
