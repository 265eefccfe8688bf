// oxlint-disable-next-line import/no-unassigned-import -- Node.js has no IndexedDB: this puts one where the browser has it
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { buildEvent } from '../../../testing/build-event.ts'
import { openDatabase } from '../../shared/storage/indexed-database.ts'
import { createIndexedDrafts } from './draft-storage.ts'
import { connectStorages } from './connect-storages.ts'
import { createIndexedOutbox } from './outbox-storage.ts'
import type { Operation } from '../operations/operation.ts'

const row: Operation = {
  key: 'a',
  order: 1,
  kind: 'update',
  lead: 'ferrari',
  person: 'acme giulia',
  loggedAt: 0,
  state: 'waiting',
  event: buildEvent(),
  body: { note: 'Rang twice.' },
}

async function opened() {
  const database = await openDatabase()
  return () => database
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('rows in the browser’s database', () => {
  it('are unchanged after a reload', async () => {
    const before = createIndexedOutbox(await opened())
    await before.change('a', () => [row])
    const after = createIndexedOutbox(await opened())
    await expect(after.load()).resolves.toEqual([row])
    await expect(after.find('a')).resolves.toEqual(row)
  })

  it('are replaced by the result of a change, in one step', async () => {
    const outbox = createIndexedOutbox(await opened())
    await outbox.change('a', () => [row])
    await outbox.change('a', (current) =>
      current === undefined
        ? []
        : [
            { ...current, key: 'b' },
            { ...current, key: 'c' },
          ],
    )
    expect((await outbox.load()).map(({ key }) => key)).toEqual(['b', 'c'])
    await outbox.change('b', () => [])
    expect((await outbox.load()).map(({ key }) => key)).toEqual(['c'])
  })

  it('are changed by one tab after the other, never by both from the same state', async () => {
    const [one, other] = [createIndexedOutbox(await opened()), createIndexedOutbox(await opened())]
    await one.change('a', () => [row])
    const claim = (tab: string) => (current: Operation | undefined) =>
      current?.state === 'waiting'
        ? [{ ...current, state: 'sending', tab } as const]
        : current === undefined
          ? []
          : [current]
    const claimed = await Promise.all([one.change('a', claim('one')), other.change('a', claim('other'))])
    expect(new Set(claimed.flat().map(({ tab }) => tab)).size).toBe(1)
  })

  it('stay stored if another version wrote them and this one cannot parse them', async () => {
    const database = await openDatabase()
    await database.put('operations', { key: 'z', kind: 'merge' })
    await expect(createIndexedOutbox(() => database).load()).resolves.toEqual([])
    await expect(database.count('operations')).resolves.toBe(1)
  })
})

it('stores drafts until they are removed', async () => {
  const draft = { place: 'acme giulia lead ferrari', value: { note: 'Half a sen' }, at: 5 }
  const before = createIndexedDrafts(await opened())
  await before.put(draft)
  const after = createIndexedDrafts(await opened())
  await expect(after.load()).resolves.toEqual([draft])
  await after.remove(draft.place)
  await expect(before.find(draft.place)).resolves.toBeUndefined()
})

it('rejects if the browser forbids the database', async () => {
  globalThis.indexedDB.open = () => {
    throw new DOMException('Not in a private window.', 'SecurityError')
  }
  await expect(openDatabase()).rejects.toThrow('Not in a private window.')
})

it('closes the database for a newer version, notifies its listener, and stores nothing from then on', async () => {
  const { operations, opened: whenOpened, onChange } = connectStorages()
  await whenOpened
  await operations.add(row)
  const changed = new Promise<void>((resolve) => onChange(resolve))
  const newer = indexedDB.open('leadline', 100)
  await changed
  await expect(operations.load()).rejects.toThrow('The database is not open.')
  expect(newer.readyState).toBe('done')
})
