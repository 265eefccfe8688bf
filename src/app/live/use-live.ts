import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { toInstant } from '../../contract/instant.ts'
import { toProblem } from '../shared/api/problems.ts'
import { eventQueries } from '../shared/api/queries.ts'
import { serverNow } from '../shared/time/server-clock.ts'
import { useOutboxContext } from '../outbox/outbox-context.ts'
import { useSignedIn } from '../shared/session/signed-in.ts'
import { startSyncPoller } from './sync-poller.ts'
import { startRefetchPoller } from './refetch-poller.ts'
import { publishRemoteChanges } from '../shared/api/remote-changes.ts'
import { applyRemoteChanges } from './apply-remote-changes.ts'

/**
 * How long before the page was opened following begins, in milliseconds: the clock of the service is known to the second,
 * and its database may have another one.
 */
const slack = 60_000

/** Shows what others do as it happens; a back end that does not tell is asked again for what is in sight. */
export function useLive(): void {
  const queryClient = useQueryClient()
  const { tabs, person } = useOutboxContext()
  const { capabilities } = useSignedIn()
  const [refused, setRefused] = useState(false)
  const tells = capabilities.includes('sync') && !refused
  useEffect(() => {
    if (person === undefined) return undefined
    if (!tells) return startRefetchPoller(queryClient)
    return startSyncPoller({
      tabs,
      person,
      from: toInstant(serverNow() - slack),
      read: async (from) => readChanges(queryClient, from, () => setRefused(true)),
      onChanges: (changes, since) => {
        publishRemoteChanges(changes)
        // what could not be read again says so in the list
        void applyRemoteChanges(queryClient, changes, since).catch(() => undefined)
      },
    })
  }, [queryClient, tabs, person, tells])
}

async function readChanges(queryClient: QueryClient, from: string, onRefused: () => void) {
  try {
    return (await queryClient.fetchQuery(eventQueries.sync(from))).items
  } catch (error) {
    // contract: "`sync` needs the application's feature `useLeadEventsSync` (403 without it)"
    if (toProblem(error).status === 403) onRefused()
    throw error
  }
}
