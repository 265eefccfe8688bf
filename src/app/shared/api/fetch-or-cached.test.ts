// oxlint-disable-next-line import/no-unassigned-import -- Node.js has no IndexedDB: this puts one where the browser has it
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Session } from '../../../contract/user.ts'
import { buildEvent } from '../../../testing/build-event.ts'
import { closeResponseCache, deleteContaining } from './response-cache.ts'
import { ApiProblem } from './problems.ts'
import { onResponse, fetchOrCached, setCacheOwner } from './fetch-or-cached.ts'

const noSession: Session = {
  user: null,
  capabilities: [],
  singleSignOn: false,
  offlineDays: 7,
  demoPeople: [],
}
const unreachable = async () => Promise.reject(new ApiProblem('unreachable', 0))
const load = async (address: string, request: () => Promise<string>) =>
  fetchOrCached('listStatuses', address, request)

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  await closeResponseCache()
  setCacheOwner('nobody', noSession)
  setCacheOwner('acme giulia', noSession)
})

/** Loads a response from the service, and waits until it is cached. */
async function loadOnline(address: string, response: string) {
  await load(address, async () => response)
  await vi.waitFor(async () => expect(await load(address, unreachable)).toBe(response))
}

it('returns the last response if the service is unreachable, and rejects if there is none', async () => {
  await loadOnline('/a', 'first')
  await loadOnline('/a', 'second')
  await expect(load('/b', unreachable)).rejects.toMatchObject({ code: 'unreachable' })
})

it('returns no cached response if the service rejects the request', async () => {
  await loadOnline('/a', 'first')
  const forbidden = async () => Promise.reject(new ApiProblem('forbidden', 403))
  await expect(load('/a', forbidden)).rejects.toMatchObject({ status: 403 })
})

it('returns no response of another user, also after that user has returned', async () => {
  await loadOnline('/a', 'of Giulia')
  setCacheOwner('acme luca', noSession)
  await expect(load('/a', unreachable)).rejects.toMatchObject({ code: 'unreachable' })
  await vi.waitFor(async () => {
    setCacheOwner('acme giulia', noSession)
    await expect(load('/a', unreachable)).rejects.toMatchObject({ code: 'unreachable' })
    setCacheOwner('acme luca', noSession)
  })
})

const dayMs = 86_400_000

it('caches the session as long, and nothing if the service allows no offline days', async () => {
  const session = JSON.stringify({ ...noSession, offlineDays: 2 })
  const open = async (request: () => Promise<string>) => fetchOrCached('getSession', '/session', request)
  await open(async () => session)
  await vi.waitFor(async () => expect(await open(unreachable)).toBe(session))
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    vi.setSystemTime(Date.now() + 2 * dayMs)
    await expect(open(unreachable)).rejects.toMatchObject({ code: 'unreachable' })
  } finally {
    vi.useRealTimers()
  }
  setCacheOwner('acme giulia', { ...noSession, offlineDays: 0 })
  await load('/b', async () => 'unseen')
  await expect(load('/b', unreachable)).rejects.toMatchObject({ code: 'unreachable' })
})

it('deletes the responses that contain an event whose text was deleted, and no other', async () => {
  const loadEvents = async (address: string, request: () => Promise<string>) =>
    fetchOrCached('listEvents', address, request)
  for (const [address, id] of [
    ['/a', 7],
    ['/b', 77],
  ] as const) {
    const meta = { ordering: 'newest', count: 1, limit: 50, offset: 0, info: [], obfuscated: {} }
    const response = { items: [buildEvent({ id, note: `the note of ${id}` })], meta, queryExplanation: [] }
    await loadEvents(address, async () => JSON.stringify(response))
    await vi.waitFor(async () =>
      expect(await loadEvents(address, unreachable)).toContain(`the note of ${id}`),
    )
  }
  await deleteContaining([7])
  await expect(loadEvents('/a', unreachable)).rejects.toMatchObject({ code: 'unreachable' })
  expect(await loadEvents('/b', unreachable)).toContain('the note of 77')
})

it('returns the cached response while the new one is late, and the new one once it arrives', async () => {
  await loadOnline('/a', 'old')
  const listener = vi.fn<() => void>()
  onResponse(listener)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    let respond: (text: string) => void = () => undefined
    const response = new Promise<string>((resolve) => {
      respond = resolve
    })
    const loading = load('/a', async () => response)
    await vi.advanceTimersByTimeAsync(5_000)
    vi.useRealTimers()
    await expect(loading).resolves.toBe('old')
    respond('new')
    await vi.waitFor(() => expect(listener).toHaveBeenCalledOnce())
    await expect(load('/a', unreachable)).resolves.toBe('new')
  } finally {
    vi.useRealTimers()
  }
})
