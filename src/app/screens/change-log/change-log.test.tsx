import { screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { renderApp } from '../../../testing/render-app.tsx'
import { startService, type TestService } from '../../../testing/start-service.ts'

let service: TestService
let edited: number

const api = (appUserId: string) => new ApiClient(service.service, { token: 'acme-token', appUserId })

const log = async (lead: string, fields: Record<string, string>) =>
  (await api('giulia').write('POST', '/v2/leadevents', { lead, type: 'company', ...fields })).body.item.id

beforeAll(async () => {
  service = await startService()
  edited = await log('ferrari', { note: 'Sent teh offer.', date: '2026-11-10T10:00:00Z' })
  const deleted = await log('tomasi', { note: 'Wrong lead.', date: '2026-11-12T10:00:00Z' })
  service.setNow('2026-11-23T12:00:01.000Z')
  await api('giulia').write('PUT', `/v2/leadevents/${edited}`, { note: 'Sent the offer.' })
  service.setNow('2026-11-23T12:00:02.000Z')
  await api('marco').write('DELETE', `/v2/leadevents/${deleted}`, { forceDelete: 'true' })
})

afterAll(async () => service.close())

const changes = async () =>
  within(await screen.findByRole('list', { name: 'Edits and deletions' })).findAllByRole('listitem')

it('shows a manager the author, exact time and both versions of each change, from the menu', async () => {
  const { user } = await renderApp('/', { as: 'marco', service })
  await user.click(await screen.findByRole('button', { name: 'Account menu for Marco Bianchi Manager' }))
  await user.click(screen.getByRole('button', { name: 'Change log', hidden: true }))
  expect(await screen.findByText('2 edits and deletions')).toBeInTheDocument()
  expect(location.pathname).toBe('/changes')
  const [deletion, edit] = await changes()
  expect(deletion).toHaveTextContent(
    /Marco Bianchi deleted the event.*23 November 2026.*:02.*tomasi.*Wrong lead\./,
  )
  expect(edit).toHaveTextContent(/Giulia Rossi edited the note.*:01.*ferrari.*removed: teh added: the/)
  const editRow = within(edit ?? document.body)
  expect(editRow.getByRole('link', { name: 'ferrari' })).toHaveAttribute(
    'href',
    `/?leads=ferrari&event=${edited}`,
  )
  await user.click(editRow.getByRole('button', { name: /^Details: / }))
  expect(await screen.findByRole('dialog', { name: 'Event details' })).toBeVisible()
})

it('filters by user, lead and days, and stores the filter in the URL', async () => {
  const { user } = await renderApp('/changes?owner=giulia', { as: 'marco', service })
  expect(await screen.findByText('1 edit or deletion')).toBeInTheDocument()
  const filter = within(screen.getByRole('main'))
  await user.click(filter.getByRole('combobox', { name: 'Lead' }))
  await user.click(await filter.findByRole('option', { name: /tomasi/ }))
  expect(await screen.findByText('No matching edits or deletions')).toBeInTheDocument()
  expect(location.search).toBe('?leads=tomasi&owner=giulia')
  await user.click(screen.getByRole('button', { name: 'Clear all' }))
  expect(await screen.findByText('2 edits and deletions')).toBeInTheDocument()
  await user.type(screen.getByLabelText('To'), '2026-11-22')
  expect(await screen.findByText('No matching edits or deletions')).toBeInTheDocument()
  expect(location.search).toBe('?to=2026-11-22')
})

it('tells a rep that the change log is for managers, and hides it from their menu', async () => {
  const { user } = await renderApp('/changes', { as: 'luca', service })
  expect(
    await screen.findByRole('heading', { name: 'Only managers can see the change log' }),
  ).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Account menu for Luca Conti Sales rep' }))
  expect(screen.queryByRole('button', { name: 'Change log', hidden: true })).not.toBeInTheDocument()
})

it('shows an empty state if nothing has been changed', async () => {
  const fresh = await startService()
  await renderApp('/changes', { as: 'marco', service: fresh })
  expect(await screen.findByText('No edits or deletions yet')).toBeInTheDocument()
  await waitFor(async () => fresh.close())
})

it('restores the focus when a manager comes back from the event of a change', async () => {
  const { user } = await renderApp('/changes', { as: 'marco', service })
  await user.click(await screen.findByRole('link', { name: 'ferrari' }))
  await waitFor(() => expect(location.pathname).toBe('/'))
  window.history.back()
  await waitFor(() => expect(screen.getByRole('link', { name: 'ferrari' })).toHaveFocus())
})

it('chooses the lead or the user of personal data in its own dialog', async () => {
  const { user } = await renderApp('/changes', { as: 'marco', service })
  await user.click(await screen.findByRole('button', { name: 'Personal data' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Personal data' }))
  expect(dialog.queryByRole('button', { name: 'Download everything' })).not.toBeInTheDocument()
  await user.type(dialog.getByRole('combobox', { name: 'Lead' }), 'ferrari')
  await user.click(await dialog.findByRole('option', { name: /ferrari/ }))
  const heading = await dialog.findByRole('heading', { name: /^Data about lead/ })
  expect(heading).toHaveTextContent('Data about lead ferrari')
  expect(dialog.getByRole('button', { name: 'Download everything' })).toBeVisible()
  expect(dialog.getByRole('button', { name: 'Erase…' })).toBeVisible()
  // the filter of the page is another one
  expect(location.search).toBe('')
})
