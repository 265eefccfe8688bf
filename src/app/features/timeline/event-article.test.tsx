import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { chooseAction } from '../../../testing/choose-action.ts'
import { renderApp } from '../../../testing/render-app.tsx'
import { startService, type TestService } from '../../../testing/start-service.ts'

let service: TestService
let lead = ''
let count = 0

beforeAll(async () => {
  service = await startService()
})

afterAll(async () => service.close())

beforeEach(() => {
  lead = `lead-${++count}`
})

/** An API client of this user. */
const api = (person: string) => new ApiClient(service.service, { token: 'acme-token', appUserId: person })

/** Creates three events: one by Luca and two by Giulia, who takes the lead over with her first. Returns their IDs, oldest first. */
async function createEvents(): Promise<number[]> {
  const log = async (person: string, fields: Record<string, string>) =>
    api(person).write('POST', '/v2/leadevents', { lead, type: 'company', ...fields })
  await log('luca', {
    note: 'Met at the fair.',
    status: 'New',
    leadAssignee: 'luca',
    date: '2026-11-20T10:00:00Z',
  })
  await log('giulia', {
    note: 'Rang.',
    status: 'Contacted',
    leadAssignee: 'giulia',
    date: '2026-11-21T10:00:00Z',
  })
  await log('giulia', { note: 'Sent teh offer.', date: '2026-11-22T10:00:00Z' })
  const { body } = await api('marco').get('/v2/leadevents', { leads: lead, ordering: 'oldest' })
  return body.items.map(({ id }: { id: number }) => id)
}

async function open(as: string, search = '') {
  const ids = await createEvents()
  const app = await renderApp(`/?leads=${lead}${search}`, { as, service })
  await screen.findByText('Met at the fair.')
  return { ...app, ids }
}

async function notes(): Promise<string[]> {
  const { body } = await api('marco').get('/v2/leadevents', { leads: lead, ordering: 'oldest' })
  return body.items.map(({ note }: { note: string }) => note)
}

/** Deletes an event as Marco; `index` counts from the oldest. */
async function deleteAsMarco(ids: readonly number[], index: number) {
  await api('marco').write('DELETE', `/v2/leadevents/${ids[index]}`, { forceDelete: 'true' })
}

const feed = () => screen.getByRole('feed', { name: 'Timeline' })
const texts = () =>
  within(feed())
    .getAllByRole('article')
    .map(({ textContent }) => textContent ?? '')

function article(text: string) {
  const element = within(feed())
    .getAllByRole('article')
    .find((candidate) => candidate.textContent?.includes(text))
  if (element === undefined) throw new Error(`no article says "${text}"`)
  return within(element)
}

it('shows each event with its owner and changes, newest or oldest first', async () => {
  const { user } = await open('giulia')
  expect(texts()[0]).toMatch(/Giulia Rossi.*Sent teh offer/)
  // a separate response contains the names
  await waitFor(() => expect(texts()[1]).toMatch(/Giulia Rossi.*New → Contacted.*Luca → Giulia.*Rang/))
  expect(texts()[2]).toMatch(/Luca Conti.*→ New.*unassigned → Luca.*Met at the fair/)
  const articles = within(feed()).getAllByRole('article')
  expect(articles[1]).toHaveAttribute('aria-posinset', '2')
  expect(articles[1]).toHaveAttribute('aria-setsize', '3')
  await user.click(
    within(screen.getByRole('radiogroup', { name: 'Order' })).getByRole('radio', { name: 'Oldest' }),
  )
  await waitFor(() => expect(texts()[0]).toMatch(/Met at the fair/))
  expect(window.location.search).toBe(`?leads=${lead}&order=oldest`)
})

