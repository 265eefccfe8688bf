import { screen, waitFor, within } from '@testing-library/react'
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

it('summarises each lead, opens one alone and removes one', async () => {
  const { user } = await open('/?leads=ferrari,cantina,nonsense')
  const table = await summaryTable()
  expect(
    await table.findByRole('row', { name: /ferrari Qualified for 3 days Giulia Rossi/ }),
  ).toBeInTheDocument()
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
