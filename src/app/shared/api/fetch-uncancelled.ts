import {
  isCancelledError,
  type FetchQueryOptions,
  type QueryClient,
  type QueryKey,
} from '@tanstack/react-query'

/**
 * Fetches a query, and fetches it again whenever the fetch is cancelled: because its data changed in the meantime, or
 * because the last component that shows it was unmounted. Stops if `signal` aborts, because the caller no longer needs
 * the data.
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
