import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createUnreadResponses } from './unread-responses.ts'

const mebibyte = 1024 * 1024

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

/** A client that reads when the test asks it to, and whether it was disconnected. */
function client() {
  let read = 0
  let close = () => {}
  const done = new Promise<void>((resolve) => (close = resolve))
  const disconnect = vi.fn<() => void>(close)
  return {
    disconnect,
    read: (bytes: number) => (read += bytes),
    readAll: close,
    delivery: { done, bytesRead: () => read, disconnect },
  }
}

const response = (bytes: number) => async () =>
  new Response(null, { headers: { 'content-length': String(bytes) } })

it('disconnects a client that reads nothing, or so slowly that megabytes stay in memory for minutes', async () => {
  const responses = createUnreadResponses()
  const [idle, slow, steady] = [client(), client(), client()]
  // the buffers of a connection accept this much at once
  slow.read(9 * mebibyte)
  for (const { delivery } of [idle, slow, steady])
    await responses.run(mebibyte, response(18 * mebibyte), delivery)
  for (let second = 0; second < 29; second++) {
    slow.read(1_024)
    steady.read(150 * 1_024)
    await vi.advanceTimersByTimeAsync(1_000)
  }
  expect([idle, slow, steady].map(({ disconnect }) => disconnect.mock.calls.length)).toEqual([0, 0, 0])
  for (let second = 0; second < 3; second++) {
    slow.read(1_024)
    steady.read(150 * 1_024)
    await vi.advanceTimersByTimeAsync(1_000)
  }
  expect(idle.disconnect).toHaveBeenCalledOnce()
  expect(slow.disconnect).toHaveBeenCalledOnce()
  expect(steady.disconnect).not.toHaveBeenCalled()
})

it('computes a large response once there is memory for it, and disconnects slow clients earlier while it waits', async () => {
  const responses = createUnreadResponses()
  const slow = [client(), client(), client()]
  for (const { delivery } of slow) await responses.run(20 * mebibyte, response(20 * mebibyte), delivery)
  const made = vi.fn<() => Promise<Response>>(response(20 * mebibyte))
  const next = responses.run(20 * mebibyte, made, client().delivery)
  for (let second = 0; second < 4; second++) {
    slow[1]?.read(mebibyte)
    await vi.advanceTimersByTimeAsync(1_000)
  }
  expect(made).not.toHaveBeenCalled()
  // a small response does not wait
  await responses.run(mebibyte, response(100), client().delivery)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(made).toHaveBeenCalledOnce()
  await next
  expect(slow.map(({ disconnect }) => disconnect.mock.calls.length)).toEqual([1, 0, 1])
})

it('disconnects the client with the oldest response if small responses fill the memory', async () => {
  const responses = createUnreadResponses()
  const clients = Array.from({ length: 140 }, client)
  for (const { delivery } of clients) await responses.run(mebibyte, response(mebibyte), delivery)
  const cut = clients.map(({ disconnect }) => disconnect.mock.calls.length)
  expect(cut).toEqual([...Array<number>(12).fill(1), ...Array<number>(128).fill(0)])
})

it('does not count responses that were read', async () => {
  const responses = createUnreadResponses()
  const clients = Array.from({ length: 300 }, client)
  for (const { delivery, readAll } of clients) {
    await responses.run(mebibyte, response(mebibyte), delivery)
    readAll()
  }
  await vi.advanceTimersByTimeAsync(60_000)
  expect(clients.some(({ disconnect }) => disconnect.mock.calls.length > 0)).toBe(false)
  expect(vi.getTimerCount()).toBe(0)
})
