import { CancelledError, QueryClient, QueryObserver, queryOptions } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { fetchUncancelled } from './fetch-uncancelled.ts'

/** A query whose readings answer when they are told to. */
function aQuery() {
  const readings: ((answer: string) => void)[] = []
  const options = queryOptions({
    queryKey: ['something'],
    queryFn: async ({ signal }) =>
      new Promise<string>((resolve, reject) => {
        readings.push(resolve)
        signal.addEventListener('abort', () => reject(signal.reason))
      }),
  })
  return { options, readings }
}

it('asks again where the last place that shows it goes meanwhile', async () => {
  const client = new QueryClient()
  const { options, readings } = aQuery()
  const leave = new QueryObserver(client, options).subscribe(() => undefined)
  const reading = fetchUncancelled(client, options)
  leave()
  await expect.poll(() => readings.length).toBe(2)
  readings[1]?.('answer')
  expect(await reading).toBe('answer')
})

it('gives up where it is needed no more', async () => {
  const client = new QueryClient()
  const { options, readings } = aQuery()
  const leave = new QueryObserver(client, options).subscribe(() => undefined)
  const needed = new AbortController()
  const reading = fetchUncancelled(client, options, needed.signal)
  needed.abort()
  leave()
  await expect(reading).rejects.toBeInstanceOf(CancelledError)
  expect(readings.length).toBe(1)
})
