import { screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { renderApp } from '../../../testing/render-app.tsx'
import { startService, testNow, type TestService } from '../../../testing/start-service.ts'

let service: TestService

/** Three leads, newest first: ferrari, open and assigned to Giulia; cantina, quiet since 1 September; rosa, won. */
beforeAll(async () => {
  service = await startService()
  const giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  const log = async (lead: string, fields: Record<string, string>) =>
    giulia.write('POST', '/v2/leadevents', { lead, type: 'company', ...fields })
  await log('rosa', { date: '2026-08-01T10:00:00Z', status: 'Won', note: 'Signed.' })
  await log('cantina', { date: '2026-09-01T10:00:00Z', status: 'Contacted', note: 'Rang.' })
  await log('ferrari', { date: '2026-11-20T10:00:00Z', status: 'Qualified', leadAssignee: 'giulia' })
})

afterAll(async () => service.close())

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(testNow) })
  return () => vi.useRealTimers()
})

const open = async (url: string) => renderApp(url, { as: 'marco', service })
const summaryTable = async () => within(await screen.findByRole('table', { name: 'Leads in view' }))
const picker = async () => within(await screen.findByRole('listbox', { name: 'Leads' }))

it('adds and removes leads with a click until multi-select ends', async () => {
  const { user } = await open('/?leads=ferrari')
  await user.click(await screen.findByRole('button', { name: 'Add lead to view' }))
  const list = await picker()
  expect(list.getByRole('option', { name: /ferrari/ })).toHaveAttribute('aria-selected', 'true')
  await user.click(list.getByRole('option', { name: /cantina/ }))
  await user.click(list.getByRole('option', { name: /rosa/ }))
  expect(window.location.search).toBe('?leads=ferrari,cantina,rosa')
  expect(screen.getByText('3 leads in view')).toBeInTheDocument()
  await user.click(list.getByRole('option', { name: /cantina/ }))
  expect(window.location.search).toBe('?leads=ferrari,rosa')

  await user.click(screen.getByRole('button', { name: 'Done' }))
  await user.click(list.getByRole('option', { name: /cantina/ }))
  expect(window.location.search).toBe('?leads=cantina')
})

it('selects leads from the list itself, and with Shift a range of them', async () => {
  const { user } = await open('/leads')
  const list = await picker()
  await list.findByRole('option', { name: /rosa/ })
  await user.click(screen.getByRole('button', { name: 'Select leads' }))
  const search = screen.getByRole('combobox', { name: 'Find a lead' })
  expect(search).toHaveFocus()
  expect(screen.getByText('0 leads in view')).toBeInTheDocument()
  await user.click(list.getByRole('option', { name: /ferrari/ }))
  await user.keyboard('{Shift>}')
  await user.click(list.getByRole('option', { name: /rosa/ }))
  await user.keyboard('{/Shift}')
  expect(window.location.search).toBe('?leads=ferrari,cantina,rosa')
  await user.click(list.getByRole('option', { name: /rosa/ }))
  await user.click(list.getByRole('option', { name: /ferrari/ }))
  expect(window.location.search).toBe('?leads=cantina')
  // the list starts at the open lead
  await user.keyboard('{ArrowDown}{ArrowDown} {ArrowUp}{ArrowUp}{Shift>} {/Shift}')
  expect(window.location.search).toBe('?leads=cantina,rosa,ferrari')
  await user.click(screen.getByRole('button', { name: 'Done' }))
  expect(await screen.findByRole('button', { name: 'Select leads' })).toBeInTheDocument()
})

it('summarises each lead, opens one alone and removes one', async () => {
  const { user } = await open('/?leads=ferrari,cantina,nonsense')
  const table = await summaryTable()
  expect(await table.findByRole('row', { name: /ferrari Qualified 3 d Giulia Rossi/ })).toBeInTheDocument()
  expect(await table.findByRole('row', { name: /cantina.*quiet 83 d/ })).toBeInTheDocument()
  expect(await table.findByRole('row', { name: /nonsense Lead not found/ })).toBeInTheDocument()
  await user.click(table.getByRole('link', { name: 'Remove nonsense from view' }))
  expect(window.location.search).toBe('?leads=ferrari,cantina')
  await user.click(table.getByRole('link', { name: 'ferrari' }))
  expect(window.location.search).toBe('?leads=ferrari')
})

it('toggles the active row with Space, but types a space in a search', async () => {
  const { user } = await open('/?leads=ferrari')
  await (await picker()).findByRole('option', { name: /rosa/ })
  await user.keyboard('{Control>}k{/Control}{ArrowDown}{ArrowDown} ')
  expect(window.location.search).toBe('?leads=ferrari,cantina')
  await user.keyboard('{ArrowUp}{ArrowDown} ')
  expect(window.location.search).toBe('?leads=ferrari')
  await user.keyboard('ros a')
  expect(screen.getByRole('combobox', { name: 'Find a lead' })).toHaveValue('ros a')
})

