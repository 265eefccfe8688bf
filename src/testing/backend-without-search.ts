import type { Backend } from '../service/core/backend.ts'
import { Problem } from '../service/core/problem.ts'

/**
 * Our store with the limits of the Atoka API: it lists events, ignores filters (unknown parameters are ignored), and
 * has no search.
 */
export function backendWithoutSearch(store: Backend): Backend {
  return {
    ...store,
    capabilities: store.capabilities.filter((capability) => capability !== 'search'),
    listEvents: async (caller, request) => {
      const { leads, offset, limit, ordering } = request.query
      const query = { leads, offset, limit, ordering }
      return store.listEvents(caller, { ...request, query: { ...noFilter, ...query } })
    },
    searchEvents: async () => {
      throw new Problem('not_found', 'This endpoint does not exist.')
    },
  }
}

const noFilter = {
  q: undefined,
  status: undefined,
  owner: undefined,
  leadAssignee: undefined,
  dateFrom: undefined,
  dateTo: undefined,
}
