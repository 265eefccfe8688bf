import { describe, expect, it } from 'vitest'
import { leadEventSchema } from '../../contract/lead-event.ts'
import { toUserMapping } from './user-mapping.ts'
import { readEvent, readItem, readPage, readStatuses, infoFor } from './parse-responses.ts'
import { sampleItem, samplePage, sampleStatuses } from './reference-samples.ts'

const identities = toUserMapping([{ id: 'giulia', atokaUserId: 'g-1' }])
const event = { ...sampleItem.item, type: 'company', date: '2015-10-21' }

describe("the reference's samples", () => {
  it('are not events, because "foo" is neither a lead type nor a date', () => {
    expect(readItem(sampleItem, identities)).toBeUndefined()
  })

  it('become a page that states the omitted event, with its count', () => {
    const page = readPage(samplePage, identities)
    expect(page).toMatchObject({ items: [undefined], count: 57, info: ['foo'] })
    expect(Object.keys(page.obfuscated)).toEqual(['foo', 'bar', 'baz'])
    expect(infoFor([page])).toEqual(['foo', 'Omitted: 1 that Atoka sent in an unexpected format.'])
  })

  it('become a status unchanged', () => {
    expect(readStatuses(sampleStatuses)).toEqual(sampleStatuses.items)
  })

  it('are an event once type and date are valid, with that date for the other ones', () => {
    const date = '2015-10-21T00:00:00.000Z'
    const read = readEvent(event, identities)
    expect(read).toEqual({ ...sampleItem.item, type: 'company', date, created: date, updateTime: date })
    expect(leadEventSchema.safeParse(read).success).toBe(true)
  })
})

describe('an external response', () => {
  it('has its dates converted from any ISO 8601 format', () => {
    for (const date of ['2015-10-21 07:28:00', '2015-10-21T09:28:00+02:00', '2015-10-21T07:28:00.000000Z']) {
      expect(readEvent({ ...event, date }, identities)?.date).toBe('2015-10-21T07:28:00.000Z')
    }
  })

  it('has null for missing values, and no unknown fields', () => {
    const { id, lead, type, date } = event
    expect(readEvent({ id, lead, type, date, secret: 'x' }, identities)).toEqual({
      id,
      lead,
      type,
      date: '2015-10-21T00:00:00.000Z',
      created: '2015-10-21T00:00:00.000Z',
      updateTime: '2015-10-21T00:00:00.000Z',
      status: null,
      note: null,
      noteVisibility: 'public',
      owner: { id: '', name: '', application: '' },
      statusCollectionId: '',
      leadAssignee: null,
    })
  })

  it.each([
    ['an id beyond the safe integers', { id: 2 ** 53 }],
    ['an id that is a text', { id: '42' }],
    ['no lead', { lead: null }],
    ['a date that does not exist', { date: '2015-02-30' }],
  ])('is not an event with %s', (_, fault) => {
    expect(readEvent({ ...event, ...fault }, identities)).toBeUndefined()
  })

  it('contains no text that the database would reject', () => {
    const read = readEvent({ ...event, note: 'a\0b\ud800c', status: 7, owner: 'nobody' }, identities)
    expect(read).toMatchObject({ note: 'ab\ufffdc', status: null, owner: { id: '' } })
  })

  it('contains our IDs of users', () => {
    const read = readEvent({ ...event, owner: { id: 'g-1' }, leadAssignee: 'g-1' }, identities)
    expect(read).toMatchObject({ owner: { id: 'giulia', name: 'g-1' }, leadAssignee: 'giulia' })
  })

  it('is rejected as a list if it is not one', () => {
    for (const response of [null, [], {}, { items: 'x' }, '<html>']) {
      expect(() => readPage(response, identities)).toThrow(/did not send a list/)
      expect(() => readStatuses(response)).toThrow(/did not send a list/)
    }
  })
})