it('lets the user type the next name during multi-select, and Escape ends it', async () => {
  const { user } = await open('/?leads=ferrari')
  await user.click(await screen.findByRole('button', { name: 'Add lead to view' }))
  const search = screen.getByRole('combobox', { name: 'Find a lead' })
  expect(search).toHaveFocus()
  await user.keyboard('cant')
  await waitFor(async () => expect((await picker()).getAllByRole('option')).toHaveLength(1))
  await user.keyboard('{Enter}')
  expect(window.location.search).toBe('?leads=ferrari,cantina')
  await user.keyboard('rosa{Enter}')
  await waitFor(() => expect(window.location.search).toBe('?leads=ferrari,cantina,rosa'))
  await user.keyboard('{Escape}{Escape}')
  expect(screen.queryByRole('button', { name: 'Done' })).not.toBeInTheDocument()
  expect(screen.getByRole('main')).toHaveFocus()
})

it('lists the quiet leads: only open ones, the longest quiet first', async () => {
  const { user } = await open('/?quiet=30&sort=quiet')
  const list = await picker()
  await waitFor(() => expect(list.getAllByRole('option')).toHaveLength(1))
  // the days in the status appear once the statuses are loaded, because a closed lead shows none
  expect(
    await list.findByRole('option', { name: /cantina\s*quiet 83 d\s*Contacted\s*83 d/ }),
  ).toBeInTheDocument()
  await user.click(screen.getByRole('radio', { name: 'Mine' }))
  expect(await screen.findByText('No quiet leads')).toBeInTheDocument()
})

it('sorts the table by a column, newest or longest first, and reverses it', async () => {
  const { user } = await open('/?leads=rosa,ferrari,cantina')
  const table = await summaryTable()
  await table.findByRole('row', { name: /^ferrari Qualified/ })
  const leads = () => table.getAllByRole('rowheader').map((cell) => cell.textContent)
  const header = (name: string) => table.getByRole('columnheader', { name })
  expect(leads()).toEqual(['rosa', 'ferrari', 'cantina'])
  await user.click(table.getByRole('button', { name: 'Last event' }))
  await waitFor(() => expect(leads()).toEqual(['ferrari', 'cantina', 'rosa']))
  expect(header('Last event')).toHaveAttribute('aria-sort', 'descending')
  await user.click(table.getByRole('button', { name: 'Last event' }))
  expect(leads()).toEqual(['rosa', 'cantina', 'ferrari'])
  expect(header('Last event')).toHaveAttribute('aria-sort', 'ascending')
  // the last status of the funnel first
  await user.click(table.getByRole('button', { name: 'Status' }))
  expect(leads()).toEqual(['rosa', 'ferrari', 'cantina'])
  expect(header('Last event')).not.toHaveAttribute('aria-sort')
  await user.click(table.getByRole('button', { name: 'For' }))
  expect(leads()).toEqual(['rosa', 'cantina', 'ferrari'])
  expect(window.location.search).toBe('?leads=rosa,ferrari,cantina&table=since')
  await user.click(table.getByRole('link', { name: 'Remove cantina from view' }))
  expect(window.location.search).toBe('?leads=rosa,ferrari&table=since')
})

it('restores the order of the table from the URL', async () => {
  await open('/?leads=rosa,ferrari,cantina&table=-last')
  const table = await summaryTable()
  await waitFor(() =>
    expect(table.getAllByRole('rowheader').map((cell) => cell.textContent)).toEqual([
      'rosa',
      'cantina',
      'ferrari',
    ]),
  )
  expect(table.getByRole('columnheader', { name: 'Last event' })).toHaveAttribute('aria-sort', 'ascending')
})

it('chooses the lead of the composer with a click on its row', async () => {
  const { user } = await open('/?leads=rosa,ferrari')
  const table = await summaryTable()
  const row = await table.findByRole('row', { name: /^ferrari Qualified/ })
  await user.click(within(row).getByRole('cell', { name: 'Qualified' }))
  const form = within(await screen.findByRole('form', { name: 'Log an event' }))
  expect(await form.findByRole('textbox', { name: 'Note' })).toHaveFocus()
  expect(form.getByRole('combobox', { name: 'On' })).toHaveTextContent('ferrari')
  expect(row).toHaveAttribute('aria-current', 'true')
})

