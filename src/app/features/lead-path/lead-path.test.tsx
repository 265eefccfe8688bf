import { screen, within } from '@testing-library/react'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { renderApp } from '../../../testing/render-app.tsx'
import { startService, testNow, type TestService } from '../../../testing/start-service.ts'

let service: TestService

/** A lead that was New for four days, is Contacted since 14 January, and went from Giulia to nobody on 1 February. */
beforeAll(async () => {
  service = await startService()
  const giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  const log = async (fields: Record<string, string>) =>
    giulia.write('POST', '/v2/leadevents', { lead: 'ferrari', type: 'company', ...fields })
  await log({ date: '2026-01-10T10:00:00Z', note: 'one', status: 'New', leadAssignee: 'giulia' })
  await log({ date: '2026-01-12T10:00:00Z', note: 'two' })
  await log({ date: '2026-01-14T10:00:00Z', note: 'three', status: 'Contacted' })
  await log({ date: '2026-02-01T10:00:00Z', note: 'four', leadAssigneeRemove: 'true' })
})

afterAll(async () => service.close())

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(testNow) })
  return () => vi.useRealTimers()
})

const open = async () => renderApp('/?leads=ferrari', { as: 'giulia', service })

it('shows how long a lead had each status and assignee, each with a link to its event', async () => {
  const { user } = await open()
  const statuses = within(await screen.findByRole('list', { name: 'Status over time' }))
  expect(statuses.getAllByRole('link').map((link) => link.lastChild?.textContent)).toEqual([
    'New, 4 days from 10 January 2026',
    'Contacted, 313 days from 14 January 2026',
  ])
  const people = within(screen.getByRole('list', { name: 'Assignee over time' }))
  // a separate response contains the names
  expect(await people.findByRole('link', { name: /^Giulia, 22 days/ })).toBeInTheDocument()
  expect(people.getByRole('link', { name: /^unassigned, 295 days/ })).toBeInTheDocument()
  expect(await screen.findByText('Contacted for 313 days')).toBeInTheDocument()

  await user.click(statuses.getByRole('link', { name: /^New/ }))
  const article = await screen.findByRole('article', { current: true })
  expect(article).toHaveTextContent('one')
})

it('is one tab stop, and the arrow keys move between its segments', async () => {
  const { user } = await open()
  const statuses = within(await screen.findByRole('list', { name: 'Status over time' }))
  const [first, last] = statuses.getAllByRole('link')
  expect(first).toHaveAttribute('tabindex', '-1')
  expect(last).toHaveAttribute('tabindex', '0')
  last?.focus()
  await user.keyboard('{ArrowLeft}')
  expect(first).toHaveFocus()
  await user.keyboard('{ArrowLeft}{End}')
  expect(last).toHaveFocus()
})

it('has a table view, newest change first', async () => {
  const { user } = await open()
  await user.click(await screen.findByRole('button', { name: 'Show path as a table' }))
  const rows = within(screen.getByRole('dialog', { name: 'Lead path' })).getAllByRole('row')
  expect(rows.map((row) => row.textContent)).toEqual([
    'SinceStatusDurationAssignee',
    expect.stringMatching(/^1 Feb 2026.*Giulia Rossi → unassigned$/),
    expect.stringMatching(/^14 Jan 2026.*Contacted313 d$/),
    expect.stringMatching(/^10 Jan 2026.*New4 dGiulia Rossi$/),
  ])
})
