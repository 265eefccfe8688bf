import { screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { renderApp } from '../../../testing/render-app.tsx'
import { startService, testNow, type TestService } from '../../../testing/start-service.ts'

let service: TestService

/** Three leads, the latest first: ferrari, open and with Giulia, cantina, quiet since 1 September, and rosa, won. */
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

const open = async (address: string) => renderApp(address, { as: 'marco', service })
const glance = async () => within(await screen.findByRole('table', { name: 'Leads in view' }))
const picker = async () => within(await screen.findByRole('listbox', { name: 'Leads' }))

it('adds leads to the view and takes them out by a press, until that is done', async () => {
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

it('shows at a glance how each lead stands, opens one alone and takes one out', async () => {
  const { user } = await open('/?leads=ferrari,cantina,nonsense')
  const table = await glance()
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

it('adds by keyboard: Space on the row where the arrow keys are, but a letter of a search stays one', async () => {
  const { user } = await open('/?leads=ferrari')
  await (await picker()).findByRole('option', { name: /rosa/ })
  await user.keyboard('{Control>}k{/Control}{ArrowDown}{ArrowDown} ')
  expect(window.location.search).toBe('?leads=ferrari,cantina')
  await user.keyboard('{ArrowUp}{ArrowDown} ')
  expect(window.location.search).toBe('?leads=ferrari')
  await user.keyboard('ros a')
  expect(screen.getByRole('combobox', { name: 'Find a lead' })).toHaveValue('ros a')
})

it('goes on with the next name while leads are being chosen, and Escape ends that', async () => {
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

it('lists who has gone quiet: open leads alone, the longest silence first', async () => {
  const { user } = await open('/')
  await user.click(await screen.findByRole('button', { name: 'Quiet leads' }))
  const list = await picker()
  await waitFor(() => expect(list.getAllByRole('option')).toHaveLength(1))
  // how long in its status is told once the statuses are known: a lead that is won or lost is in none
  expect(
    await list.findByRole('option', { name: /cantina\s*quiet 83 d\s*Contacted 83 d/ }),
  ).toBeInTheDocument()
  await user.click(screen.getByRole('radio', { name: 'Mine' }))
  expect(await screen.findByText('No quiet leads')).toBeInTheDocument()
})
