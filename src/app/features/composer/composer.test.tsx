import { screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { chooseAction } from '../../../testing/choose-action.ts'
import { renderLead as openLeadOf } from '../../../testing/render-lead.tsx'
import { startService, testNow, testPassword, type TestService } from '../../../testing/start-service.ts'

let service: TestService
let lead = ''
let count = 0

beforeAll(async () => {
  service = await startService()
})

afterAll(async () => service.close())

beforeEach(() => {
  // the service's clock is stopped, too, so no time passes between logging and sending
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.parse(testNow) })
  lead = `lead-${++count}`
  return () => vi.useRealTimers()
})

const openLead = async () => openLeadOf(service, lead)

const leadOption = async (id: string) =>
  screen.findByRole('option', { name: (_, option) => option.getAttribute('href') === `/?leads=${id}` })

const articles = () => within(screen.getByRole('feed', { name: 'Timeline' })).getAllByRole('article')

/** Waits until the newest event is saved. */
const isSaved = async () =>
  waitFor(() => expect(articles()[0]).toHaveAttribute('id', expect.stringMatching(/^event-/)))

it('logs a call with a new status and assignee, and then shows an empty composer', async () => {
  const { user, form, choose, latest, note } = await openLead()
  await user.type(note, 'Rang the plant.{Enter}They want an offer.')
  await choose('Status', 'Contacted')
  await user.click(form.getByRole('combobox', { name: 'Assignee' }))
  await user.type(form.getByRole('combobox', { name: 'Person' }), 'marco')
  await user.click(await form.findByRole('option', { name: /Marco Bianchi/ }))
  await user.click(form.getByRole('button', { name: /^Log event/ }))
  expect(articles()[0]).toHaveTextContent(/Giulia Rossi.*New → Contacted.*Luca → Marco.*Rang the plant/)
  expect(note).toHaveValue('')
  expect(note).toHaveFocus()
  await isSaved()
  expect(await latest()).toMatchObject({
    note: 'Rang the plant.\nThey want an offer.',
    status: 'Contacted',
    leadAssignee: 'marco',
    date: testNow,
  })
  await waitFor(() => expect(articles()).toHaveLength(2))
})

it('does not offer a blocked user as an assignee', async () => {
  const block = async (since: string | null) =>
    service.database.query({ text: `update application_user set blocked = $1 where id = 'marco'` }, [since])
  await block(testNow)
  onTestFinished(async () => void (await block(null)))
  const { user, form } = await openLead()
  await user.click(form.getByRole('combobox', { name: 'Assignee' }))
  await user.click(form.getByRole('combobox', { name: 'Person' }))
  expect(await form.findByRole('option', { name: /Luca Conti/ })).toBeInTheDocument()
  expect(form.queryByRole('option', { name: /Marco Bianchi/ })).not.toBeInTheDocument()
})

it('offers “no change” first, then the next step, the others and the final ones, and never a hidden status', async () => {
  const { user, form } = await openLead()
  await user.click(form.getByRole('combobox', { name: 'Status' }))
  const options = form.getAllByRole('option').map((option) => option.textContent)
  expect(options).toEqual(['No changeStays New', 'Contacted', 'Qualified', 'Won', 'Lost'])
  const ends = within(form.getByRole('group', { name: 'Closes the lead' })).getAllByRole('option')
  expect(ends).toHaveLength(2)
})

it('removes the lead’s assignee', async () => {
  const { user, choose, latest } = await openLead()
  await choose('Assignee', 'Unassigned')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await screen.findByText(/Luca →/)
  await waitFor(async () =>
    expect(await latest()).toMatchObject({ leadAssignee: null, previousLeadAssignee: 'luca' }),
  )
})

it('requires a note, a status or an assignee', async () => {
  const { user, form, note } = await openLead()
  await user.click(form.getByRole('button', { name: /^Log event/ }))
  expect(await form.findByText(/Write a note, or choose a status/)).toBeVisible()
  expect(note).toHaveAttribute('aria-invalid', 'true')
  expect(articles()).toHaveLength(1)
})

