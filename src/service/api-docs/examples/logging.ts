import type { LeadEvent } from '../../../contract/lead-event.ts'
import { errorExample, example, type Example } from './example.ts'
import { at, call, company, contact, explained, meeting, priceList } from './story.ts'

const key = { 'Idempotency-Key': '0f9c1d52-4b1e-4a53-9d6e-2c8a7e5b3f10' } as const
const sent = { lead: company, type: 'company', note: 'Sent the price list.' } as const

function stored(item: LeadEvent, understood: Record<string, unknown>) {
  const text = `Created an event on the lead ${item.lead}.`
  const json = { ...understood, leadAssigneeRemove: false }
  return { item, queryExplanation: explained(text, json) }
}

function headersOf({ id, updateTime }: LeadEvent) {
  return { location: `/v2/leadevents/${id}`, etag: `"${updateTime}"` }
}

const fields = {
  lead: company,
  type: 'company',
  note: 'Got contact of area manager',
  status: 'Contacted',
  leadAssignee: contact,
}

const met = { lead: 'mrossi-77', type: 'person', note: 'Met at the fair.\nWants a demonstration.' }

/** Creating events, and repeating a request. */
export const logging: readonly Example[] = [
  example(
    'createEvent',
    {
      name: 'a-call',
      summary: 'A call that changes the lead’s status',
      at: at('09:15'),
      request: { parameters: { appUserId: 'giulia', ...fields } },
    },
    201,
    stored(call, fields),
    headersOf(call),
  ),
  errorExample(
    'createEvent',
    {
      name: 'two-faults',
      summary: 'Error: two invalid fields',
      at: at('09:20'),
      request: {
        parameters: {
          appUserId: 'giulia',
          lead: company,
          type: 'company',
          status: 'Contcted',
          date: '2026-11-20',
        },
      },
    },
    {
      type: 'urn:leadline:problem:invalid_request',
      title: 'Invalid request',
      status: 400,
      detail: 'Fix the fields listed under errors (status, date) and try again.',
      code: 'invalid_request',
      errors: [
        {
          field: 'status',
          code: 'unknown_status',
          message: 'Must be one of: New, Contacted, Qualified, Proposal, Won, Lost, Parked.',
        },
        {
          field: 'date',
          code: 'date_not_after_latest',
          message: `The date must be after the lead's latest event (${at('09:15')}) and not after the server clock (${at('09:20')}). Change it, or omit it.`,
          values: { latest: at('09:15'), now: at('09:20') },
        },
      ],
    },
  ),
  example(
    'createEvent',
    {
      name: 'sent-later',
      summary: 'Logged an hour before it is sent, with an idempotency key',
      at: at('11:40'),
      request: {
        headers: { ...key, 'Logged-Ago': '3600' },
        parameters: { appUserId: 'giulia', ...sent },
      },
    },
    201,
    stored(priceList, sent),
    headersOf(priceList),
  ),
  example(
    'createEvent',
    {
      name: 'sent-again',
      summary: 'A retry: same response, no second event',
      at: at('11:41'),
      request: {
        headers: { ...key, 'Logged-Ago': '3660' },
        parameters: { appUserId: 'giulia', ...sent },
      },
    },
    201,
    stored(priceList, sent),
    headersOf(priceList),
  ),
  errorExample(
    'createEvent',
    {
      name: 'key-of-another-request',
      summary: 'Error: key used for a different request',
      at: at('11:42'),
      request: { headers: key, parameters: { appUserId: 'giulia', ...sent, note: 'Called back.' } },
    },
    {
      type: 'urn:leadline:problem:idempotency_mismatch',
      title: 'Idempotency key reused',
      status: 422,
      detail: 'This Idempotency-Key was used for a different request. Use a new key.',
      code: 'idempotency_mismatch',
    },
  ),
  example(
    'createEvent',
    {
      name: 'as-json',
      summary: 'As JSON, with the token as a header',
      at: at('11:45'),
      request: {
        as: 'json',
        parameters: { appUserId: 'luca', ...met, date: '2026-11-23T10:15:00+01:00' },
      },
    },
    201,
    stored(meeting, { ...met, date: meeting.date }),
    headersOf(meeting),
  ),
]
