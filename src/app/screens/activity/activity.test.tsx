import { screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { renderApp } from '../../../testing/render-app.tsx'
import { startService, type TestService } from '../../../testing/start-service.ts'

let service: TestService

const api = (appUserId: string) => new ApiClient(service.service, { token: 'acme-token', appUserId })

const log = async (as: string, lead: string, fields: Record<string, string>) =>
  api(as).write('POST', '/v2/leadevents', { lead, type: 'company', ...fields })

beforeAll(async () => {
  service = await startService()
  await log('giulia', 'ferrari', { note: 'First call.', date: '2026-11-20T10:00:00Z', status: 'New' })
  await log('luca', 'ferrari', { note: 'Sent the offer.', date: '2026-11-22T10:00:00Z', status: 'Qualified' })
  await log('giulia', 'tomasi', { note: 'Rang, no answer.', date: '2026-11-23T10:00:00Z' })
})

afterAll(async () => service.close())

const rows = async () => within(screen.getByRole('main')).findAllByRole('listitem')

it('shows the events of all leads by day, newest first, from the menu', async () => {
  const { user } = await renderApp('/', { as: 'luca', service })
  await user.click(await screen.findByRole('button', { name: 'Account menu for Luca Conti Sales rep' }))
  await user.click(screen.getByRole('button', { name: 'Activity', hidden: true }))
  expect(await screen.findByText('3 events')).toBeInTheDocument()
  expect(location.pathname).toBe('/activity')
  await waitFor(() => expect(document.title).toBe('Activity · Leadline'))
  const [newest, changed, oldest] = await rows()
  expect(newest).toHaveTextContent(/tomasi.*Giulia Rossi.*Rang, no answer\./)
  expect(changed).toHaveTextContent(/ferrari.*Luca Conti.*New → Qualified.*Sent the offer\./)
  expect(oldest).toHaveTextContent('First call.')
  const days = screen.getAllByRole('heading', { level: 2 })
  expect(days.map(({ textContent }) => textContent.replace(/^(Today|Yesterday) /, ''))).toEqual([
    'Monday 23 November',
    'Sunday 22 November',
    'Friday 20 November',
  ])
  expect(within(changed ?? document.body).getByRole('link', { name: 'ferrari' })).toHaveAttribute(
    'href',
    expect.stringMatching(/^\/\?leads=ferrari&event=\d+$/),
  )
})

it('filters by user, status and effect, and keeps the filter in the URL', async () => {
  const { user } = await renderApp('/activity', { as: 'marco', service })
  await user.click((await screen.findAllByRole('link', { name: 'Giulia Rossi' }))[0] ?? document.body)
  expect(await screen.findByText('2 events')).toBeInTheDocument()
  expect(location.search).toBe('?owner=giulia')
  await user.click(screen.getByRole('combobox', { name: /^Show/ }))
  await user.click(await screen.findByRole('option', { name: 'Status changes' }))
  expect(await screen.findByText('1 event')).toBeInTheDocument()
  expect(location.search).toBe('?owner=giulia&change=status')
  await user.click(screen.getByRole('button', { name: /^Remove.*Giulia Rossi/ }))
  expect(await screen.findByText('2 events')).toBeInTheDocument()
})

it('restores the scroll position and the focus when the user comes back from a lead', async () => {
  const { user } = await renderApp('/activity', { as: 'marco', service })
  const scroller = (element: HTMLElement) =>
    element.closest('[aria-busy]')?.parentElement ?? document.createElement('div')
  const links = await screen.findAllByRole('link', { name: 'ferrari' })
  const [first] = links
  if (first === undefined) throw new Error('no link')
  scroller(first).scrollTop = 120
  await user.click(first)
  await waitFor(() => expect(location.pathname).toBe('/'))
  window.history.back()
  const [again] = await screen.findAllByRole('link', { name: 'ferrari' })
  await waitFor(() => expect(again).toHaveFocus())
  expect(again && scroller(again).scrollTop).toBe(120)
})

it('states that no event matches, and clears the filter', async () => {
  const { user } = await renderApp('/activity?status=Won', { as: 'marco', service })
  expect(await screen.findByText('No matching events')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Clear all' }))
  expect(await screen.findByText('3 events')).toBeInTheDocument()
})

it('shows an empty state before the first event', async () => {
  const fresh = await startService()
  await renderApp('/activity', { as: 'marco', service: fresh })
  expect(await screen.findByText('No events yet')).toBeInTheDocument()
  await waitFor(async () => fresh.close())
})