it('shows the possible dates, refuses one before the latest event, and fixes it with one button', async () => {
  const { user, form, choose, latest, note } = await openLead()
  await user.type(note, 'Rang this morning.')
  await choose('Date', 'Choose a date and time…')
  const when = form.getByLabelText('When it happened')
  expect(when).toHaveFocus()
  expect(when).toHaveAccessibleDescription(/After yesterday 1\d:00 \(latest event\), up to now/)
  await user.type(when, '2026-11-21T09:00')
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(await form.findByText(/must be after the latest event, yesterday/)).toBeVisible()
  expect(when).toHaveAttribute('aria-invalid', 'true')
  await user.click(form.getByRole('button', { name: 'Log just after it' }))
  expect(form.queryByText(/must be after the latest event/)).not.toBeInTheDocument()
  expect(note).toHaveValue('Rang this morning.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(async () => expect((await latest()).date).toBe('2026-11-22T10:00:00.001Z'))
})

it('returns a rejected event to the composer, with the error on the field and all input', async () => {
  const { user, api, form, choose, note, latest } = await openLead()
  await user.type(note, 'Rang this morning.')
  await choose('Date', 'Choose a date and time…')
  await user.type(form.getByLabelText('When it happened'), '2026-11-23T09:00')
  // another user logs a later event in the meantime
  const otherEvent = { lead, type: 'company', note: 'Quicker.', date: '2026-11-23T10:00:00Z' }
  await api('luca').write('POST', '/v2/leadevents', otherEvent)
  await user.keyboard('{Control>}{Enter}{/Control}')
  const refused = await screen.findByText('This event wasn’t saved. Fix it and log it again.')
  expect(refused).toBeVisible()
  const fixForm = within(screen.getByRole('form', { name: 'Log an event' }))
  expect(fixForm.getByRole('textbox', { name: 'Note' })).toHaveValue('Rang this morning.')
  expect(fixForm.getByText(/must be after the latest event, today/)).toBeVisible()
  expect(articles()[0]).toHaveTextContent(/Rang this morning.*Not saved/)
  await user.click(fixForm.getByRole('button', { name: 'Log as now' }))
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(async () =>
    expect(await latest()).toMatchObject({ note: 'Rang this morning.', date: testNow }),
  )
  await waitFor(() => expect(articles()).toHaveLength(3))
})

/** Opens the outbox with the indicator that has this label. */
async function openOutbox(user: UserEvent, label: string) {
  const [indicator = document.body] = await screen.findAllByRole('button', { name: label })
  await user.click(indicator)
  return within(await screen.findByRole('dialog', { name: 'Outbox' }))
}

it('keeps an event that cannot be sent on the timeline, with its text, and sends it on “Try again”', async () => {
  const { user, note, latest } = await openLead()
  const online = globalThis.fetch
  globalThis.fetch = async () => Promise.reject(new TypeError('offline'))
  await user.type(note, 'Written in a tunnel.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(await within(articles()[0] ?? document.body).findByText('not sent yet')).toBeVisible()
  const outbox = await openOutbox(user, '1 waiting')
  expect(outbox.getByRole('listitem')).toHaveTextContent(
    /Written in a tunnel.*Can’t reach.*Retrying automatically/,
  )
  globalThis.fetch = online
  await user.click(outbox.getByRole('button', { name: 'Try again' }))
  await waitFor(async () => expect(await latest()).toMatchObject({ note: 'Written in a tunnel.' }))
  expect(await outbox.findByText('Everything is saved')).toBeVisible()
})

it('keeps the typed text while another lead is open', async () => {
  const { user, note } = await openLead()
  await user.type(note, 'Half a sentence')
  await user.click(await leadOption('lead-1'))
  await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: 'lead-1' })).toBeVisible())
  expect(await screen.findByRole('textbox', { name: 'Note' })).toHaveValue('')
  await user.click(await leadOption(lead))
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Note' })).toHaveValue('Half a sentence'))
})

