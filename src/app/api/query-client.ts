import { QueryClient } from '@tanstack/react-query'
import { toProblem } from './problems.ts'

/** A client for one app: reads are tried again only where another try can help. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && mayPass(toProblem(error).status),
        retryDelay: (failures) => 400 * 2 ** failures,
      },
      mutations: { retry: false },
    },
  })
}

function mayPass(status: number): boolean {
  return status === 0 || status === 502 || status === 503 || status === 504
}
