import type { LeadEvent } from '../../../contract/lead-event.ts'
import { example, refusal, type Example } from './example.ts'
import { at, call, company, contact, explained, meeting, priceList } from './story.ts'

const key = { 'Idempotency-Key': '0f9c1d52-4b1e-4a53-9d6e-2c8a7e5b3f10' } as const
const sent = { lead: company, type: 'company', note: 'Sent the price list.' } as const

function stored(item: LeadEvent, understood: Record<string, unknown>) {
  const text = `Registered an event on the lead ${item.lead}.`
  const json = { ...understood, leadAssigneeRemove: false }
  return { item, queryExplanation: explained(text, json) }
}

function headersOf({ id, updateTime }: LeadEvent) {
  return { location: `/v2/leadevents/${id}`, etag: `"${updateTime}"` }
}

const said = {
  lead: company,
  type: 'company',
  note: 'Got contact of area manager',
  status: 'Contacted',
  leadAssignee: contact,
}

const met = { lead: 'mrossi-77', type: 'person', note: 'Met at the fair.\nWants a demonstration.' }

/** Logging events, and repeating it. */
export const logging: readonly Example[] = [
  example(
    'createEvent',
    {
      name: 'a-call',
      summary: 'A call that moves the lead',
      at: at('09:15'),
      request: { parameters: { appUserId: 'giulia', ...said } },
    },
    201,
    stored(call, said),
    headersOf(call),
  ),
  refusal(
    'createEvent',
    {
      name: 'two-faults',
      summary: 'Refused: two faults, both named',
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
      title: 'The request has faults',
      status: 400,
      detail: 'Mend what is listed under errors (status, date) and send again.',
      code: 'invalid_request',
      errors: [
        {
          field: 'status',
          code: 'unknown_status',
          message: 'Send one of: New, Contacted, Qualified, Proposal, Won, Lost, Parked.',
        },
        {
          field: 'date',
          code: 'date_not_after_latest',
          message: `Send a date after the lead's most recent event (${at('09:15')}) and not after the service's clock (${at('09:20')}), or leave it out.`,
          values: { latest: at('09:15'), now: at('09:20') },
        },
      ],
    },
  ),
  example(
    'createEvent',
    {
      name: 'sent-later',
      summary: 'Logged an hour before it is sent, safe to repeat',
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
      summary: 'The same again: the first answer, and nothing new',
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
  refusal(
    'createEvent',
    {
      name: 'key-of-another-request',
      summary: 'Refused: the key of another request',
      at: at('11:42'),
      request: { headers: key, parameters: { appUserId: 'giulia', ...sent, note: 'Called back.' } },
    },
    {
      type: 'urn:leadline:problem:idempotency_mismatch',
      title: 'The key belongs to another request',
      status: 422,
      detail: 'This Idempotency-Key belongs to another request: send a new one.',
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
