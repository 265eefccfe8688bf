import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { endpoints } from './endpoints.ts'

const errors = (parameters: Record<string, unknown>) => {
  const { error } = z.safeParse(endpoints.searchEvents.query, { q: 'call', ...parameters })
  return (error?.issues ?? []).map((issue) =>
    issue.code === 'custom' ? `${issue.path.join('.')}: ${issue.params?.['code']}` : issue,
  )
}

describe('the parameters of a search', () => {
  it('accepts 1 to 200 code points that include a letter or digit', () => {
    for (const q of ['x', '7', '  ferr ', '"a phrase"', '50%', 'é', '会社', '😀'.repeat(199) + 'a'])
      expect([q, errors({ q })]).toEqual([q, []])
    // an apostrophe and a tatweel are letters that fold to nothing
    for (const q of ['', ' ', '&', '""', '😀', '_%', '\u02bc', '\u0640 \u02bc'])
      expect([q, errors({ q })]).toEqual([q, ['q: no_word']])
    expect(errors({ q: 'x'.repeat(201) })).toEqual(['q: too_long'])
    expect(errors({ q: undefined })).toEqual(['q: required'])
    expect(errors({ q: 'a\0b' })).toEqual(['q: control_character'])
    expect(errors({ q: 'a\u0001b' })).toEqual(['q: control_character'])
    expect(errors({ q: 'a\ud800' })).toEqual(['q: malformed_unicode'])
    expect(errors({ q: ['a', 'b'] })).toEqual(['q: repeated'])
  })

  it('accepts a period of one millisecond, and rejects one that ends before it begins, together with all other errors', () => {
    const instant = '2026-11-23T12:00:00Z'
    expect(errors({ dateFrom: instant, dateTo: instant })).toEqual([])
    expect(errors({ dateFrom: '2026-11-23T12:00:00.001Z', dateTo: instant, limit: 'x' })).toEqual([
      'limit: not_integer',
      'dateFrom: period_reversed',
    ])
    expect(errors({ dateFrom: 'yesterday', dateTo: instant })).toEqual(['dateFrom: invalid_date'])
  })
})
