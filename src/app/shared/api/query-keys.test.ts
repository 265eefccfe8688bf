import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { eventQueries } from './queries.ts'
import { isFilteredTimeline, queryKeys } from './query-keys.ts'

it('counts only the pages of a timeline of the same leads as loaded', () => {
  const client = new QueryClient()
  const load = (leads: readonly string[], page: number) =>
    client.setQueryData(eventQueries.page({ leads, ordering: 'newest' }, page).queryKey, {
      items: [],
      meta: { ordering: 'newest', count: 0, limit: 50, offset: 50 * page, info: [], obfuscated: {} },
      queryExplanation: [],
    })
  load(['one'], 2)
  load(['one'], 0)
  load(['one', 'other'], 7)
  expect(eventQueries.loadedPages(client, { leads: ['one'], ordering: 'newest' })).toEqual([0, 2])
})

it('distinguishes the pages of a whole timeline from filtered pages and matches', () => {
  const timeline = { leads: ['one'], ordering: 'newest', page: 0 } as const
  const isFiltered = (queryKey: Parameters<typeof isFilteredTimeline>[0]['queryKey']) =>
    isFilteredTimeline({ queryKey })
  expect(isFiltered(queryKeys.timelinePage({ ...timeline, filter: {} }))).toBe(false)
  expect(isFiltered(queryKeys.timelinePage({ ...timeline, filter: { q: 'pilot' } }))).toBe(true)
  expect(
    isFiltered(queryKeys.timelineMatches({ leads: ['one'], ordering: 'newest', matches: { q: 'pilot' } })),
  ).toBe(true)
  expect(isFiltered(queryKeys.lead('one'))).toBe(false)
})
