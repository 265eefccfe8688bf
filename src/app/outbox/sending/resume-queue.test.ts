import { expect, it } from 'vitest'
import { anEvent } from '../../../testing/an-event.ts'
import { fakeTabs } from '../../shared/storage/fixtures/fake-tabs.ts'
import type { DeleteOperation } from '../operations/operation.ts'
import { createRows } from '../storage/operation-store.ts'
import { createMemoryStorage } from '../storage/outbox-storage.ts'
import { giulia } from '../fixtures/outbox-with-service.ts'
import { resumeQueue } from './resume-queue.ts'

function aHeldDeletion(key: string, tab: string): DeleteOperation {
  const event = anEvent()
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

/** A page that is loaded in a tab where `before` was; `kept` is what was not sent meanwhile. */
async function load({ kept, stillOpen = false }: { kept: readonly string[]; stillOpen?: boolean }) {
  const tabs = fakeTabs()
  const page = tabs.open('now')
  if (stillOpen) tabs.open('before')
  const rows = createRows(createMemoryStorage(), () => undefined)
  await rows.add(aHeldDeletion('a', 'before'))
  await rows.add(aHeldDeletion('b', 'elsewhere'))
  await resumeQueue(rows, page, { earlier: 'before', takeBack: async () => new Set(kept) })
  return rows.all().map(({ key, state, tab }) => ({ key, state, tab }))
}

const elsewhere = { key: 'b', state: 'held', tab: 'elsewhere' }

it('holds back what the page before in this tab held back', async () => {
  expect(await load({ kept: ['a'] })).toEqual([{ key: 'a', state: 'held', tab: 'now' }, elsewhere])
})

it('sends what may have been sent by now, which its key makes once', async () => {
  expect(await load({ kept: [] })).toEqual([{ key: 'a', state: 'waiting', tab: undefined }, elsewhere])
})

it('leaves a page alone that is still open, whose tab was duplicated', async () => {
  expect(await load({ kept: ['a'], stillOpen: true })).toEqual([
    { key: 'a', state: 'held', tab: 'before' },
    elsewhere,
  ])
})
