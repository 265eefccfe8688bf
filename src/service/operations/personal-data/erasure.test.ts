import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { fullToken, startService, testPassword, type TestService } from '../../../testing/start-service.ts'
import { insertUser } from '../../store/people/people.ts'

/*
 * Unique words are written wherever a text can be stored, erased, and then searched for in every row of every table
 * and in the planner's statistics; e2e/erasure.spec.ts reads the log of a running service.
 */
const canaries = ['zanzibar', 'marzipan', 'heron'] as const
const canary = 'Zanzibar: a marzipan heron'

let service: TestService
const as = (appUserId: string) => new ApiClient(service.service, { token: fullToken('acme'), appUserId })

beforeAll(async () => {
  service = await startService()
})

afterAll(async () => service.close())

/** Writes on behalf of Giulia, with an idempotency key. */
async function write(method: 'POST' | 'PUT' | 'DELETE', path: string, fields: Record<string, string> = {}) {
  const body = new URLSearchParams({ token: 'acme-token', appUserId: 'giulia', ...fields })
  const key = createHash('sha256').update(JSON.stringify([method, path, fields]))
  const headers = { 'idempotency-key': key.digest('hex') }
  return as('giulia').send(new Request(`http://localhost${path}`, { method, headers, body }))
}

const log = async (lead: string, fields: Record<string, string>) =>
  (await write('POST', '/v2/leadevents', { lead, type: 'person', ...fields })).body.item