it('edits a note in place, and marks it as edited', async () => {
  const { user } = await open('giulia')
  await user.click(article('Sent teh').getByRole('button', { name: 'Edit note' }))
  const box = article('Save').getByRole('textbox', { name: 'Note' })
  expect(box).toHaveFocus()
  await user.clear(box)
  await user.type(box, 'Sent the offer.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(article('Sent the offer.').getByRole('button', { name: 'Edit note' })).toHaveFocus()
  expect(await article('Sent the offer.').findByText('edited')).toBeVisible()
  expect(await notes()).toContain('Sent the offer.')
})

it('cancels an edit with Escape, returns the focus, and can restore the text', async () => {
  const { user } = await open('giulia')
  await user.click(article('Sent teh').getByRole('button', { name: 'Edit note' }))
  await user.keyboard(' By post.{Escape}')
  expect(article('Sent teh').getByRole('button', { name: 'Edit note' })).toHaveFocus()
  await user.click(screen.getByRole('button', { name: /^Restore “Sent teh/ }))
  expect(screen.getByDisplayValue('Sent teh offer. By post.')).toBeVisible()
  expect(await notes()).toContain('Sent teh offer.')
})

it('leaves no draft of an edit that was opened and left unchanged', async () => {
  const { user } = await open('giulia')
  const go = (search: string) =>
    act(() => {
      window.history.pushState(null, '', search)
      window.dispatchEvent(new PopStateEvent('popstate'))
    })
  await user.click(article('Sent teh').getByRole('button', { name: 'Edit note' }))
  go('/?leads=elsewhere')
  await screen.findByText(/“elsewhere” not found/)
  expect(screen.queryByRole('heading', { name: 'Drafts' })).not.toBeInTheDocument()
  go(`/?leads=${lead}`)
  await user.click((await screen.findAllByRole('button', { name: 'Edit note' }))[0] ?? document.body)
  await user.keyboard('!{Backspace}')
  expect(within(feed()).getByRole('textbox', { name: 'Note' })).toHaveFocus()
  go('/?leads=elsewhere')
  await screen.findByText(/“elsewhere” not found/)
  expect(screen.queryByRole('heading', { name: 'Drafts' })).not.toBeInTheDocument()
})

it('leaves Escape and the shortcut to an input method while it composes during an edit', async () => {
  const { user } = await open('giulia')
  await user.click(article('Sent teh').getByRole('button', { name: 'Edit note' }))
  const box = article('Save').getByRole('textbox', { name: 'Note' })
  await user.type(box, ' Nihon')
  fireEvent.keyDown(box, { key: 'Enter', ctrlKey: true, isComposing: true })
  fireEvent.keyDown(box, { key: 'Escape', isComposing: true })
  fireEvent.keyDown(box, { key: 'Enter', ctrlKey: true, keyCode: 229 })
  fireEvent.keyDown(box, { key: 'Escape', keyCode: 229 })
  expect(box).toHaveValue('Sent teh offer. Nihon')
  expect(box).toHaveFocus()
})

it('keeps an edit that the service rejects, with the error and its text', async () => {
  const { user, ids } = await open('giulia')
  await user.click(article('Sent teh').getByRole('button', { name: 'Edit note' }))
  await user.keyboard(' By post.')
  await deleteAsMarco(ids, 2)
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect((await screen.findAllByText(/This event was deleted/))[0]).toBeVisible()
  expect(screen.getAllByText(/Sent teh offer. By post./)[0]).toBeVisible()
})

it('deletes an event immediately, and can undo the deletion', async () => {
  const { user } = await open('giulia')
  await chooseAction(user, article('Sent teh'), 'Delete')
  await screen.findByText('Event deleted')
  expect(texts()).toHaveLength(2)
  expect(article('Rang').getByRole('button', { name: 'Edit note' }).closest('article')).toHaveFocus()
  expect(await notes()).toHaveLength(3)
  await user.click(screen.getByRole('button', { name: 'Undo deletion of “Sent teh offer.”' }))
  await waitFor(() =>
    expect(article('Sent teh').getByRole('button', { name: 'Edit note' }).closest('article')).toHaveFocus(),
  )
})

it('goes to the newest toast with F8 from an event, and returns there when it is dismissed by keyboard', async () => {
  const { user } = await open('giulia')
  const rang = article('Rang').getByRole('button', { name: 'Event actions' })
  await chooseAction(user, article('Rang'), 'Copy link')
  await screen.findByText('Link copied')
  await user.keyboard('{F8}')
  expect(screen.getByRole('button', { name: 'Dismiss notification' })).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(rang).toHaveFocus()
})

it('announces the lead of a timeline with its status and number of events, and a change of the order', async () => {
  const { user } = await open('giulia')
  // its position in the list follows if the list is there first
  expect(screen.getByText(new RegExp(`^${lead}: Contacted, 3 events(, \\d+ of \\d+)?$`))).toBeInTheDocument()
  await user.click(screen.getByRole('radio', { name: 'Oldest' }))
  expect(screen.getByText('Oldest events first')).toBeInTheDocument()
})

it('undoes the latest deletion with Ctrl+Z', async () => {
  const { user } = await open('giulia')
  await chooseAction(user, article('Sent teh'), 'Delete')
  await waitFor(() => expect(texts()).toHaveLength(2))
  await user.keyboard('{Control>}z{/Control}')
  expect(texts()).toHaveLength(3)
  expect(screen.queryByText('Event deleted')).not.toBeInTheDocument()
})

it('can undo a deletion after the order was changed', async () => {
  const { user } = await open('giulia')
  await chooseAction(user, article('Sent teh'), 'Delete')
  await user.click(screen.getByRole('radio', { name: 'Oldest' }))
  await waitFor(() => expect(texts()).toHaveLength(2))
  await user.keyboard('{Control>}z{/Control}')
  await waitFor(() => expect(texts()).toHaveLength(3))
})

it('leaves Ctrl+Z to a focused text field', async () => {
  const { user } = await open('giulia')
  await chooseAction(user, article('Sent teh'), 'Delete')
  await waitFor(() => expect(texts()).toHaveLength(2))
  await user.click(screen.getByRole('textbox', { name: 'Note' }))
  await user.keyboard('{Control>}z{/Control}')
  expect(screen.getByText('Event deleted')).toBeVisible()
  expect(texts()).toHaveLength(2)
})

it('moves the focus between articles with Page Down and Page Up, except in text fields', async () => {
  const { user } = await open('giulia')
  const articles = within(feed()).getAllByRole('article')
  article('Sent teh').getByRole('button', { name: 'Event actions' }).focus()
  await user.keyboard('{PageDown}')
  expect(articles[1]).toHaveFocus()
  await user.keyboard('{PageDown}{PageDown}')
  expect(articles[2]).toHaveFocus()
  await user.keyboard('{PageUp}')
  expect(articles[1]).toHaveFocus()
  await user.click(article('Rang').getByRole('button', { name: 'Edit note' }))
  await user.keyboard('{PageDown}')
  expect(within(feed()).getByRole('textbox', { name: 'Note' })).toHaveFocus()
})

it('offers the actions of an event by keys: e, Delete, and a menu by Shift+F10', async () => {
  const { user } = await open('giulia')
  const row = article('Sent teh')
  const element = row.getByRole('button', { name: 'Edit note' }).closest('article')
  element?.focus()
  await user.keyboard('{Shift>}{F10}{/Shift}')
  expect(row.getByRole('menu', { name: 'Event actions' })).toBeVisible()
  expect(row.getByRole('menuitem', { name: 'Edit' })).toHaveFocus()
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(row.getByRole('menuitem', { name: 'Details' })).toHaveFocus()
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(row.getByRole('menuitem', { name: 'Edit' })).toHaveFocus()
  await user.keyboard('{End}')
  expect(row.getByRole('menuitem', { name: 'Delete' })).toHaveFocus()
  await user.keyboard('{Escape}')
  expect(row.queryByRole('menu')).not.toBeInTheDocument()
  expect(row.getByRole('button', { name: 'Event actions' })).toHaveFocus()
  await user.keyboard('e')
  expect(within(feed()).getByRole('textbox', { name: 'Note' })).toHaveFocus()
  await user.keyboard('{Escape}{Delete}')
  await waitFor(() => expect(texts()).toHaveLength(2))
})

it('sends a deletion after ten seconds, not earlier', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
  await open('marco')
  const fetches = vi.spyOn(globalThis, 'fetch')
  const sent = () => fetches.mock.calls.filter(([, init]) => init?.method === 'DELETE').length
  fireEvent.click(article('Sent teh').getByRole('button', { name: 'Event actions' }))
  fireEvent.click(article('Sent teh').getByRole('menuitem', { name: 'Delete' }))
  await screen.findByText('Event deleted')
  await act(async () => vi.advanceTimersByTimeAsync(9_000))
  expect(sent()).toBe(0)
  expect(await notes()).toHaveLength(3)
  await act(async () => vi.advanceTimersByTimeAsync(1_000))
  await waitFor(async () => expect(await notes()).toEqual(['Met at the fair.', 'Rang.']))
  expect(sent()).toBe(1)
})

