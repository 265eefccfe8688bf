import { expect, it } from 'vitest'
import { mayHaveSucceeded, isTransient } from './outcome.ts'

const problem = (status: number, code: string) => ({ status, code, details: undefined })

it('takes what was not answered by the service for possibly written', () => {
  expect(mayHaveSucceeded(problem(0, 'unreachable'), false)).toBe(true)
  expect(mayHaveSucceeded(problem(500, 'internal'), false)).toBe(true)
  expect(mayHaveSucceeded(problem(503, 'unavailable'), false)).toBe(true)
  expect(mayHaveSucceeded(problem(403, 'unreachable'), false)).toBe(true)
  expect(mayHaveSucceeded(problem(409, 'in_progress'), false)).toBe(true)
})

it('takes what Atoka did not answer for possibly written, and tries it again under its key', () => {
  for (const status of [502, 504]) {
    expect(mayHaveSucceeded(problem(status, 'upstream_unavailable'), false)).toBe(true)
    expect(isTransient(problem(status, 'upstream_unavailable'))).toBe(true)
  }
})

it('takes a refusal by a rule for not written, whatever came before: the key was looked up first', () => {
  expect(mayHaveSucceeded(problem(400, 'invalid_request'), true)).toBe(false)
  expect(mayHaveSucceeded(problem(409, 'conflict'), true)).toBe(false)
})

it('learns nothing about the tries before from a refusal at the door', () => {
  expect(mayHaveSucceeded(problem(403, 'forbidden'), true)).toBe(true)
  expect(mayHaveSucceeded(problem(403, 'forbidden'), false)).toBe(false)
})
