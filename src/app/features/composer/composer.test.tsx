import { screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { openLead as openLeadOf } from '../../../testing/open-lead.ts'
import { startService, testNow, testPassword, type TestService } from '../../../testing/start-service.ts'

let service: TestService
let lead = ''
let count = 0

beforeAll(async () => {
  service = await startService()
})

afterAll(async () => service.close())

beforeEach(() => {
  // the service's clock stands still, too, so no time passes between logging and sending
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.parse(testNow) })
  lead = `lead-${++count}`
  return () => vi.useRealTimers()
})

const openLead = async () => openLeadOf(service, lead)

const leadOption = async (id: string) =>
  screen.findByRole('option', { name: (_, option) => option.getAttribute('href') === `/?leads=${id}` })

const articles = () => within(screen.getByRole('feed', { name: 'Timeline' })).getAllByRole('article')

it('logs a call with a new status and a new assignee, and has the next one begun', async () => {
  const { user, form, choose, latest, note } = await openLead()
  await user.type(note, 'Rang the plant.{Enter}They want an offer.')
  await choose('Status', 'Contacted')
  await choose('Assignee', 'Someone else…')
  await user.type(form.getByRole('combobox', { name: 'Person' }), 'marco')
  await user.click(await form.findByRole('option', { name: /Marco Bianchi/ }))
  await user.click(form.getByRole('button', { name: /^Log event/ }))
  expect(articles()[0]).toHaveTextContent(/Giulia Rossi.*New → Contacted.*Luca → Marco.*Rang the plant/)
  expect(note).toHaveValue('')
  expect(note).toHaveFocus()
  await screen.findAllByRole('button', { name: 'Delete event' })
  expect(await latest()).toMatchObject({
    note: 'Rang the plant.\nThey want an offer.',
    status: 'Contacted',
    leadAssignee: 'marco',
    date: testNow,
  })
  expect(articles()).toHaveLength(2)
})

it('does not offer who is blocked as an assignee', async () => {
  const block = async (since: string | null) =>
    service.database.query({ text: `update application_user set blocked = $1 where id = 'marco'` }, [since])
  await block(testNow)
  onTestFinished(async () => void (await block(null)))
  const { user, form, choose } = await openLead()
  await choose('Assignee', 'Someone else…')
  await user.click(form.getByRole('combobox', { name: 'Person' }))
  expect(await form.findByRole('option', { name: /Luca Conti/ })).toBeInTheDocument()
  expect(form.queryByRole('option', { name: /Marco Bianchi/ })).not.toBeInTheDocument()
})

it('offers no change first, then the next step, the others and the ends, and never a hidden status', async () => {
  const { user, form } = await openLead()
  await user.click(form.getByRole('combobox', { name: 'Status' }))
  const options = form.getAllByRole('option').map((option) => option.textContent)
  expect(options).toEqual(['No changeStays New', 'Contacted', 'Qualified', 'Won', 'Lost'])
  const ends = within(form.getByRole('group', { name: 'Closes the lead' })).getAllByRole('option')
  expect(ends).toHaveLength(2)
})

it('takes the lead from whoever has it', async () => {
  const { user, choose, latest } = await openLead()
  await choose('Assignee', 'Unassigned')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await screen.findByText(/Luca →/)
  await waitFor(async () =>
    expect(await latest()).toMatchObject({ leadAssignee: null, previousLeadAssignee: 'luca' }),
  )
})

it('asks for something to say before it logs anything', async () => {
  const { user, form, note } = await openLead()
  await user.click(form.getByRole('button', { name: /^Log event/ }))
  expect(await form.findByText(/Write a note, or choose a status/)).toBeVisible()
  expect(note).toHaveAttribute('aria-invalid', 'true')
  expect(articles()).toHaveLength(1)
})

