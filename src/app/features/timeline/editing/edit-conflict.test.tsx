import { act, screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../../../testing/api-client.ts'
import { renderApp } from '../../../../testing/render-app.tsx'
import { startService, type TestService } from '../../../../testing/start-service.ts'

let service: TestService
let count = 0

beforeAll(async () => {
  service = await startService()
})

afterAll(async () => service.close())

/** The service as a script of that person sees it. */
const api = (person: string) => new ApiClient(service.service, { token: 'acme-token', appUserId: person })

const log = async (lead: string, fields: Record<string, string>): Promise<number> => {
  const { body } = await api('giulia').write('POST', '/v2/leadevents', { lead, type: 'company', ...fields })
  return body.item.id
}

/** Giulia opens a lead with two events of hers, and edits the note of the latest. */
async function editing() {
  const lead = `conflict-${++count}`
  await log(lead, { note: 'First visit.', date: '2026-11-20T10:00:00Z' })
  const id = await log(lead, { note: 'Rang them.', date: '2026-11-21T10:00:00Z' })
  const app = await renderApp(`/?leads=${lead}`, { as: 'giulia', service })
  const article = within((await screen.findByText('Rang them.')).closest('article') ?? document.body)
  await app.user.click(article.getByRole('button', { name: 'Edit note' }))
  const box = () => article.getByRole('textbox', { name: 'Note' })
  const now = async () => (await api('marco').get(`/v2/leadevents/${id}`)).body.item
  const change = async (note: string) => {
    service.setNow('2026-11-23T12:00:01.000Z')
    await api('marco').write('PUT', `/v2/leadevents/${id}`, { note })
  }
  /** the page reads again what is in sight, as it does by itself when others change something */
  const readAgain = async () => act(async () => app.queryClient.invalidateQueries({ queryKey: ['events'] }))
  return { ...app, id, article, box, now, change, readAgain }
}

it('says while a note is edited who changed it meanwhile, shows what it says now, and keeps what was typed', async () => {
  const { user, article, box, now, change, readAgain } = await editing()
  await user.type(box(), ' No answer.')
  await change('Rang them twice.')
  await readAgain()
  expect(await article.findByText(/Marco Bianchi also changed this event/)).toBeVisible()
  expect(article.getByRole('region', { name: 'Marco Bianchi’s version' })).toHaveTextContent(
    'Rang them added: twice.',
  )
  expect(box()).toHaveValue('Rang them. No answer.')
  await user.click(article.getByRole('button', { name: 'Keep mine' }))
  expect(article.queryByText(/also changed this event/)).not.toBeInTheDocument()
  await user.click(article.getByRole('button', { name: 'Save' }))
  await waitFor(async () => expect((await now()).note).toBe('Rang them. No answer.'))
})

it('goes on from what somebody else wrote, and brings back what was typed', async () => {
  const { user, article, box, now, change, readAgain } = await editing()
  await user.type(box(), ' No answer.')
  await change('Rang them twice.')
  await readAgain()
  await user.click(await article.findByRole('button', { name: 'Edit theirs' }))
  expect(box()).toHaveValue('Rang them twice.')
  await user.click(screen.getByRole('button', { name: 'Restore' }))
  expect(box()).toHaveValue('Rang them. No answer.')
  await user.clear(box())
  await user.type(box(), 'Rang them twice, no answer.')
  await user.click(article.getByRole('button', { name: 'Save' }))
  await waitFor(async () => expect((await now()).note).toBe('Rang them twice, no answer.'))
})

it('shows both texts where an edit would have gone over somebody else’s, and sends mine again', async () => {
  const { user, article, box, now, change } = await editing()
  await user.type(box(), ' No answer.')
  await change('Rang them twice.')
  await user.click(article.getByRole('button', { name: 'Save' }))
  const conflict = within(await article.findByRole('group', { name: 'Conflicting versions' }))
  expect(conflict.getByRole('region', { name: 'Your version' })).toHaveTextContent(
    'Rang them. added: No answer.',
  )
  expect(await conflict.findByRole('region', { name: 'Marco Bianchi’s version' })).toHaveTextContent('twice')
  expect((await now()).note).toBe('Rang them twice.')
  await user.click(conflict.getByRole('button', { name: 'Keep mine' }))
  await waitFor(async () => expect((await now()).note).toBe('Rang them. No answer.'))
  expect(article.queryByRole('group', { name: 'Conflicting versions' })).not.toBeInTheDocument()
})

it('takes the other text, and brings the own one back', async () => {
  const { user, article, box, change } = await editing()
  await user.type(box(), ' No answer.')
  await change('Rang them twice.')
  await user.click(article.getByRole('button', { name: 'Save' }))
  await user.click(await article.findByRole('button', { name: 'Use theirs' }))
  expect(article.getByText('Rang them twice.')).toBeVisible()
  expect(article.queryByRole('group', { name: 'Conflicting versions' })).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Restore' }))
  expect(await article.findByRole('region', { name: 'Your version' })).toHaveTextContent('No answer')
})

it('edits further from either text', async () => {
  const { user, article, box, now, change } = await editing()
  await user.type(box(), ' No answer.')
  await change('Rang them twice.')
  await user.click(article.getByRole('button', { name: 'Save' }))
  await user.click(await article.findByRole('button', { name: 'Edit mine' }))
  expect(box()).toHaveValue('Rang them. No answer.')
  await user.keyboard('{Escape}')
  await user.click(await article.findByRole('button', { name: 'Edit theirs' }))
  expect(box()).toHaveValue('Rang them twice.')
  await user.type(box(), ' No answer.')
  await user.click(article.getByRole('button', { name: 'Save' }))
  await waitFor(async () => expect((await now()).note).toBe('Rang them twice. No answer.'))
})

it('writes the text before back where an edit is undone', async () => {
  const { user, article, box, now } = await editing()
  await user.type(box(), ' No answer.')
  await user.click(article.getByRole('button', { name: 'Save' }))
  await waitFor(async () => expect((await now()).note).toBe('Rang them. No answer.'))
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(async () => expect((await now()).note).toBe('Rang them.'))
  expect(await article.findByText('Rang them.')).toBeVisible()
})

it('undoes the latest of several changes by Ctrl+Z, one after the other', async () => {
  const { user, article, box, now } = await editing()
  await user.type(box(), ' No answer.')
  await user.click(article.getByRole('button', { name: 'Save' }))
  await waitFor(async () => expect((await now()).note).toBe('Rang them. No answer.'))
  const first = within((await screen.findByText('First visit.')).closest('article') ?? document.body)
  await user.click(first.getByRole('button', { name: 'Delete event' }))
  await waitFor(() => expect(screen.queryByText('First visit.')).not.toBeInTheDocument())
  await user.keyboard('{Control>}z{/Control}')
  expect(await screen.findByText('First visit.')).toBeVisible()
  expect((await now()).note).toBe('Rang them. No answer.')
  await user.keyboard('{Control>}z{/Control}')
  await waitFor(async () => expect((await now()).note).toBe('Rang them.'))
})

it('corrects the time of the latest event, under the rule', async () => {
  const { user, article, now } = await editing()
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
  await waitFor(async () => expect((await now()).date).toBe(corrected))
  expect((await now()).note).toBe('Rang them.')
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(async () => expect((await now()).date).toBe('2026-11-21T10:00:00.000Z'))
})

it('offers no other time for an event that others came after, and says why', async () => {
  const { user, article } = await editing()
  await user.click(article.getByRole('button', { name: 'Cancel' }))
  const first = within((await screen.findByText('First visit.')).closest('article') ?? document.body)
  await user.click(first.getByRole('button', { name: 'Edit note' }))
  expect(first.getByText('You can only change the date of the latest event')).toBeVisible()
  expect(first.queryByRole('combobox', { name: 'Date' })).not.toBeInTheDocument()
})

it('keeps what was typed where somebody deletes the event meanwhile', async () => {
  const { user, id, box, readAgain } = await editing()
  await user.type(box(), ' No answer.')
  await api('marco').write('DELETE', `/v2/leadevents/${id}`, { forceDelete: 'true' })
  await readAgain()
  expect(await screen.findByText('The event you were editing was deleted.')).toBeVisible()
  expect(screen.getByText('Rang them. No answer.')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Discard' }))
  expect(screen.queryByText('Rang them. No answer.')).not.toBeInTheDocument()
})
