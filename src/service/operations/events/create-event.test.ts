import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { startService, testNow, type TestService } from '../../../testing/start-service.ts'

let service: TestService
let giulia: ApiClient

beforeAll(async () => {
  service = await startService()
  giulia = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
})

afterAll(async () => service.close())

const create = async (fields: Record<string, string>) =>
  giulia.write('POST', '/v2/leadevents', { type: 'company', ...fields })

const errors = ({ body }: { body: { errors: { field: string; code: string }[] } }) =>
  body.errors.map(({ field, code }) => `${field}: ${code}`)

describe('creating an event', () => {
  it('returns 201 with the whole item and its URL', async () => {
    const { status, headers, body } = await create({
      lead: 'first',
      note: 'a call\r\nand a line',
      status: 'New',
    })
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(`/v2/leadevents/${body.item.id}`)
    expect(body.item).toEqual({
      id: expect.any(Number),
      lead: 'first',
      type: 'company',
      status: 'New',
      note: 'a call\nand a line',
      noteVisibility: 'public',
      date: testNow,
      created: testNow,
      owner: { id: 'giulia', name: 'Giulia Rossi', application: 'acme' },
      updateTime: testNow,
      statusCollectionId: 'funnel-1',
      leadAssignee: null,
      previousStatus: null,
      previousLeadAssignee: null,
    })
    expect(body.queryExplanation[0].json).not.toHaveProperty('token')
  })

  it('accepts a form and JSON', async () => {
    const response = await giulia.send(
      new Request('http://localhost/v2/leadevents?token=acme-token&appUserId=giulia', {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({ lead: 'json', type: 'person', leadAssigneeRemove: true, note: '😀' }),
      }),
    )
    expect(response.status).toBe(201)
    expect(response.body.item).toMatchObject({ lead: 'json', type: 'person', note: '😀', leadAssignee: null })
  })

  it('dates an event one millisecond after the latest if that is not earlier than now', async () => {
    await create({ lead: 'busy' })
    expect((await create({ lead: 'busy' })).body.item.date).toBe('2026-11-23T12:00:00.001Z')
    expect((await create({ lead: 'busy' })).body.item.date).toBe('2026-11-23T12:00:00.002Z')
  })

  it('rejects a date that is not after the latest event, and states the valid dates', async () => {
    await create({ lead: 'dated', date: '2026-11-20T10:00:00Z' })
    const { status, body } = await create({ lead: 'dated', date: '2026-11-20T11:00:00+01:00' })
    expect(status).toBe(400)
    expect(body.errors).toEqual([
      {
        field: 'date',
        code: 'date_not_after_latest',
        message:
          "The date must be after the lead's latest event (2026-11-20T10:00:00.000Z) and not after the server clock (2026-11-23T12:00:00.000Z). Change it, or omit it.",
        values: { latest: '2026-11-20T10:00:00.000Z', now: testNow },
      },
    ])
  })

  it('rejects a date in the future', async () => {
    expect(errors(await create({ lead: 'future', date: '2026-11-23T12:00:00.001Z' }))).toEqual([
      'date: date_in_future',
    ])
  })

  it('creates no lead for a rejected event', async () => {
    await create({ lead: 'never', date: '2030-01-01' })
    expect((await giulia.get('/v2/leads/never')).status).toBe(404)
  })

  it('copies the last known assignee, accepts a new one, and removes it', async () => {
    const assignees = [
      await create({ lead: 'assigned', leadAssignee: 'larentis+unicorno@spaziodati.eu' }),
      await create({ lead: 'assigned' }),
      await create({ lead: 'assigned', leadAssignee: 'luca', leadAssigneeRemove: '1' }),
      await create({ lead: 'assigned' }),
    ].map(({ body }) => [body.item.previousLeadAssignee, body.item.leadAssignee])
    const larentis = 'larentis+unicorno@spaziodati.eu'
    expect(assignees).toEqual([
      [null, larentis],
      [larentis, larentis],
      [larentis, null],
      [null, null],
    ])
  })

  it('ignores leadAssignee without reading it if the assignee is removed', async () => {
    expect((await create({ lead: 'unread', leadAssignee: 'a b', leadAssigneeRemove: 'true' })).status).toBe(
      201,
    )
  })

  it('accepts a hidden status and rejects one that is not in the collection', async () => {
    expect((await create({ lead: 'parked', status: 'Parked' })).status).toBe(201)
    expect(errors(await create({ lead: 'parked', status: 'parked' }))).toEqual(['status: unknown_status'])
  })

  it('rejects another type for a lead', async () => {
    await create({ lead: 'typed' })
    expect(errors(await create({ lead: 'typed', type: 'person' }))).toEqual(['type: type_differs'])
  })

  it('lists all errors of a request at once', async () => {
    const anonymous = new ApiClient(service.service, { token: 'acme-token' })
    const response = await anonymous.write('POST', '/v2/leadevents', {
      lead: 'a b',
      type: 'dog',
      note: 'bell \u0007',
      date: '2024-02-30',
      leadAssignee: 'x'.repeat(321),
      leadAssigneeRemove: 'maybe',
    })
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(errors(response)).toEqual([
      'appUserId: required',
      'lead: white_space',
      'type: not_one_of',
      'note: control_character',
      'date: invalid_date',
      'leadAssignee: too_long',
      'leadAssigneeRemove: not_boolean',
    ])
  })
})

describe('concurrent writes', () => {
  it('have different dates in the order of their writes', async () => {
    const responses = await Promise.all(Array.from({ length: 40 }, async () => create({ lead: 'raced' })))
    expect(responses.map(({ status }) => status)).toEqual(responses.map(() => 201))
    const dates: string[] = responses.map(({ body }) => body.item.date)
    expect(new Set(dates).size).toBe(40)
    expect((await giulia.get('/v2/leads/raced')).body.item).toMatchObject({
      eventCount: 40,
      lastEventDate: dates.reduce((last, date) => (date > last ? date : last)),
    })
  })

  it('with the same date are accepted once and rejected once', async () => {
    const responses = await Promise.all([1, 2].map(async () => create({ lead: 'twins', date: '2026-11-01' })))
    expect(responses.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 400])
  })
})
