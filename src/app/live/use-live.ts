import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { toInstant } from '../../contract/instant.ts'
import { toProblem } from '../shared/api/problems.ts'
import { eventQueries } from '../shared/api/queries.ts'
import { serverNow } from '../shared/time/server-clock.ts'
import { useOutboxContext } from '../outbox/outbox-context.ts'
import { useSignedIn } from '../shared/session/signed-in.ts'
import { openChangeStream } from './change-stream.ts'
import { startSyncPoller } from './sync-poller.ts'
import { startRefetchPoller } from './refetch-poller.ts'
import { publishRemoteChanges } from '../shared/api/remote-changes.ts'
import { applyRemoteChanges } from './apply-remote-changes.ts'

/**
 * Milliseconds before the current server time at which polling starts: the service's clock is known to the second, and
 * its database may have another clock.
 */
const startMarginMs = 60_000

/** Shows other users' changes as they happen: by the sync endpoint, or without it by refetching the visible data. */
export function useLive(): void {
  const queryClient = useQueryClient()
  const { tabs, person } = useOutboxContext()
  const { capabilities } = useSignedIn()
  const [refused, setRefused] = useState(false)
  const hasSync = capabilities.includes('sync') && !refused
  // without it, as in jsdom, the page polls
  const hasStream = capabilities.includes('changeStream') && 'EventSource' in globalThis
  useEffect(() => {
    if (person === undefined) return undefined
    if (!hasSync) return startRefetchPoller(queryClient)
    return startSyncPoller({
      tabs,
      person,
      from: toInstant(serverNow() - startMarginMs),
      openStream: hasStream ? openChangeStream : undefined,
      fetchChanges: async (from) => fetchChanges(queryClient, from, () => setRefused(true)),
      onChanges: (changes, since) => {
        publishRemoteChanges(changes)
        // the list shows the error of a failed refetch
        void applyRemoteChanges(queryClient, changes, since).catch(() => undefined)
      },
    })
  }, [queryClient, tabs, person, hasSync, hasStream])
}

async function fetchChanges(queryClient: QueryClient, from: string, onRefused: () => void) {
  try {
    return (await queryClient.fetchQuery(eventQueries.sync(from))).items
  } catch (error) {
    // contract: "`sync` needs the application's feature `useLeadEventsSync` (403 without it)"
    if (toProblem(error).status === 403) onRefused()
    throw error
  }
}
