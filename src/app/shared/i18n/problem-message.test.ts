import { expect, it } from 'vitest'
import { ApiProblem } from '../api/problems.ts'
import type { Translate } from './i18n.ts'
import { fieldErrorMessage, problemMessage } from './problem-message.ts'

const viewer = { locale: 'en', timeZone: 'Europe/Rome', now: Date.parse('2026-11-23T13:40:00.000Z') }
const t: Translate = (key, values) => (values === undefined ? key : `${key} ${JSON.stringify(values)}`)

it('returns the message of a known problem by its code', () => {
  expect(problemMessage(new ApiProblem('unavailable', 503), t)).toBe('problem.unavailable')
  expect(problemMessage(new ApiProblem('unreachable', 0), t)).toBe('problem.unreachable')
})

it('returns the service’s own text for an unknown problem', () => {
  const details = {
    type: 'about:blank',
    title: 'Teapot',
    status: 418,
    detail: 'I am a teapot.',
    code: 'teapot',
  }
  expect(problemMessage(new ApiProblem('teapot', 418, details), t)).toBe('I am a teapot.')
  expect(problemMessage(new ApiProblem('toString', 418), t)).toBe('problem.internal')
})

it('formats the dates of a field error in the viewer’s zone', () => {
  const error = {
    field: 'date',
    code: 'date_not_after_latest',
    message: '',
    values: { latest: '2026-11-23T11:06:00.000Z' },
  } as const
  expect(fieldErrorMessage(error, viewer, t)).toContain(
    'problem.field.date_not_after_latest {"latest":"today 12:06"',
  )
})

it('returns the message of a field error without values', () => {
  expect(fieldErrorMessage({ field: 'note', code: 'too_long', message: '' }, viewer, t)).toContain(
    '"max":"none"',
  )
})
