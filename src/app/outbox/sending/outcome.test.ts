import { expect, it } from 'vitest'
import { mayHaveSucceeded, isTransient } from './outcome.ts'

const problem = (status: number, code: string) => ({ status, code, details: undefined })

it('treats a write without a response from the service as possibly written', () => {
  expect(mayHaveSucceeded(problem(0, 'unreachable'), false)).toBe(true)
  expect(mayHaveSucceeded(problem(500, 'internal'), false)).toBe(true)
  expect(mayHaveSucceeded(problem(503, 'unavailable'), false)).toBe(true)
  expect(mayHaveSucceeded(problem(403, 'unreachable'), false)).toBe(true)
  expect(mayHaveSucceeded(problem(409, 'in_progress'), false)).toBe(true)
})

it('treats a write without a response from Atoka as possibly written, and retries it under its key', () => {
  for (const status of [502, 504]) {
    expect(mayHaveSucceeded(problem(status, 'upstream_unavailable'), false)).toBe(true)
    expect(isTransient(problem(status, 'upstream_unavailable'))).toBe(true)
  }
})

it('treats a rejection by a rule as not written, whatever came before, because the key was looked up first', () => {
  expect(mayHaveSucceeded(problem(400, 'invalid_request'), true)).toBe(false)
  expect(mayHaveSucceeded(problem(409, 'conflict'), true)).toBe(false)
})

it('learns nothing about earlier attempts from a response that precedes the lookup of the key', () => {
  expect(mayHaveSucceeded(problem(403, 'forbidden'), true)).toBe(true)
  expect(mayHaveSucceeded(problem(403, 'forbidden'), false)).toBe(false)
})