it('shows the paths of all leads on one time axis', async () => {
  await open('/?leads=ferrari,cantina,rosa,nonsense')
  const table = await summaryTable()
  const path = async (lead: string, status: string) => {
    const row = within(await table.findByRole('row', { name: new RegExp(`^${lead} ${status}`) }))
    const item = within(await row.findByRole('list', { name: 'Status over time' })).getByRole('listitem')
    const share = (name: string) => Number(item.style.getPropertyValue(name))
    return { text: item.textContent, start: share('--start'), end: share('--start') + share('--size') }
  }
  // the axis starts on 1 August, the month of the earliest path, and ends now, on 23 November
  const rosa = await path('rosa', 'Won')
  const cantina = await path('cantina', 'Contacted')
  const ferrari = await path('ferrari', 'Qualified')
  expect(rosa.text).toBe('Won, 114 days from 1 August 2026')
  expect(rosa.start).toBeCloseTo(0, 1)
  expect(cantina.start).toBeCloseTo(31 / 114, 1)
  expect(ferrari.start).toBeCloseTo(111 / 114, 1)
  for (const { end } of [rosa, cantina, ferrari]) expect(end).toBeCloseTo(1)
  expect(table.getByRole('row', { name: /nonsense Lead not found/ })).toBeInTheDocument()
})

const composer = async () => within(await screen.findByRole('form', { name: 'Log an event' }))

/** Chooses the lead of the composer. */
async function chooseLead(user: UserEvent, name: string) {
  await user.click((await composer()).getByRole('combobox', { name: 'On' }))
  await user.click(await (await leadChoices()).findByRole('option', { name: new RegExp(`^${name}`) }))
}

const leadChoices = async () => within(await screen.findByRole('dialog', { name: 'On' }))

it('logs an event on the lead that the user chooses, by the rules of that lead, and keeps the choice', async () => {
  const { user } = await open('/?leads=ferrari,cantina,rosa')
  const form = await composer()
  expect(form.getByRole('combobox', { name: 'On' })).toHaveTextContent('Select a lead')
  expect(form.queryByRole('textbox', { name: 'Note' })).not.toBeInTheDocument()
  await user.click(form.getByRole('combobox', { name: 'On' }))
  await user.type(screen.getByRole('combobox', { name: 'Find a lead in view' }), 'cant')
  expect((await leadChoices()).getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
    'cantinaContacted',
  ])
  await user.keyboard('{Enter}')

  const note = await (await composer()).findByRole('textbox', { name: 'Note' })
  expect(note).toHaveFocus()
  expect((await composer()).queryByRole('button', { name: /next/ })).not.toBeInTheDocument()
  await user.type(note, 'Rang again.')
  expect((await composer()).getByRole('combobox', { name: 'Status' })).toHaveTextContent('Contacted')
  await user.click((await composer()).getByRole('button', { name: /Log event/ }))
  const feed = within(await screen.findByRole('feed'))
  const article = (await feed.findByText('Rang again.')).closest('article')
  expect(article).toHaveTextContent('cantina')
  expect((await composer()).getByRole('combobox', { name: 'On' })).toHaveTextContent('cantina')
})

it('moves what is written to another lead that has no draft', async () => {
  const { user } = await open('/?leads=ferrari,rosa')
  await chooseLead(user, 'ferrari')
  await user.type(await (await composer()).findByRole('textbox', { name: 'Note' }), 'About Rosa')
  await chooseLead(user, 'rosa')
  const form = await composer()
  await waitFor(() => expect(form.getByRole('combobox', { name: 'On' })).toHaveTextContent('rosa'))
  expect(form.getByRole('textbox', { name: 'Note' })).toHaveValue('About Rosa')
  await user.click(form.getByRole('combobox', { name: 'On' }))
  expect(await (await leadChoices()).findByRole('option', { name: /^rosa.*Draft/ })).toBeInTheDocument()
  expect((await leadChoices()).getByRole('option', { name: /^ferrari/ })).not.toHaveTextContent('Draft')
})

it('starts with the lead of the latest draft, and leaves each lead its own draft', async () => {
  const { user } = await open('/?leads=ferrari')
  const note = async () => (await composer()).findByRole('textbox', { name: 'Note' })
  await user.type(await note(), 'About Ferrari')
  await user.click((await picker()).getByRole('option', { name: /^cantina/ }))
  await waitFor(async () => expect(await note()).toHaveValue(''))
  await user.type(await note(), 'About Cantina')
  await user.click(await screen.findByRole('button', { name: 'Add lead to view' }))
  await user.click((await picker()).getByRole('option', { name: /^ferrari/ }))
  await waitFor(async () =>
    expect((await composer()).getByRole('combobox', { name: 'On' })).toHaveTextContent('cantina'),
  )
  expect(await note()).toHaveValue('About Cantina')
  await chooseLead(user, 'ferrari')
  await waitFor(async () => expect(await note()).toHaveValue('About Ferrari'))
  await chooseLead(user, 'cantina')
  await waitFor(async () => expect(await note()).toHaveValue('About Cantina'))
})
