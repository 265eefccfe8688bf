import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { endpoints } from './endpoints.ts'

const faults = (parameters: Record<string, unknown>) => {
  const { error } = z.safeParse(endpoints.searchEvents.query, { q: 'call', ...parameters })
  return (error?.issues ?? []).map((issue) =>
    issue.code === 'custom' ? `${issue.path.join('.')}: ${issue.params?.['code']}` : issue,
  )
}

describe('the parameters of a search', () => {
  it('takes 1 to 200 code points with a letter or digit among them', () => {
    for (const q of ['x', '7', '  ferr ', '"a phrase"', '50%', 'é', '会社', '😀'.repeat(199) + 'a'])
      expect([q, faults({ q })]).toEqual([q, []])
    for (const q of ['', ' ', '&', '""', '😀', '_%']) expect([q, faults({ q })]).toEqual([q, ['q: no_word']])
    expect(faults({ q: 'x'.repeat(201) })).toEqual(['q: too_long'])
    expect(faults({ q: undefined })).toEqual(['q: required'])
    expect(faults({ q: 'a\0b' })).toEqual(['q: control_character'])
    expect(faults({ q: 'a\u0001b' })).toEqual(['q: control_character'])
    expect(faults({ q: 'a\ud800' })).toEqual(['q: malformed_unicode'])
    expect(faults({ q: ['a', 'b'] })).toEqual(['q: repeated'])
  })

  it('takes a period of one moment, and refuses one that ends before it begins, with all other faults', () => {
    const moment = '2026-11-23T12:00:00Z'
    expect(faults({ dateFrom: moment, dateTo: moment })).toEqual([])
    expect(faults({ dateFrom: '2026-11-23T12:00:00.001Z', dateTo: moment, limit: 'x' })).toEqual([
      'limit: not_integer',
      'dateFrom: period_reversed',
    ])
    expect(faults({ dateFrom: 'yesterday', dateTo: moment })).toEqual(['dateFrom: invalid_date'])
  })
})
