import { screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { renderApp } from '../../../testing/render-app.tsx'
import { startService, type TestService } from '../../../testing/start-service.ts'

let service: TestService
let count = 0

beforeAll(async () => {
  service = await startService()
})

afterAll(async () => service.close())

/** An API client of this user. */
const api = (person: string) => new ApiClient(service.service, { token: 'acme-token', appUserId: person })

/** Creates an event by Giulia that changes the lead, and edits its note as Marco. */
async function createEditedEvent() {
  const lead = `details-${++count}`
  const fields = { lead, type: 'company', status: 'New', leadAssignee: 'luca' }
  const { body } = await api('giulia').write('POST', '/v2/leadevents', {
    ...fields,
    note: 'Sent teh offer.',
    date: '2026-11-20T10:00:00Z',
  })
  const { id } = body.item
  await api('marco').write('PUT', `/v2/leadevents/${id}`, { note: 'Sent the offer.' })
  return { lead, id: Number(id) }
}

const panel = async () => within(await screen.findByRole('dialog', { name: 'Event details' }))

it('shows all fields of an event and its changes, has its own URL, and returns the focus', async () => {
  const { lead, id } = await createEditedEvent()
  const { user } = await renderApp(`/?leads=${lead}`, { as: 'giulia', service })
  const button = await screen.findByRole('button', { name: 'Event actions' })
  await user.click(button)
  await user.click(screen.getByRole('menuitem', { name: 'Details' }))
  const details = await panel()
  expect(window.location.search).toBe(`?leads=${lead}&details=${id}`)
  expect(await details.findByText('edited the note')).toBeVisible()
  expect(await details.findByText('No status, unassigned')).toBeVisible()
  const names = details.getAllByRole('term').map(({ textContent }) => textContent)
  expect(names.join(', ')).toBe(
    'Lead, Status, Assignee, Happened, Logged, Logged by, Last changed, Note visible to, Status collection, Event ID, Lead if deleted',
  )
  const [change, logged] = details.getAllByRole('listitem')
  expect(change).toHaveTextContent(/Marco Bianchi edited the note.*removed: teh added: the/)
  expect(logged).toHaveTextContent(/Giulia Rossi logged the event/)
  await user.keyboard('{Escape}')
  await waitFor(() => expect(button).toHaveFocus())
  await waitFor(() => expect(window.location.search).toBe(`?leads=${lead}`))
})

it('opens by its URL, with the timeline at the event', async () => {
  const { lead, id } = await createEditedEvent()
  const { user } = await renderApp(`/events/${id}?details=${id}`, { as: 'luca', service })
  const details = await panel()
  expect(await details.findByText('edited the note')).toBeVisible()
  await waitFor(() => expect(window.location.search).toBe(`?leads=${lead}&event=${id}&details=${id}`))
  await user.click(details.getByRole('button', { name: 'Copy link' }))
  expect(await navigator.clipboard.readText()).toBe(`${window.location.origin}/events/${id}?details=${id}`)
  await user.click(details.getByRole('button', { name: 'Close' }))
  expect(window.location.search).toBe(`?leads=${lead}&event=${id}`)
})

it('explains on request how the service interpreted the query', async () => {
  const { lead, id } = await createEditedEvent()
  const { user } = await renderApp(`/?leads=${lead}&details=${id}`, { as: 'giulia', service })
  const details = await panel()
  await user.click(await details.findByText('How the service read the request'))
  expect(details.getByText(new RegExp(`The lead event ${id}`))).toBeVisible()
})

it('shows who deleted an event and, to permitted users, its note', async () => {
  const { id } = await createEditedEvent()
  await api('marco').write('DELETE', `/v2/leadevents/${id}`, { forceDelete: 'true' })
  const { user } = await renderApp(`/events/${id}`, { as: 'giulia', service })
  await user.click(await screen.findByRole('button', { name: 'History' }))
  const details = await panel()
  expect(await details.findByText('deleted the event')).toBeVisible()
  expect(await details.findByText('Sent the offer.')).toBeVisible()
  expect(await details.findByText('This event was deleted.')).toBeVisible()
})

it('hides the note of a deleted event from other users', async () => {
  const { id } = await createEditedEvent()
  await api('marco').write('DELETE', `/v2/leadevents/${id}`, { forceDelete: 'true' })
  await renderApp(`/events/${id}?details=${id}`, { as: 'luca', service })
  const details = await panel()
  expect(await details.findByText(/Only the person who logged this event and managers/)).toBeVisible()
  expect(details.queryByText(/Sent the offer/)).not.toBeInTheDocument()
})

it('undoes an edit later too: restores the version before it, on request', async () => {
  const { lead, id } = await createEditedEvent()
  const saved = async () => (await api('giulia').get('/v2/leadevents', { leads: lead })).body.items[0]
  const { user } = await renderApp(`/?leads=${lead}&details=${id}`, { as: 'giulia', service })
  const details = await panel()
  const button = { name: 'Restore earlier version: “Sent teh offer.”' }
  await user.click(await details.findByRole('button', button))
  await waitFor(async () => expect((await saved()).note).toBe('Sent teh offer.'))
  // the button is gone, but the focus is not lost
  await waitFor(() => expect(details.queryByRole('button', button)).not.toBeInTheDocument())
  expect(details.getByRole('list', { name: 'History' })).toHaveFocus()
  await user.click(details.getByRole('button', { name: 'Undo edit of “Sent the offer.”' }))
  await waitFor(async () => expect((await saved()).note).toBe('Sent the offer.'))
})

it('restores the note of an earlier version without a date that a later event forbids', async () => {
  const { lead, id } = await createEditedEvent()
  await api('giulia').write('PUT', `/v2/leadevents/${id}`, {
    note: 'Sent the offer by post.',
    date: '2026-11-21T10:00:00Z',
  })
  await api('giulia').write('POST', '/v2/leadevents', { lead, type: 'company', date: '2026-11-22T10:00:00Z' })
  const { user } = await renderApp(`/?leads=${lead}&details=${id}`, { as: 'giulia', service })
  const details = await panel()
  await user.click(await details.findByRole('button', { name: 'Restore earlier version: “Sent the offer.”' }))
  await waitFor(async () => {
    const { item } = (await api('giulia').get(`/v2/leadevents/${id}`)).body
    expect([item.note, item.date]).toEqual(['Sent the offer.', '2026-11-21T10:00:00.000Z'])
  })
})

it('offers no earlier version to a user who may not edit the event', async () => {
  const { lead, id } = await createEditedEvent()
  await renderApp(`/?leads=${lead}&details=${id}`, { as: 'luca', service })
  const details = await panel()
  expect(await details.findByText('edited the note')).toBeVisible()
  expect(details.queryByRole('button', { name: /Restore/ })).not.toBeInTheDocument()
})
