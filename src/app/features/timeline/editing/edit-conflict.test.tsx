import { act, screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../../../testing/api-client.ts'
import { chooseAction } from '../../../../testing/choose-action.ts'
import { renderApp } from '../../../../testing/render-app.tsx'
import { startService, type TestService } from '../../../../testing/start-service.ts'

let service: TestService
let count = 0

beforeAll(async () => {
  service = await startService()
})

afterAll(async () => service.close())

/** An API client of this user. */
const api = (person: string) => new ApiClient(service.service, { token: 'acme-token', appUserId: person })

const log = async (lead: string, fields: Record<string, string>): Promise<number> => {
  const { body } = await api('giulia').write('POST', '/v2/leadevents', { lead, type: 'company', ...fields })
  return body.item.id
}

/** Opens a lead with two events by Giulia, as Giulia, with the note of the latest in edit mode. */
async function startEditing() {
  const lead = `conflict-${++count}`
  await log(lead, { note: 'First visit.', date: '2026-11-20T10:00:00Z' })
  const id = await log(lead, { note: 'Rang them.', date: '2026-11-21T10:00:00Z' })
  const app = await renderApp(`/?leads=${lead}`, { as: 'giulia', service })
  const article = within((await screen.findByText('Rang them.')).closest('article') ?? document.body)
  await app.user.click(article.getByRole('button', { name: 'Edit note' }))
  const noteField = () => article.getByRole('textbox', { name: 'Note' })
  const savedEvent = async () => (await api('marco').get(`/v2/leadevents/${id}`)).body.item
  const editByMarco = async (note: string) => {
    service.setNow('2026-11-23T12:00:01.000Z')
    await api('marco').write('PUT', `/v2/leadevents/${id}`, { note })
  }
  /** refetches the visible pages, as the page does after changes by other users */
  const refetch = async () => act(async () => app.queryClient.invalidateQueries({ queryKey: ['events'] }))
  return { ...app, id, article, noteField, savedEvent, editByMarco, refetch }
}

it('shows during an edit who else has changed the note and its current version, and keeps the typed text', async () => {
  const { user, article, noteField, savedEvent, editByMarco, refetch } = await startEditing()
  await user.type(noteField(), ' No answer.')
  await editByMarco('Rang them twice.')
  await refetch()
  expect(await article.findByText(/Marco Bianchi also changed this event/)).toBeVisible()
  expect(article.getByRole('region', { name: 'Marco Bianchi’s version' })).toHaveTextContent(
    'Rang them added: twice.',
  )
  expect(noteField()).toHaveValue('Rang them. No answer.')
  await user.click(article.getByRole('button', { name: 'Keep mine' }))
  expect(article.queryByText(/also changed this event/)).not.toBeInTheDocument()
  await user.click(article.getByRole('button', { name: 'Save' }))
  await waitFor(async () => expect((await savedEvent()).note).toBe('Rang them. No answer.'))
})

it('continues from the other user’s text, and can restore the typed text', async () => {
  const { user, article, noteField, savedEvent, editByMarco, refetch } = await startEditing()
  await user.type(noteField(), ' No answer.')
  await editByMarco('Rang them twice.')
  await refetch()
  await user.click(await article.findByRole('button', { name: 'Edit theirs' }))
  expect(noteField()).toHaveValue('Rang them twice.')
  await user.click(screen.getByRole('button', { name: /^Restore/ }))
  expect(noteField()).toHaveValue('Rang them. No answer.')
  await user.clear(noteField())
  await user.type(noteField(), 'Rang them twice, no answer.')
  await user.click(article.getByRole('button', { name: 'Save' }))
  await waitFor(async () => expect((await savedEvent()).note).toBe('Rang them twice, no answer.'))
})

it('shows both versions if an edit would overwrite another user’s, and can send the edit again', async () => {
  const { user, article, noteField, savedEvent, editByMarco } = await startEditing()
  await user.type(noteField(), ' No answer.')
  await editByMarco('Rang them twice.')
  await user.click(article.getByRole('button', { name: 'Save' }))
  const conflict = within(await article.findByRole('group', { name: 'Conflicting versions' }))
  expect(conflict.getByRole('region', { name: 'Your version' })).toHaveTextContent(
    'Rang them. added: No answer.',
  )
  expect(await conflict.findByRole('region', { name: 'Marco Bianchi’s version' })).toHaveTextContent('twice')
  expect((await savedEvent()).note).toBe('Rang them twice.')
  await user.click(conflict.getByRole('button', { name: 'Keep mine' }))
  await waitFor(async () => expect((await savedEvent()).note).toBe('Rang them. No answer.'))
  expect(article.queryByRole('group', { name: 'Conflicting versions' })).not.toBeInTheDocument()
})

it('accepts the other user’s text, and can restore the user’s own', async () => {
  const { user, article, noteField, editByMarco } = await startEditing()
  await user.type(noteField(), ' No answer.')
  await editByMarco('Rang them twice.')
  await user.click(article.getByRole('button', { name: 'Save' }))
  await user.click(await article.findByRole('button', { name: 'Use theirs' }))
  expect(article.getByText('Rang them twice.')).toBeVisible()
  expect(article.queryByRole('group', { name: 'Conflicting versions' })).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: /^Restore/ }))
  expect(await article.findByRole('region', { name: 'Your version' })).toHaveTextContent('No answer')
})

