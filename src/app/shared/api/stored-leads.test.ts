// oxlint-disable-next-line import/no-unassigned-import -- Node.js has no IndexedDB: this puts one where the browser has it
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, it, vi } from 'vitest'
import { endpoints } from '../../../contract/endpoints.ts'
import type { Lead } from '../../../contract/lead.ts'
import { buildLead } from '../../../testing/build-lead.ts'
import { addressOf } from './client.ts'
import { fetchOrCached, setCacheOwner } from './fetch-or-cached.ts'
import { ApiProblem } from './problems.ts'
import type { LeadsQuery } from './queries.ts'
import { closeResponseCache, putResponse } from './response-cache.ts'

const giulia = 'acme giulia'
const unreachable = async () => Promise.reject(new ApiProblem('unreachable', 0))

const lead = (id: string, name: string | null, fields: Partial<Lead> = {}) =>
  buildLead(id, {
    name,
    status: 'New',
    statusDate: '2026-11-01T00:00:00.000Z',
    lastEventDate: '2026-11-01T00:00:00.000Z',
    ...fields,
  })

const listed = [
  lead('l1', 'Officine Ferrari', { leadAssignee: 'giulia', lastEventDate: '2026-11-03T00:00:00.000Z' }),
  lead('l2', 'Bäckerei Nguyễn', { type: 'person', lastEventDate: '2026-09-01T00:00:00.000Z' }),
  lead('l3', 'Ferrari S.p.A.', { status: 'Won', lastEventDate: '2026-11-02T00:00:00.000Z' }),
  lead('l4', null, { status: null, statusDate: null, lastEventDate: null }),
]

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory()
  await closeResponseCache()
  setCacheOwner(giulia, { user: null, capabilities: [], singleSignOn: false, offlineDays: 7, demoPeople: [] })
  const items = ['New', 'Won'].map((label) => ({
    label,
    previous: null,
    sink: label === 'Won',
    hidden: false,
  }))
  await store(endpoints.listStatuses.path, { items })
  await store('/v2/leads?offset=0&limit=50', {
    items: listed,
    meta: { ordering: 'recent', count: listed.length, limit: 50, offset: 0, info: [], obfuscated: {} },
    queryExplanation: [],
  })
})

async function store(address: string, response: object) {
  await putResponse(giulia, address, { text: JSON.stringify(response), days: 7, events: [] })
}

/** The IDs of the leads that a list has while the service is unreachable. */
async function listOffline(query: LeadsQuery & { offset?: number; limit?: number }) {
  const text = await fetchOrCached('listLeads', addressOf('listLeads', { query }), unreachable)
  return endpoints.listLeads.response.parse(JSON.parse(text)).items.map(({ id }) => id)
}

it.each<[LeadsQuery, string[]]>([
  [{ q: 'ferrari' }, ['l3', 'l1']],
  [{ q: 'ferr OFF' }, ['l1']],
  [{ q: 'nguyen' }, ['l2']],
  [{ q: 'spa' }, ['l3']],
  [{ q: 'l4' }, ['l4']],
  [{ q: 'errari' }, []],
  [{ q: 'ferrari', leadAssignee: 'giulia' }, ['l1']],
  [{ unassigned: true, sort: 'name' }, ['l2', 'l3', 'l4']],
  [{ open: true, sort: 'recent' }, ['l1', 'l2', 'l4']],
  [{ quietSince: '2026-10-01T00:00:00.000Z', sort: 'quiet' }, ['l2']],
  [{ status: ['New', 'Won'], sort: 'quiet' }, ['l2', 'l3', 'l1']],
  [{ type: 'person', sort: 'longest' }, ['l2']],
])('searches the stored leads offline for %j', async (query, ids) => {
  expect(await listOffline(query)).toEqual(ids)
})

it('returns the range of the list that was asked for', async () => {
  expect(await listOffline({ sort: 'recent', offset: 1, limit: 2 })).toEqual(['l3', 'l2'])
})

it('opens a lead that only a list contains, and no unknown one', async () => {
  const open = async (id: string) => fetchOrCached('getLead', addressOf('getLead', { id }), unreachable)
  expect(JSON.parse(await open('l1'))).toMatchObject({ item: listed[0] })
  await expect(open('l9')).rejects.toMatchObject({ code: 'unreachable' })
})

it('shows the latest stored state of a lead', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  try {
    vi.setSystemTime(Date.now() + 1_000)
    await store('/v2/leads/l1', { item: lead('l1', 'Carrozzeria Neri'), queryExplanation: [] })
  } finally {
    vi.useRealTimers()
  }
  expect(await listOffline({ q: 'neri' })).toEqual(['l1'])
  expect(await listOffline({ q: 'officine' })).toEqual([])
})
