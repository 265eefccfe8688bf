// oxlint-disable-next-line import/no-unassigned-import -- Node.js has no IndexedDB: this puts one where the browser has it
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { expect, it, onTestFinished } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { browserFetch } from '../../testing/browser-fetch.ts'
import { printedSeed, repetitions } from '../../testing/campaign.ts'
import { startService, testPassword } from '../../testing/start-service.ts'
import { createRandom } from '../../service/demo/random.ts'
import { openDatabase } from '../shared/storage/indexed-database.ts'
import { createIndexedOutbox } from './storage/outbox-storage.ts'
import { createOutbox } from './outbox.ts'
import { sendOperation } from './sending/send-operation.ts'
import { singleTab } from '../shared/storage/tab-coordination.ts'

const events = repetitions(1_000, 150)
const leads = 50

/** Returns a fetch that fails for three writes in ten: before the request, or after it by losing the response. */
function loseWrites(online: typeof fetch): typeof fetch {
  const random = createRandom(printedSeed('many drafts'))
  return async (input, init) => {
    const isWrite = init?.method === 'POST'
    const chance = isWrite ? random.next() : 1
    if (chance < 0.1) throw new TypeError('the connection broke')
    const response = await online(input, init)
    if (chance < 0.3) throw new TypeError('the response was lost')
    return response
  }
}

it(`writes ${events} events once each, in order and without a rejection, while 30 % of the writes fail`, async () => {
  const service = await startService({ clock: () => new Date().toISOString() })
  onTestFinished(async () => service.close())
  globalThis.indexedDB = new IDBFactory()
  const before = globalThis.fetch
  onTestFinished(() => {
    globalThis.fetch = before
  })
  const online = browserFetch(service.service)
  globalThis.fetch = loseWrites(online)
  await online('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'giulia@example.test', password: testPassword }),
  })

  const rejections: string[] = []
  const database = await openDatabase()
  const outbox = createOutbox({
    storage: createIndexedOutbox(() => database),
    tabs: singleTab(),
    send: sendOperation,
    refetch: async () => undefined,
    onKeyChanged: () => undefined,
    onSignedOut: () => rejections.push('signed out'),
    fetchPerson: async () => ({ application: 'acme', id: 'giulia' }),
  })
  onTestFinished(outbox.close)
  const stop = outbox.subscribe(() => {
    for (const { state, problem } of outbox.operations()) {
      if (state === 'refused') rejections.push(problem?.code ?? 'unknown')
    }
  })
  onTestFinished(stop)
  outbox.setPerson({ application: 'acme', id: 'giulia' })
  await outbox.load()
  for (let number = 0; number < events; number++) {
    outbox.enqueueCreate('acme giulia', {
      lead: `lead-${number % leads}`,
      type: 'company',
      note: String(number),
    })
  }
  while (outbox.operations().length > 0 && rejections.length === 0) {
    // skips the delays before retries
    outbox.retryWaiting()
    await new Promise((resolve) => setTimeout(resolve, 5))
  }

  expect(rejections).toEqual([])
  const api = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  for (let lead = 0; lead < leads; lead++) {
    const { body } = await api.get('/v2/leadevents', { leads: `lead-${lead}`, ordering: 'oldest' })
    const notes = Array.from({ length: events / leads }, (_, index) => String(lead + index * leads))
    expect(body.items.map(({ note }: { note: string }) => note)).toEqual(notes)
  }
}, 3_600_000)
