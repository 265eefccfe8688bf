import type { QueryClient } from '@tanstack/react-query'
import { endSession } from './mutations.ts'
import { request } from '../shared/api/client.ts'
import {
  patchEvent,
  refetchActivePages,
  refetchEvent,
  removeInactivePages,
} from '../shared/api/event-cache.ts'
import { leadQueries, sessionQueries } from '../shared/api/queries.ts'
import { queryKeys } from '../shared/api/query-keys.ts'
import { noteDraft } from './drafts/draft-key.ts'
import { createDrafts } from './drafts/drafts.ts'
import { delegateToWorker, announceTab, reclaimFromWorker } from './sending/delegate-to-worker.ts'
import { connectStorages } from './storage/connect-storages.ts'
import { createOutbox } from './outbox.ts'
import type { Operation } from './operations/operation.ts'
import { personOf } from '../shared/session/person.ts'
import { checkLead } from './sending/check-lead.ts'
import { requestTimeoutMs, sendOperation } from './sending/send-operation.ts'
import { connectTabs } from '../shared/storage/tab-coordination.ts'

export type OpenOutbox = Awaited<ReturnType<typeof openOutbox>>

/** Opens the outbox and the drafts of a visit, with the operations and drafts of earlier visits. */
export async function openOutbox(queryClient: QueryClient) {
  const storages = connectStorages()
  const tabs = connectTabs()
  const outbox = createOutbox({
    storage: storages.operations,
    tabs,
    queueOwner: {
      previousPage: swapPageId(tabs.id),
      delegate: delegateToWorker,
      reclaim: reclaimFromWorker,
    },
    send: async (operation, appUserId, age) => {
      await checkLead(operation, async (id) => {
        const response = await request('getLead', {
          id,
          isFresh: true,
          signal: AbortSignal.timeout(requestTimeoutMs),
        })
        queryClient.setQueryData(leadQueries.detail(id).queryKey, response)
        return response.item
      })
      return sendOperation(operation, appUserId, age)
    },
    refetch: async (operation) => {
      const { key, person, lead, result } = operation
      // a user who edits an event while it is being saved continues with the saved event
      if (result !== undefined) drafts.move(noteDraft(person, lead, key), noteDraft(person, lead, result.id))
      await refetchAfterWrite(queryClient, operation)
    },
    onKeyChanged: ({ person, lead, key: from }, to) =>
      drafts.move(noteDraft(person, lead, from), noteDraft(person, lead, to)),
    onSignedOut: () => endSession(queryClient),
    fetchPerson: async () => {
      const session = await request('getSession', { isFresh: true })
      queryClient.setQueryData(sessionQueries.current().queryKey, session)
      const { user } = session
      return user === null ? undefined : personOf(user)
    },
  })
  const drafts = createDrafts(storages.drafts, tabs, outbox.stored)
  const load = async () => {
    // the outbox loads first: a draft is removed only after its operation is stored
    await outbox.load()
    await drafts.load()
  }
  storages.onChange(() => void load())
  await storages.opened
  await load()
  announceTab()
  return {
    outbox,
    drafts,
    tabs,
    /** Whether all input is stored, and that of earlier visits is loaded. */
    isPersisted: () => outbox.isPersisted() && drafts.isPersisted(),
    subscribe: (listener: () => void) => {
      const stops = [outbox.subscribe(listener), drafts.subscribe(listener)]
      return () => {
        for (const stop of stops) stop()
      }
    },
    close: () => {
      outbox.close()
      drafts.close()
      tabs.close()
      storages.close()
    },
  }
}

const pageIdKey = 'leadline.page'

/** Returns the ID of the previous page of this tab, and stores the ID of this page in its place. */
function swapPageId(id: string): string | undefined {
  try {
    const previous = sessionStorage.getItem(pageIdKey) ?? undefined
    sessionStorage.setItem(pageIdKey, id)
    return previous
  } catch {
    // without storage, the previous page is unknown
    return undefined
  }
}

/**
 * Updates the cache after the service has accepted a row: the pages of every timeline of its lead, the event, the lead
 * and the lead list. Rejects if the visible pages could not be refetched.
 */
async function refetchAfterWrite(queryClient: QueryClient, operation: Operation): Promise<void> {
  const { result, lead } = operation
  if (operation.kind === 'update' && result !== undefined) patchEvent(queryClient, result)
  else removeInactivePages(queryClient, [lead])
  if (operation.kind !== 'create') refetchEvent(queryClient, operation.event.id)
  for (const queryKey of [queryKeys.leads, queryKeys.recents, queryKeys.overviews])
    void queryClient.invalidateQueries({ queryKey })
  await refetchActivePages(queryClient, [lead])
}