/** Returns the tables that contain one of the words, in any case, and the columns whose statistics do. */
async function findTexts(texts: readonly string[]): Promise<string[]> {
  const { pool } = service.database
  const tables = await pool.query<{ name: string }>(
    `select table_name name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const places: string[] = []
  for (const { name } of tables.rows) {
    const { rows } = await pool.query<{ found: boolean }>(
      `select exists (select from ${name} one where to_jsonb(one)::text ilike any($1)) found`,
      [texts.map((word) => `%${word}%`)],
    )
    if (rows[0]?.found === true) places.push(name)
  }
  const samples = await pool.query<{ place: string }>(
    `select 'samples of ' || tablename || '.' || attname place from pg_stats
      where schemaname = 'public' and concat(most_common_vals, histogram_bounds, most_common_elems) ilike any($1)
      order by 1`,
    [texts.map((word) => `%${word}%`)],
  )
  return [...places.toSorted(), ...samples.rows.map(({ place }) => place)]
}

const placesOfTexts = ['event_import_line', 'idempotency_key', 'lead', 'lead_event', 'lead_event_change']

/** Writes the canary wherever a text of a lead can be stored. */
async function leadFullOfTexts(lead: string) {
  const edited = await log(lead, { note: canary, status: 'New', date: '2026-11-01' })
  await write('PUT', `/v2/leadevents/${edited.id}`, { note: `${canary}, indeed` })
  const emptied = await log(lead, { note: canary, date: '2026-11-02' })
  await write('PUT', `/v2/leadevents/${emptied.id}`, { note: '' })
  const deleted = await log(lead, { note: canary, date: '2026-11-03' })
  await write('DELETE', `/v2/leadevents/${deleted.id}`, { forceDelete: 'true' })
  const silent = await log(lead, { leadAssignee: 'luca', date: '2026-11-04' })
  await service.database.query({ text: 'update lead set name = $2 where id = $1' }, [lead, canary])
  await service.database.query(
    {
      text: `insert into event_import_line (application_id, lead, date, line, type, owner, note, status_collection_id,
        lead_assignee_remove) values ('acme', $1, '2026-11-05', 1, 'person', 'giulia', $2, 'funnel-1', false)`,
    },
    [lead, canary],
  )
  await service.database.query({ text: 'analyze' }, [])
  return { edited, emptied, deleted, silent }
}

const syncOf = async (fromUpdateTime: string) =>
  (await as('giulia').get('/v2/leadevents/sync', { fromUpdateTime, limit: '1000' })).body

describe('the erasure of a lead', () => {
  it('removes its texts everywhere, and keeps all other data', async () => {
    const { edited, emptied, deleted, silent } = await leadFullOfTexts('to-be-erased')
    const before = await findTexts(canaries)
    expect(before).toEqual(expect.arrayContaining(placesOfTexts))
    expect(before.filter((place) => place.startsWith('samples of'))).not.toEqual([])

    expect((await as('marco').write('DELETE', '/v2/leads/to-be-erased/personal-data')).status).toBe(204)
    expect(await findTexts(canaries)).toEqual([])

    const { body } = await as('luca').get('/v2/leadevents', { leads: 'to-be-erased' })
    expect(
      body.items.map(({ id, note, status, leadAssignee }: typeof edited) => [id, note, status, leadAssignee]),
    ).toEqual([
      [silent.id, null, null, 'luca'],
      [emptied.id, null, null, null],
      [edited.id, null, 'New', null],
    ])
    const history = async (id: number) => (await as('marco').get(`/v2/leadevents/${id}/history`)).body.items
    expect(await history(edited.id)).toMatchObject([
      {
        kind: 'update',
        changedBy: { id: 'giulia' },
        before: { note: null },
        after: { note: null },
        erased: true,
      },
      { kind: 'erase', changedBy: { id: 'marco' }, erased: true },
    ])
    expect(await history(deleted.id)).toMatchObject([
      { kind: 'delete', changedBy: { id: 'giulia' }, after: null, erased: true },
      { kind: 'erase', after: null },
    ])
    expect(await history(silent.id)).toEqual([])
    expect(service.reported).toEqual([])
  })

  it('appears in sync as an edit of each event with a note, with correct counts', async () => {
    const lead = 'told-by-sync'
    const first = await log(lead, { note: canary, date: '2026-11-01' })
    await log(lead, { status: 'New', date: '2026-11-02' })
    const later = await log(lead, { note: 'another', date: '2026-11-03' })
    await as('marco').write('DELETE', `/v2/leads/${lead}/personal-data`)
    const after = await syncOf(later.updateTime)
    expect(after.items.map(({ id, note }: typeof first) => [id, note])).toEqual([
      [first.id, null],
      [later.id, null],
    ])
    for (const { updateTime } of after.items) {
      const { items, meta } = await syncOf(updateTime)
      expect(meta.count).toBe(items.length)
    }
  })

  it('returns the first response without the text to a retry, and writes nothing again', async () => {
    const fields = { note: canary, date: '2026-11-01' }
    const { id } = await log('retried', fields)
    await as('marco').write('DELETE', '/v2/leads/retried/personal-data')
    expect(await log('retried', fields)).toMatchObject({ id, note: null })
    expect(await findTexts(canaries)).toEqual([])
  })

  it('is for managers, and for leads of the application', async () => {
    await log('not-mine', { note: 'x' })
    expect((await as('luca').write('DELETE', '/v2/leads/not-mine/personal-data')).status).toBe(403)
    const olga = new ApiClient(service.service, { token: fullToken('other'), appUserId: 'olga' })
    expect((await olga.write('DELETE', '/v2/leads/not-mine/personal-data')).status).toBe(404)
    expect((await as('marco').write('DELETE', '/v2/leads/%00/personal-data')).status).toBe(404)
  })
})

describe('the erasure of an event', () => {
  it('removes only its own texts, also those of a deleted event', async () => {
    const kept = await log('two-events', { note: 'kept', date: '2026-11-01' })
    const erased = await log('two-events', { note: canary, date: '2026-11-02' })
    await write('DELETE', `/v2/leadevents/${erased.id}`, { forceDelete: 'true' })
    const path = `/v2/leadevents/${erased.id}/personal-data`
    expect((await as('luca').write('DELETE', path)).status).toBe(403)
    expect((await as('marco').write('DELETE', path)).status).toBe(204)
    expect(await findTexts(canaries)).toEqual([])
    expect((await as('luca').get(`/v2/leadevents/${kept.id}`)).body.item.note).toBe('kept')
    expect((await as('luca').get(`/v2/leadevents/${erased.id}`)).status).toBe(410)
    expect((await as('marco').write('DELETE', '/v2/leadevents/999999999/personal-data')).status).toBe(404)
  })

  it('has an effect only once', async () => {
    const { id } = await log('erased-twice', { note: canary })
    for (let time = 0; time < 2; time++)
      expect((await as('marco').write('DELETE', `/v2/leadevents/${id}/personal-data`)).status).toBe(204)
    const { body } = await as('luca').get(`/v2/leadevents/${id}/history`)
    expect(body.items.map(({ kind }: { kind: string }) => kind)).toEqual(['erase'])
  })

  it('allows new edits afterwards, which appear in the history', async () => {
    const { id } = await log('written-again', { note: canary })
    await as('marco').write('DELETE', `/v2/leadevents/${id}/personal-data`)
    await as('giulia').write('PUT', `/v2/leadevents/${id}`, { note: 'harmless' })
    const { body } = await as('luca').get(`/v2/leadevents/${id}/history`)
    expect(body.items.at(-1)).toMatchObject({
      kind: 'update',
      before: { note: null },
      after: { note: 'harmless' },
    })
    expect(body.items.at(-1).erased).toBeUndefined()
  })
})

describe('the erasure of a person', () => {
  it('removes name, address and credentials, ends their sessions, and keeps their events', async () => {
    const person = { id: 'zeno', name: 'Quetzal Oxblood', role: 'rep' }
    await service.database.query(
      {
        text: `insert into application_user (application_id, id, name, role, atoka_user_id)
          values ('acme', $1, $2, $3, 'quetzal@atoka.example')`,
      },
      [person.id, person.name, person.role],
    )
    const { createPerson } = await import('../../store/people/create-person.ts')
    await service.database.transaction(async (connection) =>
      createPerson(connection, {
        name: person.name,
        email: 'quetzal@example.test',
        password: testPassword,
        applicationId: 'acme',
        applicationUserId: person.id,
      }),
    )
    const signedIn = await service.service(
      new Request('http://localhost/session', {
        method: 'POST',
        headers: { origin: 'http://localhost' },
        body: new URLSearchParams({ email: 'quetzal@example.test', password: testPassword }),
      }),
    )
    expect(signedIn.status).toBe(200)
    const body = new URLSearchParams({
      token: 'acme-token',
      appUserId: 'zeno',
      lead: 'of-zeno',
      type: 'company',
      note: 'x',
    })
    const headers = { 'idempotency-key': 'zeno-1' }
    const { item } = (
      await as('zeno').send(new Request('http://localhost/v2/leadevents', { method: 'POST', headers, body }))
    ).body
    await service.database.query({ text: 'analyze' }, [])
    const texts = ['quetzal', 'oxblood']
    expect(await findTexts(texts)).toEqual(expect.arrayContaining(['application_user', 'person']))
    const exported = (await as('marco').get('/v2/users/zeno/personal-data')).body
    expect(exported.person).toMatchObject({
      ...person,
      atokaUserId: 'quetzal@atoka.example',
      signIn: { email: 'quetzal@example.test', methods: ['credential'] },
    })
    expect(exported.person.sessions).toHaveLength(1)
    expect(exported.events).toMatchObject([{ id: item.id, note: 'x' }])
    expect(JSON.stringify(exported)).not.toMatch(/password|token/)

    expect((await as('marco').write('DELETE', '/v2/users/zeno/personal-data')).status).toBe(204)
    expect(await findTexts(texts)).toEqual([])
    expect((await as('luca').get(`/v2/leadevents/${item.id}`)).body.item.owner).toMatchObject({
      id: 'zeno',
      name: 'Erased person',
    })
    expect((await as('marco').get('/v2/users', { q: 'zeno' })).body.items).toEqual([])
    const sessions = await service.database.query(
      { text: `select id from person_session where person_id not in (select id from person)` },
      [],
    )
    expect(sessions).toEqual([])
    expect((await as('marco').get('/v2/users/zeno/personal-data')).body.person).toMatchObject({
      erasure: { by: 'marco' },
      signIn: null,
      sessions: [],
    })
    // the service caches the caller for some seconds; another process does not
    const second = await service.secondInstance()
    const asZeno = new ApiClient(second.service, { token: 'acme-token', appUserId: 'zeno' })
    expect((await asZeno.write('POST', '/v2/leadevents', { lead: 'of-zeno', type: 'company' })).status).toBe(
      400,
    )
    await second.close()
  })

  it('is for managers, but not for themselves', async () => {
    expect((await as('luca').write('DELETE', '/v2/users/giulia/personal-data')).status).toBe(403)
    expect((await as('marco').write('DELETE', '/v2/users/marco/personal-data')).status).toBe(403)
    expect((await as('marco').write('DELETE', '/v2/users/olga/personal-data')).status).toBe(404)
  })

  it('leaves an application the last manager who can sign in', async () => {
    await insertUser(service.database, 'acme', { id: 'bot', name: 'Bot', role: 'manager' })
    const { status, body } = await as('bot').write('DELETE', '/v2/users/marco/personal-data')
    expect([status, body.detail]).toEqual([
      403,
      'This is the last manager who can sign in. Make another user a manager first, or ask an administrator.',
    ])
    expect((await as('marco').write('DELETE', '/v2/users/bot/personal-data')).status).toBe(204)
  })

  it('leaves their name in no response that is stored for a write in flight', async () => {
    await insertUser(service.database, 'acme', { id: 'iris', name: 'Obsidian Plover', role: 'rep' })
    const send = async (method: 'POST' | 'PUT', path: string, appUserId: string, fields = {}) => {
      const body = new URLSearchParams({ token: 'acme-token', appUserId, ...fields })
      const headers = { 'idempotency-key': `${method}-in-flight` }
      return as('marco').send(new Request(`http://localhost${path}`, { method, headers, body }))
    }
    const first = await as('iris').write('POST', '/v2/leadevents', { lead: 'in-flight', type: 'company' })
    const path = `/v2/leadevents/${first.body.item.id}`
    const holder = await service.database.pool.connect()
    await holder.query(
      `begin; select from lead where application_id = 'acme' and id = 'in-flight' for update`,
    )
    const creating = send('POST', '/v2/leadevents', 'iris', { lead: 'in-flight', type: 'company' })
    const updating = send('PUT', path, 'marco', { note: 'corrected' })
    const waiting = {
      text: `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    }
    await expect.poll(async () => service.database.query(waiting, []), { timeout: 30_000 }).toHaveLength(2)
    expect((await as('marco').write('DELETE', '/v2/users/iris/personal-data')).status).toBe(204)
    await holder.query('commit')
    holder.release()
    expect([(await creating).status, (await updating).status]).toEqual([201, 200])
    expect(await findTexts(['obsidian', 'plover'])).toEqual([])
    const again = await send('PUT', path, 'marco', { note: 'corrected' })
    expect(again.body.item.owner).toEqual({ id: 'iris', name: 'Erased person', application: 'acme' })
  })
})

describe('the personal data of a lead', () => {
  it('is exported completely, in pages, with deleted events and all changes', async () => {
    const { edited, emptied, deleted, silent } = await leadFullOfTexts('exported')
    const page = async (after: string) =>
      (await as('marco').get('/v2/leads/exported/personal-data', { after, limit: '3' })).body
    const first = await page('0')
    expect(first.lead).toMatchObject({
      id: 'exported',
      type: 'person',
      name: canary,
      eventCount: 3,
      erasure: null,
    })
    expect(first.events.map(({ id }: { id: number }) => id)).toEqual([edited.id, emptied.id, deleted.id])
    expect(first.events[0].changes).toMatchObject([
      { before: { note: canary }, after: { note: `${canary}, indeed` } },
    ])
    expect(first.events[2]).toMatchObject({
      deleted: true,
      deletion: { by: 'Giulia Rossi' },
      changes: [{ before: { note: canary } }],
    })
    const second = await page(String(first.next))
    expect(second.events.map(({ id }: { id: number }) => id)).toEqual([silent.id])
    expect(second.next).toBeNull()
    expect((await as('luca').get('/v2/leads/exported/personal-data')).status).toBe(403)
  })
})
