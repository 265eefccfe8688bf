import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEventBody } from '../../../contract/endpoints.ts'
import { toLocalMinute } from '../../shared/time/local-minute.ts'
import { composerSchema } from './composer-schema.ts'
import {
  emptyValues,
  toCreateBody,
  toValues,
  type LeadContext,
  type ComposerValues,
} from './composer-values.ts'

const lead: LeadContext = {
  id: '6da785b3adf2',
  type: 'company',
  name: null,
  status: 'Contacted',
  leadAssignee: 'luca',
  lastEventDate: '2026-11-20T11:06:30.123Z',
}
const values = (some: Partial<ComposerValues>): ComposerValues => ({ ...emptyValues, ...some })

describe('the body that is sent', () => {
  it('contains only the fields that were filled in', () => {
    expect(toCreateBody(values({ note: 'Rang.\nNo answer.' }), lead)).toEqual({
      lead: '6da785b3adf2',
      type: 'company',
      note: 'Rang.\nNo answer.',
    })
  })

  it('has no date if none was chosen, so that the service’s clock decides', () => {
    expect(toCreateBody(values({ note: 'Rang.', date: 'now' }), lead)).not.toHaveProperty('date')
  })

  it('has the chosen minute of the local clock, in UTC', () => {
    const at = '2026-11-21T09:30'
    expect(toCreateBody(values({ date: { at } }), lead).date).toBe(new Date(at).toISOString())
  })

  it('has the moment just after the latest event if the latest event’s minute was chosen', () => {
    const at = toLocalMinute('2026-11-20T11:06:30.123Z')
    expect(toCreateBody(values({ date: { at } }), lead).date).toBe('2026-11-20T11:06:30.124Z')
  })

  it('never has two contradictory fields about the assignee', () => {
    expect(toCreateBody(values({ assignee: 'keep' }), lead)).toEqual({ lead: lead.id, type: 'company' })
    expect(toCreateBody(values({ assignee: 'remove' }), lead)).toMatchObject({ leadAssigneeRemove: true })
    expect(toCreateBody(values({ assignee: 'remove' }), lead)).not.toHaveProperty('leadAssignee')
    expect(toCreateBody(values({ assignee: { to: 'a+b@c.it' } }), lead)).toMatchObject({
      leadAssignee: 'a+b@c.it',
    })
  })

  it('is valid by the contract, and converts back to the same composer values', () => {
    const someValues = fc.record({
      note: fc.constantFrom('', 'Rang.', '  two\n\tlines 😀 '),
      status: fc.constantFrom(null, 'Contacted', 'Won'),
      date: fc.constantFrom('now' as const, { at: '2026-11-20T12:07' }, { at: '2026-11-22T23:59' }),
      assignee: fc.constantFrom(
        'keep' as const,
        'remove' as const,
        { to: 'marco' },
        { to: 'larentis+unicorno@x.it' },
      ),
    })
    fc.assert(
      fc.property(someValues, (some) => {
        const body = toCreateBody(some, lead)
        expect(createEventBody.safeParse(body).success).toBe(true)
        expect(toValues(body)).toEqual(some)
      }),
    )
  })
})

describe('the composer’s schema requires', () => {
  const errorsOf = (some: Partial<ComposerValues>, latest = lead.lastEventDate ?? undefined) =>
    composerSchema(latest)
      .safeParse(values(some))
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

  it('that an event has at least a note, a status or an assignee', () => {
    expect(errorsOf({})).toEqual(['note: no_content'])
    expect(errorsOf({ note: ' \n ' })).toEqual(['note: no_content'])
    expect(errorsOf({ status: 'Won' })).toEqual([])
    expect(errorsOf({ assignee: 'remove' })).toEqual([])
  })

  it('that a note is at most 10,000 characters, an emoji counted once', () => {
    expect(errorsOf({ note: '😀'.repeat(10_000) })).toEqual([])
    expect(errorsOf({ note: '😀'.repeat(10_001) })).toEqual(['note: too_long'])
  })

  it('"It must be after the most recent event, and not in the future"', () => {
    expect(errorsOf({ note: 'x', date: { at: '2026-11-01T10:00' } })).toEqual(['date: date_not_after_latest'])
    expect(errorsOf({ note: 'x', date: { at: '2999-01-01T10:00' } })).toEqual(['date: date_in_future'])
    expect(errorsOf({ note: 'x', date: { at: '2020-01-01T10:00' } }, '2019-12-31T00:00:00.000Z')).toEqual([])
    expect(errorsOf({ note: 'x', date: { at: '' } })).toEqual(['date: invalid_date'])
  })

  it('that an assignee is a visible identifier', () => {
    expect(errorsOf({ assignee: { to: '' } })).toEqual(['assignee: empty'])
    expect(errorsOf({ assignee: { to: 'luca conti' } })).toEqual(['assignee: white_space'])
  })
})
