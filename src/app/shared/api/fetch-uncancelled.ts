import {
  isCancelledError,
  type FetchQueryOptions,
  type QueryClient,
  type QueryKey,
} from '@tanstack/react-query'

/**
 * Reads a query to its end, whoever else asks for it. A reading is given up where what it reads changed meanwhile, or where
 * the last place that shows it has gone; who needs the answer for something of their own then asks again. `signal`: they
 * need it no more.
 */
export async function fetchUncancelled<Data, Key extends QueryKey>(
  client: QueryClient,
  options: FetchQueryOptions<Data, Error, Data, Key>,
  signal?: AbortSignal,
): Promise<Data> {
  for (;;) {
    try {
      return await client.fetchQuery(options)
    } catch (error) {
      if (!isCancelledError(error) || signal?.aborted === true) throw error
    }
  }
}
