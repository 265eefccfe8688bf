import { expect, it } from 'vitest'
import { formatLeadListFilter, parseLeadListFilter, toLeadsQuery } from './lead-list-filter.ts'

const now = Date.parse('2026-11-23T13:40:00.000Z')

it('has one form for each filter in the URL', () => {
  const parse = (search: string) => parseLeadListFilter(new URLSearchParams(search))
  expect(parse('status=Won&status=Won&sort=recent')).toEqual({ status: ['Won'] })
  // nobody can have both
  expect(parse('assignee=luca&unassigned=true')).toEqual({ leadAssignee: 'luca' })
  expect(
    formatLeadListFilter({ leadAssignee: 'luca', unassigned: true, sort: 'recent', status: [] }),
  ).toEqual([['assignee', 'luca']])
})

it('asks for the most recent leads of all by default, and for the best match of a search', () => {
  expect(toLeadsQuery({}, ' ', now)).toEqual({ sort: 'recent' })
  expect(toLeadsQuery({ sort: 'name' }, ' tom ', now)).toEqual({ q: 'tom' })
})

it('asks for open leads if the order is by age, unless a status is chosen', () => {
  expect(toLeadsQuery({ sort: 'longest' }, '', now)).toEqual({ open: true, sort: 'longest' })
  expect(toLeadsQuery({ sort: 'quiet', status: ['Won'] }, '', now)).toEqual({
    status: ['Won'],
    sort: 'quiet',
  })
})

it('asks for leads that have been quiet for a number of the user’s days', () => {
  const { quietSince } = toLeadsQuery({ quietDays: 60 }, '', now)
  const day = new Date(now)
  day.setHours(0, 0, 0, 0)
  day.setDate(day.getDate() - 59)
  expect(quietSince).toBe(new Date(day.getTime() - 1).toISOString())
})
