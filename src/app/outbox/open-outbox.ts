import type { QueryClient } from '@tanstack/react-query'
import { endSession } from './mutations.ts'
import { request } from '../shared/api/client.ts'
import { sessionQueries } from '../shared/api/queries.ts'
import { noteDraft } from './drafts/draft-key.ts'
import { createDrafts } from './drafts/drafts.ts'
import { swapPageId } from '../shared/storage/previous-page-id.ts'
import { delegateToWorker, announceTab, reclaimFromWorker } from './sending/delegate-to-worker.ts'
import { connectStorages } from './storage/indexed-storages.ts'
import { createOutbox } from './outbox.ts'
import { personOf } from '../shared/session/person.ts'
import { refetchAfterWrite } from './sending/refetch-after-write.ts'
import { sendOperation } from './sending/send-operation.ts'
import { connectTabs } from '../shared/storage/tab-coordination.ts'

export type OpenOutbox = Awaited<ReturnType<typeof openOutbox>>

/** Opens the outbox and the drafts of one visit, with what earlier ones left. */
export async function openOutbox(queryClient: QueryClient) {
  const storages = connectStorages()
  const tabs = connectTabs()
  const outbox = createOutbox({
    storage: storages.operations,
    tabs,
    keeper: { earlier: swapPageId(tabs.id), handOver: delegateToWorker, takeBack: reclaimFromWorker },
    send: sendOperation,
    readAgain: async (operation) => {
      const { key, person, lead, result } = operation
      // who is editing an event while it is being saved goes on in the saved one
      if (result !== undefined) drafts.move(noteDraft(person, lead, key), noteDraft(person, lead, result.id))
      await refetchAfterWrite(queryClient, operation)
    },
    onRenamed: ({ person, lead, key: from }, to) =>
      drafts.move(noteDraft(person, lead, from), noteDraft(person, lead, to)),
    onSignedOut: () => endSession(queryClient),
    whoIsHere: async () => {
      const session = await request('getSession', { isFresh: true })
      queryClient.setQueryData(sessionQueries.current().queryKey, session)
      const { user } = session
      return user === null ? undefined : personOf(user)
    },
  })
  const drafts = createDrafts(storages.drafts, tabs, outbox.stored)
  const load = async () => {
    // what was logged is stored before its draft is gone
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
    /** Whether everything that was typed would survive the page, and what earlier visits left is in sight. */
    isKept: () => outbox.isKept() && drafts.isKept(),
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
