import { expect, it } from 'vitest'
import { buildEvent } from '../../../testing/build-event.ts'
import { fakeTabs } from '../../shared/storage/fixtures/fake-tabs.ts'
import type { DeleteOperation } from '../operations/operation.ts'
import { createOperationStore } from '../storage/operation-store.ts'
import { createMemoryOutbox } from '../fixtures/memory-storage.ts'
import { giulia } from '../fixtures/outbox-with-service.ts'
import { resumeQueue } from './resume-queue.ts'

function delayedDeletion(key: string, tab: string): DeleteOperation {
  const event = buildEvent()
  return {
    key,
    order: 1,
    lead: event.lead,
    person: giulia,
    loggedAt: 0,
    state: 'held',
    tab,
    kind: 'delete',
    event,
    force: false,
  }
}

/** Loads a page in the tab of page `before`; the worker returns the keys `unsent`. */
async function loadPage({ unsent, stillOpen = false }: { unsent: readonly string[]; stillOpen?: boolean }) {
  const tabs = fakeTabs()
  const page = tabs.open('now')
  if (stillOpen) tabs.open('before')
  const rows = createOperationStore(createMemoryOutbox(), () => undefined)
  await rows.add(delayedDeletion('a', 'before'))
  await rows.add(delayedDeletion('b', 'elsewhere'))
  await resumeQueue(rows, page, { previousPage: 'before', reclaim: async () => new Set(unsent) })
  return rows.all().map(({ key, state, tab }) => ({ key, state, tab }))
}

const elsewhere = { key: 'b', state: 'held', tab: 'elsewhere' }

it('keeps the delayed deletions of the previous page in this tab undoable', async () => {
  expect(await loadPage({ unsent: ['a'] })).toEqual([{ key: 'a', state: 'held', tab: 'now' }, elsewhere])
})

it('sends a deletion that the worker may have sent, because its key makes that safe', async () => {
  expect(await loadPage({ unsent: [] })).toEqual([{ key: 'a', state: 'waiting', tab: undefined }, elsewhere])
})

it('leaves the deletions of a page that is still open, because its tab was duplicated', async () => {
  expect(await loadPage({ unsent: ['a'], stillOpen: true })).toEqual([
    { key: 'a', state: 'held', tab: 'before' },
    elsewhere,
  ])
})
