import { readFile } from 'node:fs/promises'
import { request as send, Agent, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { insertLead } from '../../testing/insert-lead.ts'
import {
  createTestApplications,
  createTestDatabase,
  startServiceOn,
  testNow,
} from '../../testing/start-service.ts'
import { startServiceProcess, type ServiceProcess } from '../../testing/service-process.ts'
import { insertToken } from '../store/applications/api-tokens.ts'
import { hashToken } from '../store/applications/hash-token.ts'

/*
 * A service in a separate process with a small heap, and clients that request lists of 300 notes of 30 KB: 9 MB, more than
 * the buffers of a connection accept.
 */
const events = 300
const tokens = Array.from({ length: 6 }, (_, index) => `reader-${index}`)
const connectionsOfToken = 6

let service: ServiceProcess
let close: () => Promise<void>

beforeAll(async () => {
  const { connection, drop } = await createTestDatabase()
  const own = await startServiceOn(connection)
  await createTestApplications(own.database)
  for (const token of tokens) {
    await insertToken(own.database, 'acme', testNow, {
      name: token,
      hash: hashToken(token),
      scopes: ['read'],
      expires: null,
    })
  }
  await insertLead(own.database, 'long', { count: events, note: `repeat('€', 10000)` })
  service = await startServiceProcess(connection, { heapMegabytes: 256, rateLimit: 5_000 })
  close = async () => {
    service.child.kill('SIGKILL')
    await own.close()
    await drop()
  }
})

afterAll(async () => close())

const large = (token: string) => `/v2/leadevents?leads=long&limit=${events}&token=${token}`

/** Requests a list; its connection is paused until the test reads the response. */
async function ask(path: string): Promise<IncomingMessage> {
  const asked = send(`${service.url}${path}`, { agent: new Agent({ keepAlive: false }) })
  asked.end()
  const [response] = await once(asked, 'response')
  return response
}

/** Reads a response to its end; returns whether it was complete. */
async function readAll(response: IncomingMessage): Promise<boolean> {
  let bytes = 0
  for await (const chunk of response) bytes += Buffer.byteLength(chunk)
  return response.statusCode === 200 && bytes === Number(response.headers['content-length'])
}

const listOfOther = async () =>
  (await fetch(`${service.url}/v2/leadevents?leads=none&token=other-token`)).status

async function residentMegabytes(line: 'VmHWM' | 'VmRSS'): Promise<number> {
  const status = await readFile(`/proc/${service.child.pid}/status`, 'utf8')
  return Number(new RegExp(`${line}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024
}

it(
  'computes few large responses of one caller at once, and the others after those have been read',
  { timeout: 120_000 },
  async () => {
    const begun = new Set<number>()
    const asked = Array.from({ length: connectionsOfToken }, async (_, index) => {
      const response = await ask(large('reader-0'))
      begun.add(index)
      return response
    })
    const statusesReceived = []
    while (begun.size === 0 || statusesReceived.length < 20) statusesReceived.push(await listOfOther())
    expect(new Set(statusesReceived)).toEqual(new Set([200]))
    // a request for 300 items counts as 6,000 KiB until its size is known, so four fit into a caller's 24 MiB
    expect(begun.size).toBeLessThanOrEqual(4)
    expect(await Promise.all(asked.map(async (response) => readAll(await response)))).toEqual(
      asked.map(() => true),
    )
  },
)

it(
  'responds, and its memory stays small, while many clients read nothing of large lists',
  { timeout: 240_000 },
  async () => {
    const before = await residentMegabytes('VmRSS')
    const asked = tokens.flatMap((token) =>
      Array.from({ length: connectionsOfToken }, async () => ask(large(token))),
    )
    for (let turn = 0; turn < 20; turn++) expect(await listOfOther()).toBe(200)
    // those that read nothing for too long were disconnected
    const read = await Promise.all(asked.map(async (response) => readAll(await response).catch(() => 'cut')))
    expect(read).not.toContain(false)
    expect(read).toContain(true)
    expect((await residentMegabytes('VmHWM')) - before).toBeLessThan(160)
  },
)
