import { screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { chooseAction } from '../../../testing/choose-action.ts'
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
  const names = (terms: HTMLElement[]) => terms.map(({ textContent }) => textContent).join(', ')
  const technical = within(
    details.getByRole('heading', { name: 'Technical data' }).parentElement ?? document.body,
  )
  const technicalNames =
    'Event ID, Lead ID, User ID, Application, Happened (UTC), Logged (UTC), Last changed (UTC), Note visible to, Status collection'
  expect(names(technical.getAllByRole('term'))).toBe(technicalNames)
  expect(names(details.getAllByRole('term'))).toBe(
    `Lead, Happened, Logged by, Status, Assignee, Logged, Last changed, Lead if deleted, ${technicalNames}`,
  )
  expect(technical.getByText('2026-11-20T10:00:00.000Z')).toBeVisible()
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
  expect(details.queryByRole('button', { name: /Copy link|Edit note|Delete/ })).not.toBeInTheDocument()
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

/** Creates three events by Giulia and opens the details of the middle one. */
async function openMiddleEvent(as: string) {
  const lead = `details-${++count}`
  const log = async (note: string, date: string): Promise<number> => {
    const fields = { lead, type: 'company', note, date }
    return (await api('giulia').write('POST', '/v2/leadevents', fields)).body.item.id
  }
  await log('Called.', '2026-11-20T10:00:00Z')
  const id = await log('Visited.', '2026-11-21T10:00:00Z')
  await log('Offered.', '2026-11-22T10:00:00Z')
  const { user } = await renderApp(`/?leads=${lead}`, { as, service })
  const row = within((await screen.findByText('Visited.')).closest('article') ?? document.body)
  await chooseAction(user, row, 'Details')
  return { lead, id, user, details: await panel() }
}

const rowOf = (note: string) => screen.getByText(note).closest('article')

it('shows the next and the previous event with buttons that keep the focus, and announces them', async () => {
  const { user, details } = await openMiddleEvent('luca')
  expect(await details.findByText('2 of 3')).toBeVisible()
  const next = details.getByRole('button', { name: 'Next event' })
  await user.click(next)
  expect(await details.findByText('Called.')).toBeVisible()
  expect(details.queryByText('Visited.')).not.toBeInTheDocument()
  expect(await details.findByText('3 of 3')).toBeVisible()
  expect(details.getByText('“Called.”, 3 of 3')).toBeInTheDocument()
  expect(next).toHaveFocus()
  expect(next).toHaveAttribute('aria-disabled', 'true')
  await user.click(next)
  expect(details.getByText('This is the last event in the timeline.')).toBeInTheDocument()
  await user.click(details.getByRole('button', { name: 'Previous event' }))
  expect(await details.findByText('Visited.')).toBeVisible()
})

it('steps with j and k, and closes to the event that was shown last', async () => {
  const { lead, user, details } = await openMiddleEvent('luca')
  await details.findByText('2 of 3')
  await user.keyboard('k')
  expect(await details.findByText('Offered.')).toBeVisible()
  await user.keyboard('j')
  await details.findByText('2 of 3')
  expect(details.getByRole('button', { name: 'Next event' })).toHaveFocus()
  await user.keyboard('j')
  expect(await details.findByText('Called.')).toBeVisible()
  await user.click(details.getByRole('button', { name: 'Close' }))
  await waitFor(() => expect(rowOf('Called.')).toHaveFocus())
  expect(window.location.search).toMatch(new RegExp(`^\\?leads=${lead}&event=\\d+$`))
})

it('edits the note in the details, with the keys of the row', async () => {
  const { id, user, details } = await openMiddleEvent('giulia')
  await user.keyboard('e')
  const field = await details.findByRole('textbox', { name: 'Note' })
  expect(field).toHaveFocus()
  await user.type(field, ' Nobody there.{Control>}{Enter}{/Control}')
  expect(details.getByText('Visited. Nobody there.')).toBeVisible()
  expect(details.getByRole('button', { name: 'Edit note' })).toHaveFocus()
  await waitFor(async () =>
    expect((await api('giulia').get(`/v2/leadevents/${id}`)).body.item.note).toBe('Visited. Nobody there.'),
  )
})

it('deletes the event in the details, and moves the focus to the next one in the timeline', async () => {
  const { user, details } = await openMiddleEvent('giulia')
  await details.findByText('2 of 3')
  await user.click(details.getByRole('button', { name: 'Delete' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(screen.queryByText('Visited.')).not.toBeInTheDocument()
  await waitFor(() => expect(rowOf('Called.')).toHaveFocus())
  await user.click(screen.getByRole('button', { name: 'Undo deletion of “Visited.”' }))
  expect(await screen.findByText('Visited.')).toBeVisible()
})

it('offers neither edit nor deletion to a user who may not change the event', async () => {
  const { details } = await openMiddleEvent('luca')
  expect(await details.findByText('2 of 3')).toBeVisible()
  expect(details.queryByRole('button', { name: 'Edit note' })).not.toBeInTheDocument()
  expect(details.queryByRole('button', { name: 'Delete' })).not.toBeInTheDocument()
})

it('steps through the lead’s timeline where the details are over another screen', async () => {
  const { lead, id } = await createEditedEvent()
  await api('giulia').write('POST', '/v2/leadevents', { lead, type: 'company', note: 'Rang.' })
  const { user } = await renderApp(`/changes?leads=${lead}&details=${id}`, { as: 'marco', service })
  const details = await panel()
  expect(await details.findByText('2 of 2')).toBeVisible()
  await user.click(details.getByRole('button', { name: 'Previous event' }))
  expect(await details.findByText('Rang.')).toBeVisible()
  await user.click(details.getByRole('button', { name: 'Close' }))
  expect(window.location.pathname + window.location.search).toBe(`/changes?leads=${lead}`)
})
