import { screen, waitFor } from '@testing-library/react'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { renderApp } from '../../../testing/render-app.tsx'
import { startService, type TestService } from '../../../testing/start-service.ts'
import { backendWithoutSearch } from '../../../testing/backend-without-search.ts'

let service: TestService

/** More events than a timeline loads at once. */
const length = 420

beforeAll(async () => {
  service = await startService({ backend: backendWithoutSearch })
  const api = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  for (let index = 0; index < length; index++) {
    const date = new Date(Date.UTC(2026, 0, 1, index)).toISOString()
    const note =
      index === 3 ? 'A pilot, long ago.' : index === length - 2 ? 'The Pilot again.' : `Call ${index}.`
    await api.write('POST', '/v2/leadevents', { lead: 'ferrari', type: 'company', note, date })
  }
  await api.write('POST', '/v2/leadevents', { lead: 'rossi', type: 'person', note: 'Pilot?', status: 'New' })
}, 120_000)

afterAll(async () => service.close())

it('searches the loaded events, shows how many they are, and loads the rest with a button', async () => {
  const { user } = await renderApp('/?leads=ferrari&q=pilot', { as: 'marco', service })
  expect(await screen.findByText('1 match')).toBeInTheDocument()
  expect(await screen.findByText('50 of 420 events searched')).toBeInTheDocument()

  await user.click(screen.getByRole('button', { name: 'Search the rest' }))
  expect(await screen.findByText('420 of 420 events searched')).toBeInTheDocument()
  expect(await screen.findByText('2 matches')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Search the rest' })).not.toBeInTheDocument()

  await user.click(screen.getByRole('button', { name: 'Matches only' }))
  expect(await screen.findByText('2 of 420 events')).toBeInTheDocument()
  await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(2))
  expect(screen.getByText('Pilot', { selector: 'mark' })).toBeInTheDocument()
  expect(screen.getByText('pilot', { selector: 'mark' })).toBeInTheDocument()
})

it('filters the loaded events', async () => {
  await renderApp('/?leads=rossi&status=Contacted', { as: 'marco', service })
  expect(await screen.findByText('No events match the filters')).toBeInTheDocument()
  expect(await screen.findByText('1 of 1 event searched')).toBeInTheDocument()
})

it('offers no search over all leads, and its URL says so', async () => {
  const { user } = await renderApp('/search?q=pilot', { as: 'marco', service })
  expect(
    await screen.findByRole('heading', { name: 'You can’t search notes across all leads here' }),
  ).toBeInTheDocument()
  await user.type(screen.getByRole('combobox', { name: 'Find a lead' }), 'pilot')
  expect(screen.queryByRole('link', { name: /Search notes/ })).not.toBeInTheDocument()
})
