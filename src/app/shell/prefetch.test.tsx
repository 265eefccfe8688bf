import { expect, it, vi } from 'vitest'
import { screen } from '@testing-library/react'
import { getResponses } from '../shared/api/response-cache.ts'
import { personKey } from '../shared/session/person.ts'
import { renderApp } from '../../testing/render-app.tsx'
import { createQueryClient } from './query-client.ts'
import { eventQueries, leadQueries } from '../shared/api/queries.ts'
import { prefetchOwnLeads, prefetchTimeline } from './prefetch.ts'

const timeline = { leads: ['one'], ordering: 'oldest' } as const

async function prefetchAs(as: string | undefined, address: string) {
  await renderApp(address, {
    as,
    given: async (api) => {
      await api('giulia').write('POST', '/v2/leadevents', { lead: 'one', type: 'company', note: 'first' })
    },
  })
  const client = createQueryClient()
  await prefetchTimeline(client)
  return client
}

it('loads the first page and the lead of the current URL', async () => {
  const client = await prefetchAs('giulia', '/?leads=one&order=oldest')
  const page = client.getQueryData(eventQueries.page(timeline, 0).queryKey)
  expect(page?.items.map(({ note }) => note)).toEqual(['first'])
  expect(client.getQueryData(leadQueries.detail('one').queryKey)?.item.id).toBe('one')
})

it('requests nothing if no user is signed in', async () => {
  const client = await prefetchAs(undefined, '/?leads=one&order=oldest')
  expect(client.getQueryState(eventQueries.page(timeline, 0).queryKey)).toBeUndefined()
})

it('stores the first pages of the user’s own leads, with the addresses of the list "Mine"', async () => {
  await renderApp('/', {
    as: 'giulia',
    given: async (_, { database }) => {
      await database.query(
        {
          text: `insert into lead (application_id, id, type, lead_assignee)
            select 'acme', 'own-' || n, 'company', case when n > 60 then 'luca' else 'giulia' end
            from generate_series(1, 61) n`,
        },
        [],
      )
    },
  })
  await screen.findByRole('option', { name: /^own-11/ })
  await prefetchOwnLeads('giulia', new AbortController().signal)
  const owner = personKey({ application: 'acme', id: 'giulia' })
  await vi.waitFor(async () => {
    const responses = await getResponses(owner, '/v2/leads?leadAssignee=giulia&sort=recent')
    expect(responses.map(({ address }) => address).toSorted()).toEqual([
      '/v2/leads?leadAssignee=giulia&sort=recent&offset=0&limit=50',
      '/v2/leads?leadAssignee=giulia&sort=recent&offset=50&limit=50',
    ])
  })
})