const buttonsOf = (group: HTMLElement) =>
  within(group)
    .getAllByRole('button')
    .map(({ textContent }) => textContent)

it('keeps both texts if both users only added some, with the same order of buttons before and after saving', async () => {
  const { user, article, noteField, savedEvent, editByMarco, refetch } = await startEditing()
  await user.type(noteField(), ' No answer.')
  await editByMarco('Rang them. Twice.')
  await refetch()
  const group = { name: 'Conflicting versions' }
  expect(buttonsOf(await article.findByRole('group', group))).toEqual([
    'Keep mine',
    'Use theirs',
    'Keep both',
    'Edit theirs',
  ])
  await user.click(article.getByRole('button', { name: 'Save' }))
  await article.findByRole('region', { name: 'Your version' })
  expect(buttonsOf(article.getByRole('group', group))).toEqual([
    'Keep mine',
    'Use theirs',
    'Keep both',
    'Edit mine',
    'Edit theirs',
  ])
  await user.click(article.getByRole('button', { name: 'Keep both' }))
  await waitFor(async () => expect((await savedEvent()).note).toBe('Rang them. Twice. No answer.'))
  expect(article.queryByRole('group', group)).not.toBeInTheDocument()
})

it('continues an edit with the text that contains both', async () => {
  const { user, article, noteField, savedEvent, editByMarco, refetch } = await startEditing()
  await user.type(noteField(), ' No answer.')
  await editByMarco('Rang them. Twice.')
  await refetch()
  await user.click(await article.findByRole('button', { name: 'Keep both' }))
  expect(noteField()).toHaveValue('Rang them. Twice. No answer.')
  await user.click(article.getByRole('button', { name: 'Save' }))
  await waitFor(async () => expect((await savedEvent()).note).toBe('Rang them. Twice. No answer.'))
})

it('does not offer both texts if one user replaced some', async () => {
  const { user, article, noteField, editByMarco, refetch } = await startEditing()
  await user.type(noteField(), ' No answer.')
  await editByMarco('Called them.')
  await refetch()
  expect(await article.findByRole('button', { name: 'Keep mine' })).toBeVisible()
  expect(article.queryByRole('button', { name: 'Keep both' })).not.toBeInTheDocument()
})

it('lets the user continue editing either text', async () => {
  const { user, article, noteField, savedEvent, editByMarco } = await startEditing()
  await user.type(noteField(), ' No answer.')
  await editByMarco('Rang them twice.')
  await user.click(article.getByRole('button', { name: 'Save' }))
  await user.click(await article.findByRole('button', { name: 'Edit mine' }))
  expect(noteField()).toHaveValue('Rang them. No answer.')
  await user.keyboard('{Escape}')
  await user.click(await article.findByRole('button', { name: 'Edit theirs' }))
  expect(noteField()).toHaveValue('Rang them twice.')
  await user.type(noteField(), ' No answer.')
  await user.click(article.getByRole('button', { name: 'Save' }))
  await waitFor(async () => expect((await savedEvent()).note).toBe('Rang them twice. No answer.'))
})

