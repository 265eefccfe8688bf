import { screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { renderApp } from '../../../testing/render-app.tsx'
import { startService, type TestService } from '../../../testing/start-service.ts'

let service: TestService

beforeAll(async () => {
  service = await startService()
  const log = async (appUserId: string, lead: string, fields: Record<string, string>) =>
    new ApiClient(service.service, { token: 'acme-token', appUserId }).write('POST', '/v2/leadevents', {
      lead,
      type: 'company',
      ...fields,
    })
  await log('giulia', 'ferrari', { note: 'They want a pilot.', date: '2026-11-10T10:00:00Z' })
  await log('luca', 'tomasi', { note: 'No pilot for them.', status: 'Lost', date: '2026-11-12T10:00:00Z' })
  await log('luca', 'tomasi', { note: 'Nothing.', date: '2026-11-13T10:00:00Z' })
})

afterAll(async () => service.close())

const results = async () =>
  within(await screen.findByRole('list', { name: 'Matching notes' })).findAllByRole('link')

it('goes from the lead search to the notes of all leads, to an event in its timeline, and back', async () => {
  const { user } = await renderApp('/', { as: 'marco', service })
  await user.type(await screen.findByRole('combobox', { name: 'Find a lead' }), 'pilots')
  await user.click(screen.getByRole('link', { name: 'Search notes for “pilots”' }))
  expect(await screen.findByText('2 notes')).toBeInTheDocument()
  expect(location.pathname + location.search).toBe('/search?q=pilots')
  const [newest, oldest] = await results()
  expect(newest?.closest('li')).toHaveTextContent(/tomasi.*12 Nov.*Luca Conti.*Lost.*No pilot for them\./)
  expect(oldest?.closest('li')).toHaveTextContent(/ferrari.*10 Nov.*Giulia Rossi.*They want a pilot\./)
  expect(screen.getAllByRole('mark').map(({ textContent }) => textContent)).toEqual(['pilot', 'pilot'])

  await user.click(oldest ?? document.body)
  await waitFor(() =>
    expect(screen.getByRole('article', { current: true })).toHaveTextContent('They want a pilot.'),
  )
  expect(await screen.findByText('1 of 1')).toBeInTheDocument()
  window.history.back()
  await waitFor(async () => expect((await results())[1]).toHaveFocus())
})

it('moves from the field to the results with the arrow keys', async () => {
  const { user } = await renderApp('/search?q=pilot', { as: 'marco', service })
  const [newest, oldest] = await results()
  await user.click(screen.getByRole('textbox', { name: 'Search notes' }))
  await user.keyboard('{ArrowDown}')
  expect(newest).toHaveFocus()
  await user.keyboard('{ArrowDown}')
  expect(oldest).toHaveFocus()
})

it('filters the results, and shows when none is left', async () => {
  const { user } = await renderApp('/search?q=pilot&owner=giulia&from=2026-11-11', { as: 'marco', service })
  expect(await screen.findByText('No note matches “pilot”')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Remove filter: From 11 November 2026' }))
  expect(await screen.findByText('1 note')).toBeInTheDocument()
  expect(location.search).toBe('?q=pilot&owner=giulia')
})

it('opens with / if no lead is selected, and prompts for a text', async () => {
  const { user } = await renderApp('/', { as: 'marco', service })
  await screen.findByRole('combobox', { name: 'Find a lead' })
  await user.keyboard('/')
  expect(await screen.findByText('Search for what you remember of the note')).toBeInTheDocument()
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Search notes' })).toHaveFocus())
  await user.keyboard('zebra')
  expect(await screen.findByText('No note matches “zebra”')).toBeInTheDocument()
})
