// oxlint-disable-next-line import/no-unassigned-import -- Node.js has no IndexedDB: this puts one where the browser has it
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, it, vi } from 'vitest'
import type { Session } from '../../../contract/user.ts'
import { closeKeptAnswers, deleteContaining } from './response-cache.ts'
import { ApiProblem } from './problems.ts'
import { onResponse, fetchOrCached, setCacheOwner } from './fetch-or-cached.ts'

const nobody: Session = {
  user: null,
  capabilities: [],
  singleSignOn: false,
  offlineDays: 7,
  demoPeople: [],
}
const outOfReach = async () => Promise.reject(new ApiProblem('unreachable', 0))
const read = async (address: string, answer: () => Promise<string>) =>
  fetchOrCached('listEvents', address, answer)

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  await closeKeptAnswers()
  setCacheOwner('nobody', nobody)
  setCacheOwner('acme giulia', nobody)
})

/** Reads from the service, and waits until that is kept. */
async function readOnline(address: string, answer: string) {
  await read(address, async () => answer)
  await vi.waitFor(async () => expect(await read(address, outOfReach)).toBe(answer))
}

it('gives what was read last where the service cannot be reached, and the reason where nothing was', async () => {
  await readOnline('/a', 'first')
  await readOnline('/a', 'second')
  await expect(read('/b', outOfReach)).rejects.toMatchObject({ code: 'unreachable' })
})

it('gives nothing of the past where the service refuses', async () => {
  await readOnline('/a', 'first')
  const refused = async () => Promise.reject(new ApiProblem('forbidden', 403))
  await expect(read('/a', refused)).rejects.toMatchObject({ status: 403 })
})

it('gives nobody what another person read, also once that person is back', async () => {
  await readOnline('/a', 'of Giulia')
  setCacheOwner('acme luca', nobody)
  await expect(read('/a', outOfReach)).rejects.toMatchObject({ code: 'unreachable' })
  await vi.waitFor(async () => {
    setCacheOwner('acme giulia', nobody)
    await expect(read('/a', outOfReach)).rejects.toMatchObject({ code: 'unreachable' })
    setCacheOwner('acme luca', nobody)
  })
})

const dayMs = 86_400_000

it('opens with the session for as long, and shows nothing where the service says so', async () => {
  const session = JSON.stringify({ ...nobody, offlineDays: 2 })
  const open = async (answer: () => Promise<string>) => fetchOrCached('getSession', '/session', answer)
  await open(async () => session)
  await vi.waitFor(async () => expect(await open(outOfReach)).toBe(session))
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    vi.setSystemTime(Date.now() + 2 * dayMs)
    await expect(open(outOfReach)).rejects.toMatchObject({ code: 'unreachable' })
  } finally {
    vi.useRealTimers()
  }
  setCacheOwner('acme giulia', { ...nobody, offlineDays: 0 })
  await read('/b', async () => 'unseen')
  await expect(read('/b', outOfReach)).rejects.toMatchObject({ code: 'unreachable' })
})

it('forgets what holds an event whose text is gone, and nothing else', async () => {
  await readOnline('/a', '{"items":[{"id":7,"note":"secret"}]}')
  await readOnline('/b', '{"items":[{"id":77,"note":"another"}]}')
  await deleteContaining([7])
  await expect(read('/a', outOfReach)).rejects.toMatchObject({ code: 'unreachable' })
  expect(await read('/b', outOfReach)).toContain('another')
})

it('shows what was read last while an answer is late, and the answer once it comes', async () => {
  await readOnline('/a', 'old')
  const arrival = vi.fn<() => void>()
  onResponse(arrival)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    let answer: (text: string) => void = () => undefined
    const answered = new Promise<string>((resolve) => {
      answer = resolve
    })
    const reading = read('/a', async () => answered)
    await vi.advanceTimersByTimeAsync(5_000)
    vi.useRealTimers()
    await expect(reading).resolves.toBe('old')
    answer('new')
    await vi.waitFor(() => expect(arrival).toHaveBeenCalledOnce())
    await expect(read('/a', outOfReach)).resolves.toBe('new')
  } finally {
    vi.useRealTimers()
  }
})