it('restores the previous text when an edit is undone', async () => {
  const { user, article, noteField, savedEvent } = await startEditing()
  await user.type(noteField(), ' No answer.')
  await user.click(article.getByRole('button', { name: 'Save' }))
  await waitFor(async () => expect((await savedEvent()).note).toBe('Rang them. No answer.'))
  await user.click(screen.getByRole('button', { name: 'Undo edit of “Rang them.”' }))
  await waitFor(async () => expect((await savedEvent()).note).toBe('Rang them.'))
  expect(await article.findByText('Rang them.')).toBeVisible()
})

it('undoes the latest of several changes with each Ctrl+Z', async () => {
  const { user, article, noteField, savedEvent } = await startEditing()
  await user.type(noteField(), ' No answer.')
  await user.click(article.getByRole('button', { name: 'Save' }))
  await waitFor(async () => expect((await savedEvent()).note).toBe('Rang them. No answer.'))
  const first = within((await screen.findByText('First visit.')).closest('article') ?? document.body)
  await chooseAction(user, first, 'Delete')
  await waitFor(() => expect(screen.queryByText('First visit.')).not.toBeInTheDocument())
  await user.keyboard('{Control>}z{/Control}')
  expect(await screen.findByText('First visit.')).toBeVisible()
  expect((await savedEvent()).note).toBe('Rang them. No answer.')
  await user.keyboard('{Control>}z{/Control}')
  await waitFor(async () => expect((await savedEvent()).note).toBe('Rang them.'))
})

it('edits the date of the latest event within the date rule', async () => {
  const { user, article, savedEvent } = await startEditing()
  await user.click(article.getByRole('combobox', { name: 'Date' }))
  await user.click(await article.findByRole('option', { name: /Type a date/ }))
  const when = article.getByRole('textbox', { name: 'When it happened' })
  await user.type(when, '20 Nov 2026 9:00')
  expect(await article.findByText(/date must be after the previous event/)).toBeVisible()
  await user.click(article.getByRole('button', { name: 'Save' }))
  expect(when).toBeVisible()
  await user.clear(when)
  await user.type(when, '22 Nov 2026 15:00')
  expect(await article.findByText(/– allowed/)).toBeVisible()
  await user.click(article.getByRole('button', { name: 'Save' }))
  const corrected = new Date(2026, 10, 22, 15).toISOString()
  await waitFor(async () => expect((await savedEvent()).date).toBe(corrected))
  expect((await savedEvent()).note).toBe('Rang them.')
  await user.click(screen.getByRole('button', { name: 'Undo edit of “Rang them.”' }))
  await waitFor(async () => expect((await savedEvent()).date).toBe('2026-11-21T10:00:00.000Z'))
})

it('does not let the user edit the date of an event before the latest, and says why', async () => {
  const { user, article } = await startEditing()
  await user.click(article.getByRole('button', { name: 'Cancel' }))
  const first = within((await screen.findByText('First visit.')).closest('article') ?? document.body)
  await user.click(first.getByRole('button', { name: 'Edit note' }))
  expect(first.getByText('You can only change the date of the latest event')).toBeVisible()
  expect(first.queryByRole('combobox', { name: 'Date' })).not.toBeInTheDocument()
})

it('keeps the typed text if another user deletes the event during the edit', async () => {
  const { user, id, noteField, refetch } = await startEditing()
  await user.type(noteField(), ' No answer.')
  await api('marco').write('DELETE', `/v2/leadevents/${id}`, { forceDelete: 'true' })
  await refetch()
  expect(await screen.findByText('The event you were editing was deleted.')).toBeVisible()
  expect(screen.getByText('Rang them. No answer.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Discard' }))
  expect(screen.queryByText('Rang them. No answer.')).not.toBeInTheDocument()
})
