import { expect, it } from 'vitest'
import type { Lead } from '../../../contract/lead.ts'
import type { Translate } from '../i18n/i18n.ts'
import { lastActivity, quietSince } from './last-activity.ts'

const viewer = { locale: 'en', timeZone: 'Europe/Rome', now: Date.parse('2026-11-23T13:40:00.000Z') }
const t: Translate = (key, values) => `${key} ${values?.['days'] ?? ''}`.trim()
const statuses = [
  { label: 'Contacted', previous: null, sink: false, hidden: false },
  { label: 'Won', previous: 'Contacted', sink: true, hidden: false },
  { label: 'Parked', previous: null, sink: false, hidden: true },
]

function lead(status: string | null, lastEventDate: string | null): Lead {
  const since = { statusDate: null, lastEventDate }
  return { id: 'a', type: 'company', name: 'A', status, leadAssignee: null, ...since, eventCount: 1 }
}

it('shows an open lead as quiet after 30 days or more', () => {
  expect(lastActivity(lead('Contacted', '2026-10-25T10:00:00.000Z'), statuses, viewer, t)).toBe('ui.days 29')
  expect(lastActivity(lead('Contacted', '2026-10-24T10:00:00.000Z'), statuses, viewer, t)).toBe(
    'leads.quiet 30',
  )
  expect(lastActivity(lead(null, '2026-10-13T10:00:00.000Z'), statuses, viewer, t)).toBe('leads.quiet 41')
})

it('does not show a lead as quiet that has a final or hidden status', () => {
  expect(lastActivity(lead('Won', '2026-08-01T10:00:00.000Z'), statuses, viewer, t)).toBe('ui.days 114')
  expect(lastActivity(lead('Parked', '2026-08-01T10:00:00.000Z'), statuses, viewer, t)).toBe('ui.days 114')
})

it('asks for quiet leads up to the end of the day 30 days ago', () => {
  const since = new Date(quietSince(new Date(2026, 10, 23, 14, 40).getTime()))
  expect(since).toEqual(new Date(2026, 9, 24, 23, 59, 59, 999))
})

it('states that a lead has no events', () => {
  expect(lastActivity(lead(null, null), statuses, viewer, t)).toBe('leads.noEvents')
})
