import { expect, it } from 'vitest'
import { mayBeWritten, passes } from './outcome.ts'

const problem = (status: number, code: string) => ({ status, code, details: undefined })

it('takes what was not answered by the service for possibly written', () => {
  expect(mayBeWritten(problem(0, 'unreachable'), false)).toBe(true)
  expect(mayBeWritten(problem(500, 'internal'), false)).toBe(true)
  expect(mayBeWritten(problem(503, 'unavailable'), false)).toBe(true)
  expect(mayBeWritten(problem(403, 'unreachable'), false)).toBe(true)
  expect(mayBeWritten(problem(409, 'in_progress'), false)).toBe(true)
})

it('takes what Atoka did not answer for possibly written, and tries it again under its key', () => {
  for (const status of [502, 504]) {
    expect(mayBeWritten(problem(status, 'upstream_unavailable'), false)).toBe(true)
    expect(passes(problem(status, 'upstream_unavailable'))).toBe(true)
  }
})

it('takes a refusal by a rule for not written, whatever came before: the key was looked up first', () => {
  expect(mayBeWritten(problem(400, 'invalid_request'), true)).toBe(false)
  expect(mayBeWritten(problem(409, 'conflict'), true)).toBe(false)
})

it('learns nothing about the tries before from a refusal at the door', () => {
  expect(mayBeWritten(problem(403, 'forbidden'), true)).toBe(true)
  expect(mayBeWritten(problem(403, 'forbidden'), false)).toBe(false)
})