it('sends a deletion when its toast is closed, and when the user leaves the page', async () => {
  const { user } = await open('marco')
  await chooseAction(user, article('Sent teh'), 'Delete')
  await screen.findByText('Event deleted')
  await user.click(screen.getByRole('button', { name: 'Dismiss notification' }))
  await waitFor(async () => expect(await notes()).toEqual(['Met at the fair.', 'Rang.']))
  await chooseAction(user, article('Met at'), 'Delete')
  await screen.findByText('Event deleted')
  window.dispatchEvent(new Event('pagehide'))
  await waitFor(async () => expect(await notes()).toEqual(['Rang.']))
})

it('shows the state to which the lead would revert before a deletion that changes it', async () => {
  const { user } = await open('giulia')
  await chooseAction(user, article('Rang'), 'Delete')
  const dialog = within(await screen.findByRole('alertdialog', { name: 'Delete this event?' }))
  expect(dialog.getByText(/Contacted →/)).toBeVisible()
  await user.click(dialog.getByRole('button', { name: 'Keep event' }))
  expect(texts()).toHaveLength(3)
  await chooseAction(user, article('Rang'), 'Delete')
  const secondDialog = within(await screen.findByRole('alertdialog'))
  await user.click(secondDialog.getByRole('button', { name: 'Delete event' }))
  await waitFor(async () => expect(await notes()).toEqual(['Met at the fair.', 'Sent teh offer.']))
  await waitFor(() => expect(screen.getByRole('banner')).toHaveTextContent('New'))
})

