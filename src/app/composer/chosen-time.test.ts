import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { chosenInstant, toLocalMinute } from './chosen-time.ts'

beforeEach(() => {
  vi.stubEnv('TZ', 'Europe/Rome')
})

afterEach(() => {
  vi.unstubAllEnvs()
})

it('reads a minute of the reader’s clock, and writes it the same', () => {
  expect(chosenInstant('2026-11-23T14:31', undefined)).toBe('2026-11-23T13:31:00.000Z')
  expect(toLocalMinute('2026-11-23T13:31:59.999Z')).toBe('2026-11-23T14:31')
})

it('knows no minute that the clocks skip in spring', () => {
  expect(chosenInstant('2026-03-29T01:59', undefined)).toBe('2026-03-29T00:59:00.000Z')
  expect(chosenInstant('2026-03-29T02:00', undefined)).toBeUndefined()
  expect(chosenInstant('2026-03-29T02:59', undefined)).toBeUndefined()
  expect(chosenInstant('2026-03-29T03:00', undefined)).toBe('2026-03-29T01:00:00.000Z')
})

it('takes a minute that comes twice in autumn', () => {
  expect(chosenInstant('2026-10-25T02:30', undefined)).toMatch(/^2026-10-25T0[01]:30:00.000Z$/)
})

it('gives nothing for what is no minute', () => {
  expect(chosenInstant('', undefined)).toBeUndefined()
  expect(chosenInstant('2026-02-30T10:00', undefined)).toBeUndefined()
})
