import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from './support/story.ts'

const run = promisify(execFile)

/**
 * Runs one of the reference's lines with another host and other credentials, and `{id}` replaced; everything else is
 * unchanged.
 */
async function curl(address: string, line: string, { id = 0 } = {}) {
  const args = (line.match(/"[^"]*"|\S+/g) ?? []).slice(1).map((arg) => arg.replaceAll('"', ''))
  const changed = args.map((arg) => arg.replace('https://api.atoka.io', address).replace('{id}', String(id)))
  const credentials = ['-d', 'token=demo-token', '-d', 'appUserId=giulia']
  const { stdout } = await run('curl', ['-s', '-w', '\n%{http_code}', ...changed, ...credentials])
  const end = stdout.lastIndexOf('\n')
  const body = stdout.slice(0, end)
  const status = stdout.slice(end + 1)
  return { status: Number(status), body: body === '' ? undefined : JSON.parse(body) }
}

const create =
  'curl -XPOST "https://api.atoka.io/v2/leadevents" -d "lead=123456789abc" -d "type=company" -d "note=got contact of area manager" -d "date=2015-10-21" -d "leadAssignee=larentis+unicorno@spaziodati.eu" -d "leadAssigneeRemove=true"'

test("the reference's curl lines work unchanged", async ({ address }) => {
  const created = await curl(address, create)
  expect(created.status).toBe(201)
  expect(created.body.item).toMatchObject({
    lead: '123456789abc',
    type: 'company',
    note: 'got contact of area manager',
    date: '2015-10-21T00:00:00.000Z',
    leadAssignee: null,
    owner: { id: 'giulia', name: 'Giulia Rossi', application: 'demo' },
  })
  const { id } = created.body.item
  const bare = await curl(address, 'curl -XPOST "https://api.atoka.io/v2/leadevents"')
  expect(bare.status).toBe(400)
  expect(bare.body.errors.map(({ field }: { field: string }) => field)).toEqual(['lead', 'type'])

  const listed = await curl(
    address,
    'curl -G "https://api.atoka.io/v2/leadevents" -d "leads=123456789abc,def987654321"',
  )
  expect(listed.body).toMatchObject({ items: [created.body.item], meta: { count: 1, ordering: 'newest' } })
  const page =
    'curl -G "https://api.atoka.io/v2/leadevents" -d "offset=30" -d "limit=100" -d "ordering=newest"'
  expect((await curl(address, `${page} -d "leads=123456789abc"`)).body.meta).toMatchObject({
    offset: 30,
    limit: 100,
  })
  expect((await curl(address, page)).body.errors[0]).toMatchObject({ field: 'leads', code: 'required' })

  const details = await curl(address, 'curl -G "https://api.atoka.io/v2/leadevents/{id}"', { id })
  expect(details.body.item).toMatchObject(created.body.item)
  const update =
    'curl -XPUT "https://api.atoka.io/v2/leadevents/{id}" -d "note=got contact of area manager" -d "date=2015-10-21"'
  expect((await curl(address, update, { id })).status).toBe(200)
  expect((await curl(address, 'curl -XPUT "https://api.atoka.io/v2/leadevents/{id}"', { id })).status).toBe(
    400,
  )

  const statuses = await curl(address, 'curl -G "https://api.atoka.io/v2/leadevents/statuses"')
  expect(statuses.body.items[0]).toEqual({ label: 'New', previous: null, sink: false, hidden: false })
  const sync = 'curl -G "https://api.atoka.io/v2/leadevents/sync"'
  for (const line of [
    sync,
    `${sync} -d "fromUpdateTime=2015-10-21"`,
    `${sync} -d "offset=30" -d "limit=100"`,
  ]) {
    expect((await curl(address, line)).body.items).toHaveLength(100)
  }

  const deleted = await curl(address, 'curl -XDELETE "https://api.atoka.io/v2/leadevents/{id}"', { id })
  expect(deleted).toEqual({ status: 204, body: undefined })
})
