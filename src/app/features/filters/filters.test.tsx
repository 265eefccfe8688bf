import { screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { renderApp } from '../../../testing/render-app.tsx'
import { startService, type TestService } from '../../../testing/start-service.ts'

let service: TestService
const ids: number[] = []

const events = [
  ['luca', { note: 'Met at the fair.', status: 'New', leadAssignee: 'luca', date: '2026-11-10T10:00:00Z' }],
  ['giulia', { note: 'Rang.', status: 'Contacted', leadAssignee: 'giulia', date: '2026-11-12T22:30:00Z' }],
  ['giulia', { note: 'Sent the offer.', date: '2026-11-14T10:00:00Z' }],
] as const

beforeAll(async () => {
  service = await startService()
  for (const [appUserId, fields] of events) {
    const api = new ApiClient(service.service, { token: 'acme-token', appUserId })
    const { body } = await api.write('POST', '/v2/leadevents', {
      lead: 'ferrari',
      type: 'company',
      ...fields,
    })
    ids.push(body.item.id)
  }
})

afterAll(async () => service.close())

const open = async (search = '', as = 'giulia') => renderApp(`/?leads=ferrari${search}`, { as, service })

const articles = () => screen.getAllByRole('article').map(({ textContent }) => textContent)

it('filters the timeline by status and user, shows the number of matches, and removes each filter with a button', async () => {
  const { user } = await open()
  await screen.findByText('Rang.')
  await user.click(screen.getByRole('button', { name: 'Filter' }))
  const form = within(await screen.findByRole('region', { name: 'Filter events' }))
  await user.click(await form.findByRole('combobox', { name: 'Status changed to' }))
  await user.click(form.getByRole('option', { name: 'Contacted' }))
  expect(await screen.findByText('1 of 3 events')).toBeInTheDocument()
  await user.click(form.getByRole('combobox', { name: 'Logged by' }))
  await user.click(await form.findByRole('option', { name: /Luca Conti/ }))
  expect(await screen.findByText('No events match the filters')).toBeInTheDocument()
  expect(location.search).toBe('?leads=ferrari&status=Contacted&owner=luca')

  await user.click(screen.getByRole('button', { name: 'Remove filter: Status changed to Contacted' }))
  expect(await screen.findByText('Met at the fair.')).toBeInTheDocument()
  expect(articles()).toHaveLength(1)
  const last = screen.getByRole('button', { name: 'Remove filter: Logged by Luca Conti' })
  expect(last).toHaveFocus()
  await user.click(last)
  expect(await screen.findByText('Rang.')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Filter' })).toHaveFocus()

  window.history.back()
  expect(
    await screen.findByRole('button', { name: 'Remove filter: Logged by Luca Conti' }),
  ).toBeInTheDocument()
})

it('offers to show all events if none matches', async () => {
  const { user } = await open('&status=Won&assignee=marco')
  expect(await screen.findByText('No events match the filters')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Show all events' }))
  expect(await screen.findByText('Rang.')).toBeInTheDocument()
  expect(location.search).toBe('?leads=ferrari')
})

it('filters by days in the viewer’s time zone, and rejects a period that ends before it begins', async () => {
  const { user } = await open('&from=2026-11-11&to=2026-11-13')
  // the viewer of a test has the time zone of this process
  expect(await screen.findByText('Rang.')).toBeInTheDocument()
  expect(articles()).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: 'Filter' }))
  const to = await screen.findByLabelText('To')
  await user.clear(to)
  expect(await screen.findByText('Sent the offer.')).toBeInTheDocument()
  await user.type(to, '2026-11-01')
  expect(await screen.findByText('The end date is before the start date.')).toBeInTheDocument()
  expect(location.search).toBe('?leads=ferrari&from=2026-11-11')
})

it('tells the user that the filter hides the event of a link, and shows it on request', async () => {
  const { user } = await open(`&status=Contacted&event=${ids[0]}`)
  expect(await screen.findByText('Your filters hide this event.')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Show event' }))
  await waitFor(() =>
    expect(screen.getByRole('article', { current: true })).toHaveTextContent('Met at the fair.'),
  )
})

it('tells the user that the filter hides the event they have just logged', async () => {
  const { user } = await open('&owner=luca')
  await screen.findByText('Met at the fair.')
  const form = within(await screen.findByRole('form', { name: 'Log an event' }))
  await user.type(form.getByRole('textbox', { name: 'Note' }), 'Mine, not Luca’s')
  await user.click(form.getByRole('button', { name: /Log event/ }))
  const notice = within(await screen.findByRole('log', { name: /Notifications/ }))
  expect(await notice.findByText('Logged, but hidden by your filters.')).toBeInTheDocument()
  await user.click(notice.getByRole('button', { name: 'Show “Mine, not Luca’s”' }))
  await waitFor(() =>
    expect(screen.getByRole('article', { current: true })).toHaveTextContent('Mine, not Luca’s'),
  )
})
