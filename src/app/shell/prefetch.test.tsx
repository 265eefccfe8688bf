import { expect, it } from 'vitest'
import { renderApp } from '../../testing/render-app.tsx'
import { createQueryClient } from './query-client.ts'
import { eventQueries, leadQueries } from '../shared/api/queries.ts'
import { prefetchTimeline } from './prefetch.ts'

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