/** Signs in as another user in another tab: tabs share the cookie, and this page notices when it becomes visible. */
async function signInFromAnotherTab(person: string) {
  await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${person}@example.test`, password: testPassword }),
  })
  vi.setSystemTime(Date.parse(testNow) + 60_000)
  window.dispatchEvent(new Event('visibilitychange'))
  await screen.findByRole('button', { name: /^Account menu for Luca/ })
}

it('shows nothing of one user to the next when another tab signs in another user', async () => {
  const { user, note, queryClient } = await openLead()
  await user.type(note, 'Mine.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await isSaved()
  await chooseAction(user, within(articles()[0] ?? document.body), 'Delete')
  await screen.findByText('Event deleted')
  await user.type(note, 'Half a sentence')
  await user.type(screen.getByRole('combobox', { name: 'Find a lead' }), 'lead')
  const read = queryClient.getQueryCache().find({ queryKey: ['leads', 'detail', lead] })
  expect(read).toBeDefined()
  await signInFromAnotherTab('luca')
  expect(queryClient.getQueryCache().find({ queryKey: ['leads', 'detail', lead] })).not.toBe(read)
  expect(await screen.findByRole('textbox', { name: 'Note' })).toHaveValue('')
  expect(screen.getByRole('combobox', { name: 'Find a lead' })).toHaveValue('')
  expect(screen.queryByText('Event deleted')).not.toBeInTheDocument()
})

it('asks the user to sign in if the session has ended, and then saves the logged event', async () => {
  const { user, note, latest } = await openLead()
  await fetch('/session', { method: 'DELETE' })
  await user.type(note, 'Said on the stairs.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  const form = within(await screen.findByRole('form', { name: 'Sign in' }))
  await user.type(form.getByLabelText('Email'), 'giulia@example.test')
  await user.type(form.getByLabelText('Password'), `${testPassword}{Enter}`)
  await screen.findByText('Said on the stairs.')
  await waitFor(async () => expect(await latest()).toMatchObject({ note: 'Said on the stairs.' }))
})

it('does not offer to fix an event that may have been saved, and a retry saves it once', async () => {
  const { user, api, note } = await openLead()
  const online = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const response = await online(input, init)
    if (init?.method === 'POST') throw new TypeError('the answer was lost')
    return response
  }
  await user.type(note, 'Said once.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(await screen.findByText('not sent yet')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Fix' })).not.toBeInTheDocument()
  globalThis.fetch = online
  const outbox = await openOutbox(user, '1 waiting')
  await user.click(outbox.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(screen.getAllByText('All saved')[0]).toBeVisible())
  const { body } = await api('giulia').get('/v2/leadevents', { leads: lead })
  expect(body.meta.count).toBe(2)
})

it('edits and discards events that have not been sent yet', async () => {
  const { user, api, note } = await openLead()
  const online = globalThis.fetch
  globalThis.fetch = async () => Promise.reject(new TypeError('offline'))
  await user.type(note, 'Their offer stands.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await user.type(note, 'Logged by mistake.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(() => expect(screen.getAllByText(/not sent yet|queued/)).toHaveLength(2))
  const [mistake = document.body, offer = document.body] = articles()
  await chooseAction(user, within(mistake), 'Discard')
  await user.click(within(offer).getByRole('button', { name: 'Edit note' }))
  await user.type(within(offer).getByRole('textbox', { name: 'Note' }), ' Until Friday.')
  await user.click(within(offer).getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('Their offer stands. Until Friday.')).toBeVisible()
  globalThis.fetch = online
  window.dispatchEvent(new Event('online'))
  await waitFor(() => expect(screen.getAllByText('All saved')[0]).toBeVisible())
  const { body } = await api('giulia').get('/v2/leadevents', { leads: lead })
  expect(body.items.map((event: { note: string }) => event.note)).toEqual([
    'Their offer stands. Until Friday.',
    'Found them at the fair.',
  ])
})