it('shows an event again if the service rejects its deletion, with the error', async () => {
  const { user, ids } = await open('giulia')
  await chooseAction(user, article('Sent teh'), 'Delete')
  await screen.findByText('Event deleted')
  // without the other event by Giulia, the deletion would change the lead's state
  await deleteAsMarco(ids, 1)
  window.dispatchEvent(new Event('pagehide'))
  expect(await screen.findByText(/Not deleted/)).toBeVisible()
  expect(article('Sent teh').getByRole('button', { name: 'Delete anyway…' })).toBeVisible()
  await user.click(article('Sent teh').getByRole('button', { name: 'Keep event' }))
  expect(screen.queryByText(/Not deleted/)).not.toBeInTheDocument()
  expect(await notes()).toEqual(['Met at the fair.', 'Sent teh offer.'])
})

it("does not let a rep change a colleague's event", async () => {
  const { user } = await open('luca')
  expect(article('Met at').getByRole('button', { name: 'Edit note' })).toBeInTheDocument()
  expect(article('Rang').queryByRole('button', { name: 'Edit note' })).not.toBeInTheDocument()
  await user.click(article('Rang').getByRole('button', { name: 'Event actions' }))
  expect(
    article('Rang')
      .getAllByRole('menuitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['Copy link', 'Details'])
  article('Rang').getByRole('button', { name: 'Event actions' }).closest('article')?.focus()
  await user.keyboard('e{Delete}')
  expect(article('Rang').queryByRole('textbox')).not.toBeInTheDocument()
  expect(texts()).toHaveLength(3)
})

it('copies the permalink of an event', async () => {
  const { user, ids } = await open('giulia')
  await chooseAction(user, article('Rang'), 'Copy link')
  expect(await navigator.clipboard.readText()).toBe(`${window.location.origin}/events/${ids[1]}`)
  expect(screen.getByText('Link copied')).toBeVisible()
})

it('shows the event of a permalink in its timeline, with the focus on it', async () => {
  const [, id] = await createEvents()
  await renderApp(`/events/${id}`, { as: 'giulia', service })
  await waitFor(() => expect(document.activeElement).toHaveAttribute('aria-current', 'true'))
  expect(document.activeElement).toHaveTextContent('Rang.')
  expect(window.location.search).toBe(`?leads=${lead}&event=${id}`)
})

it('shows the event of the URL without moving the focus out of a text field', async () => {
  const { user, ids } = await open('giulia')
  const note = await screen.findByRole('textbox', { name: 'Note' })
  await user.type(note, 'Rang')
  const scroll = vi.spyOn(Element.prototype, 'scrollIntoView')
  act(() => {
    window.history.pushState(null, '', `/?leads=${lead}&event=${ids[0]}`)
    window.dispatchEvent(new PopStateEvent('popstate'))
  })
  await waitFor(() => expect(scroll).toHaveBeenCalled())
  scroll.mockRestore()
  expect(screen.getByRole('article', { current: true })).toHaveTextContent('Met at the fair.')
  await user.keyboard(' twice')
  expect(note).toHaveValue('Rang twice')
})

it('shows who deleted an event', async () => {
  const ids = await createEvents()
  await deleteAsMarco(ids, 2)
  await renderApp(`/events/${ids[2]}`, { as: 'giulia', service })
  expect(await screen.findByText('This event was deleted')).toBeVisible()
  expect(screen.getByText(/marco/i)).toBeVisible()
})

it('interleaves several leads, and names the lead of each event', async () => {
  await createEvents()
  const fields = { lead: 'another', type: 'person', note: 'Another one.', date: '2026-11-21T12:00:00Z' }
  await api('luca').write('POST', '/v2/leadevents', fields)
  await renderApp(`/?leads=${lead},another`, { as: 'marco', service })
  await screen.findByText('Another one.')
  const leadLinks = within(feed()).getAllByRole('link')
  expect(leadLinks.map((link) => link.textContent)).toEqual([lead, 'another', lead, lead])
})
