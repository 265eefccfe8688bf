import { CancelledError, QueryClient, QueryObserver, queryOptions } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { queryKeys } from './query-keys.ts'
import { fetchUncancelled } from './fetch-uncancelled.ts'

/** Creates a query whose fetches resolve when the test calls them. */
function createQuery() {
  const fetches: ((result: string) => void)[] = []
  const options = queryOptions({
    queryKey: queryKeys.statuses,
    queryFn: async ({ signal }) =>
      new Promise<string>((resolve, reject) => {
        fetches.push(resolve)
        signal.addEventListener('abort', () => reject(signal.reason))
      }),
  })
  return { options, fetches }
}

it('fetches again if the last component that shows the query is unmounted', async () => {
  const client = new QueryClient()
  const { options, fetches } = createQuery()
  const unmount = new QueryObserver(client, options).subscribe(() => undefined)
  const result = fetchUncancelled(client, options)
  unmount()
  await expect.poll(() => fetches.length).toBe(2)
  fetches[1]?.('answer')
  expect(await result).toBe('answer')
})

it('stops if the caller no longer needs the data', async () => {
  const client = new QueryClient()
  const { options, fetches } = createQuery()
  const unmount = new QueryObserver(client, options).subscribe(() => undefined)
  const caller = new AbortController()
  const result = fetchUncancelled(client, options, caller.signal)
  caller.abort()
  unmount()
  await expect(result).rejects.toBeInstanceOf(CancelledError)
  expect(fetches.length).toBe(1)
})
