import type { QueryClient } from '@tanstack/react-query'
import { endSession } from '../api/mutations.ts'
import { call } from '../api/client.ts'
import { sessionQueries } from '../api/queries.ts'
import { noteDraft } from './draft-place.ts'
import { createDrafts } from './drafts.ts'
import { createMemoryDrafts } from './draft-storage.ts'
import { openIndexedStorages } from './indexed-storages.ts'
import { createMemoryStorage } from './outbox-storage.ts'
import { createOutbox } from './outbox.ts'
import { personOf } from './person.ts'
import { readAgain } from './read-again.ts'
import { sendOperation } from './send-operation.ts'
import { joinTabs } from './tabs.ts'

/** Where this visit keeps what is not sent: the browser's database, or, where there is none, the page's memory. */
async function openStorages() {
  try {
    return await openIndexedStorages()
  } catch {
    return {
      operations: createMemoryStorage(),
      drafts: createMemoryDrafts(),
      lasts: false,
      close: () => undefined,
    }
  }
}

export type OpenUnsent = Awaited<ReturnType<typeof openUnsent>>

/** Opens the outbox and the drafts of one visit, with what earlier ones left. */
export async function openUnsent(queryClient: QueryClient) {
  const storages = await openStorages()
  const tabs = joinTabs()
  const outbox = createOutbox({
    storage: storages.operations,
    tabs,
    send: sendOperation,
    readAgain: async (operation) => {
      const { key, person, lead, result } = operation
      // who is editing an event while it is being saved goes on in the saved one
      if (result !== undefined) drafts.move(noteDraft(person, lead, key), noteDraft(person, lead, result.id))
      await readAgain(queryClient, operation)
    },
    onSignedOut: () => endSession(queryClient),
    whoIsHere: async () => {
      const session = await call('getSession', { isFresh: true })
      queryClient.setQueryData(sessionQueries.current().queryKey, session)
      const { user } = session
      return user === null ? undefined : personOf(user)
    },
  })
  const drafts = createDrafts(storages.drafts, tabs, outbox.stored)
  await Promise.all([drafts.load(), outbox.load()])
  return {
    outbox,
    drafts,
    tabs,
    /** Whether everything that was typed would survive the page. */
    isKept: () => storages.lasts && outbox.isKept() && drafts.isKept(),
    close: () => {
      outbox.close()
      drafts.close()
      tabs.close()
      storages.close()
    },
  }
}