it('says which dates are possible, refuses one before the latest event, and mends it by one press', async () => {
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
  await user.click(form.getByRole('button', { name: 'Just after the latest event' }))
  expect(form.queryByText(/must be after the latest event/)).not.toBeInTheDocument()
  expect(note).toHaveValue('Rang this morning.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(async () => expect((await latest()).date).toBe('2026-11-22T10:00:00.001Z'))
})

it('brings back what the service refuses, with its reason on the field, and loses nothing', async () => {
  const { user, api, form, choose, note, latest } = await openLead()
  await user.type(note, 'Rang this morning.')
  await choose('Date', 'Choose a date and time…')
  await user.type(form.getByLabelText('When it happened'), '2026-11-23T09:00')
  // somebody else logs something later meanwhile
  const meanwhile = { lead, type: 'company', note: 'Quicker.', date: '2026-11-23T10:00:00Z' }
  await api('luca').write('POST', '/v2/leadevents', meanwhile)
  await user.keyboard('{Control>}{Enter}{/Control}')
  const refused = await screen.findByText('This event wasn’t saved. Fix it and log it again.')
  expect(refused).toBeVisible()
  const mended = within(screen.getByRole('form', { name: 'Log an event' }))
  expect(mended.getByRole('textbox', { name: 'Note' })).toHaveValue('Rang this morning.')
  expect(mended.getByText(/must be after the latest event, today/)).toBeVisible()
  expect(articles()[0]).toHaveTextContent(/Rang this morning.*Not saved/)
  await user.click(mended.getByRole('button', { name: 'Now' }))
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(async () =>
    expect(await latest()).toMatchObject({ note: 'Rang this morning.', date: testNow }),
  )
  await waitFor(() => expect(articles()).toHaveLength(3))
})

/** Opens the list of what is not saved, by what the indicator says. */
async function openOutbox(user: UserEvent, words: string) {
  const [indicator = document.body] = await screen.findAllByRole('button', { name: words })
  await user.click(indicator)
  return within(await screen.findByRole('dialog', { name: 'Outbox' }))
}

it('keeps an event that cannot be sent on the timeline, with its text, and sends it when asked again', async () => {
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

it('keeps what was typed while another lead is looked at', async () => {
  const { user, note } = await openLead()
  await user.type(note, 'Half a sentence')
  await user.click(await leadOption('lead-1'))
  await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: 'lead-1' })).toBeVisible())
  expect(await screen.findByRole('textbox', { name: 'Note' })).toHaveValue('')
  await user.click(await leadOption(lead))
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Note' })).toHaveValue('Half a sentence'))
})

/** Signs in as somebody else in another tab: the cookie is shared, and this page learns of it when it is looked at. */
async function takeOverInAnotherTab(person: string) {
  await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${person}@example.test`, password: testPassword }),
  })
  vi.setSystemTime(Date.parse(testNow) + 60_000)
  window.dispatchEvent(new Event('visibilitychange'))
  await screen.findByRole('button', { name: /^Account menu for Luca/ })
}

it('carries nothing from one person to the next when another tab signs somebody else in', async () => {
  const { user, note, queryClient } = await openLead()
  await user.type(note, 'Mine.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await user.click(await screen.findByRole('button', { name: 'Delete event' }))
  await screen.findByText('Event deleted')
  await user.type(note, 'Half a sentence')
  await user.type(screen.getByRole('combobox', { name: 'Find a lead' }), 'lead')
  const read = queryClient.getQueryCache().find({ queryKey: ['leads', 'detail', lead] })
  expect(read).toBeDefined()
  await takeOverInAnotherTab('luca')
  expect(queryClient.getQueryCache().find({ queryKey: ['leads', 'detail', lead] })).not.toBe(read)
  expect(await screen.findByRole('textbox', { name: 'Note' })).toHaveValue('')
  expect(screen.getByRole('combobox', { name: 'Find a lead' })).toHaveValue('')
  expect(screen.queryByText('Event deleted')).not.toBeInTheDocument()
})

it('asks to sign in when the session has ended meanwhile, and then saves what was logged', async () => {
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

it('does not offer to mend what may have been saved, and saves it once when tried again', async () => {
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

it('changes and takes back what could not be sent yet', async () => {
  const { user, api, note } = await openLead()
  const online = globalThis.fetch
  globalThis.fetch = async () => Promise.reject(new TypeError('offline'))
  await user.type(note, 'Their offer stands.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await user.type(note, 'Logged by mistake.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(() => expect(screen.getAllByText(/not sent yet|queued/)).toHaveLength(2))
  const [mistake = document.body, offer = document.body] = articles()
  await user.click(within(mistake).getByRole('button', { name: 'Discard' }))
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
