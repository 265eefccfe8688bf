import { expect, it, vi } from 'vitest'
import { createTestApplications, createTestDatabase, startServiceOn } from '../../testing/start-service.ts'
import { startServiceProcess } from '../../testing/service-process.ts'

/*
 * Two processes on one database. One of them is paused (SIGSTOP), like a virtual machine that moves to another host, while
 * one of its transactions holds the lock on the application's row.
 */
const writersOfService = 4

it(
  'keeps writing while another service is paused, and loses nothing that either acknowledged',
  { timeout: 120_000 },
  async () => {
    const { connection, drop } = await createTestDatabase()
    const steady = await startServiceOn(connection)
    await createTestApplications(steady.database)
    const paused = await startServiceProcess(connection)
    const stopped = new AbortController()
    try {
      const ofSteady = startWriters(steady.service, 'steady', stopped.signal)
      const ofPaused = startWriters(async (request) => fetch(request), 'paused', stopped.signal, paused.url)
      const writes = async (writers: Writers, more: number) => {
        const before = writers.acknowledged.size
        await vi.waitFor(() => expect(writers.acknowledged.size).toBeGreaterThan(before + more), {
          timeout: 30_000,
        })
      }
      await writes(ofPaused, 20)
      await pauseWhileItHoldsTheLock(async () => writes(ofPaused, 1))
      await writes(ofSteady, 50)
      paused.child.kill('SIGCONT')
      await writes(ofPaused, 20)
      stopped.abort()
      await Promise.all([ofSteady.ended, ofPaused.ended])

      // a client has to repeat a write whose transaction was ended
      const rejections = [...ofSteady.rejections, ...ofPaused.rejections]
      expect(rejections.filter((rejection) => rejection !== '503 unavailable 2')).toEqual([])
      const found = await steady.database.query<{ id: number }>({ text: 'select id from lead_event' }, [])
      const ids = new Set(found.map(({ id }) => id))
      const acknowledged = [...ofSteady.acknowledged, ...ofPaused.acknowledged]
      expect(acknowledged.filter((id) => !ids.has(id))).toEqual([])
    } finally {
      stopped.abort()
      paused.child.kill('SIGKILL')
      await steady.close()
      await drop()
    }

    /** Pauses the other process, repeatedly until one of its transactions is open and others wait for it. */
    async function pauseWhileItHoldsTheLock(goOn: () => Promise<void>): Promise<void> {
      for (let attempt = 0; attempt < 50; attempt++) {
        paused.child.kill('SIGCONT')
        await goOn()
        paused.child.kill('SIGSTOP')
        const holds = await vi
          .waitFor(async () => expect(await isBlocked()).toBe(true), { timeout: 1_500 })
          .then(
            () => true,
            () => false,
          )
        if (holds) return
      }
      expect.fail('no pause met an open transaction')
    }

    async function isBlocked(): Promise<boolean> {
      const waiting = await steady.database.query(
        {
          text: `select from pg_stat_activity waiting, unnest(pg_blocking_pids(waiting.pid)) blocker
            join pg_stat_activity holder on holder.pid = blocker
            where waiting.datname = current_database() and holder.state = 'idle in transaction'
              and clock_timestamp() - holder.state_change > interval '0.5 s'`,
        },
        [],
      )
      return waiting.length > 0
    }
  },
)

interface Writers {
  readonly acknowledged: Set<number>
  /** the responses to the writes that were not accepted: status, code and Retry-After */
  readonly rejections: string[]
  readonly ended: Promise<unknown>
}

/**
 * Logs and updates events until `stopped`, each writer on a lead of its own: a creation takes the application's lock in its
 * last round trip, an update holds it for several.
 */
function startWriters(
  send: (request: Request) => Promise<Response>,
  lead: string,
  stopped: AbortSignal,
  url = 'http://localhost',
): Writers {
  const acknowledged = new Set<number>()
  const rejections: string[] = []
  const write = async (method: 'POST' | 'PUT', path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams({ token: 'acme-token', appUserId: 'giulia', ...fields })
    const request = new Request(`${url}/v2/leadevents${path}`, { method, body })
    const response = await send(request).catch(() => undefined)
    // a process that was paused closes the connections that were idle during the pause
    if (response === undefined) return undefined
    const { item, code } = await response.json()
    if (response.ok) return Number(item.id)
    rejections.push(`${response.status} ${code} ${response.headers.get('retry-after')}`)
    return undefined
  }
  const work = async (writer: number) => {
    while (!stopped.aborted) {
      const id = await write('POST', '', { type: 'company', lead: `${lead}-${writer}` })
      if (id === undefined) continue
      acknowledged.add(id)
      for (const note of ['once', 'twice', 'three times']) await write('PUT', `/${id}`, { note })
    }
  }
  const ended = Promise.all(Array.from({ length: writersOfService }, async (_, writer) => work(writer)))
  return { acknowledged, rejections, ended }
}
