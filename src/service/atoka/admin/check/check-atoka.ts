import { readEntries } from '../../directory.ts'
import type { LeadType } from '../../../../contract/lead.ts'
import { request, type AtokaAccess, type CheckedResponse } from './request.ts'
import { compareDates, compareOrder, compareShape, finding, objectsOf, type Finding } from './compare.ts'
import {
  eventDates,
  eventShape,
  explanationShape,
  metaShape,
  ownerShape,
  statusShape,
} from './expected-schemas.ts'

/** The findings of one endpoint. */
export interface CheckedEndpoint {
  readonly endpoint: string
  readonly findings: readonly Finding[]
}

/**
 * Calls each read endpoint once, and reports where the response agrees with the reference. The list needs a lead: the
 * given one, or the first one of `sync` or of the companies.
 */
export async function checkAtoka(access: AtokaAccess, lead: string | undefined): Promise<CheckedEndpoint[]> {
  const statuses = await request(access, '/v2/leadevents/statuses', {})
  // sync has no parameter appUserId in the reference
  const sync = await request({ ...access, appUserId: undefined }, '/v2/leadevents/sync', {
    fromUpdateTime: '2015-10-21',
    offset: '0',
    limit: '100',
  })
  const companies = await request(access, '/v2/companies', { name: 'spazio', offset: '0', limit: '5' })
  const people = await request(access, '/v2/people', { name: 'rossi', offset: '0', limit: '5' })
  const known = lead ?? firstText(itemsOf(sync), 'lead') ?? firstText(itemsOf(companies), 'id')
  const list =
    known === undefined
      ? notCalled('GET /v2/leadevents', 'no known lead: specify one with --lead')
      : await request(access, '/v2/leadevents', {
          leads: known,
          ordering: 'newest',
          offset: '0',
          limit: '50',
        })
  const [id] = objectsOf(itemsOf(list)).map((event) => event['id'])
  const details =
    typeof id !== 'number' && typeof id !== 'string'
      ? notCalled('GET /v2/leadevents/{id}', 'no event was listed')
      : await request(access, `/v2/leadevents/${encodeURIComponent(id)}`, {})
  return [
    checked(list, () => [
      ...compareEvents(itemsOf(list)),
      compareOrder(itemsOf(list), 'date', 'descending'),
      ...comparePage(list),
    ]),
    checked({ ...details, endpoint: 'GET /v2/leadevents/{id}' }, (body) => [
      ...compareEvents([body['item']]),
      ...compareExplanation(body),
    ]),
    checked(statuses, () => compareShape('statuses', itemsOf(statuses), statusShape)),
    checked(notGranted(sync), () => [
      ...compareEvents(itemsOf(sync)),
      compareOrder(itemsOf(sync), 'updateTime', 'ascending'),
      ...comparePage(sync),
    ]),
    checked(companies, (body) => compareDirectory('company', body)),
    checked(people, (body) => compareDirectory('person', body)),
  ]
}

function checked(
  { endpoint, body, findings }: CheckedResponse,
  look: (body: Record<string, unknown>) => Finding[],
): CheckedEndpoint {
  return { endpoint, findings: body === undefined ? findings : [...findings, ...look(body)] }
}

function notCalled(endpoint: string, says: string): CheckedResponse {
  return { endpoint, body: undefined, findings: [{ what: 'call', result: 'not seen', says }] }
}

/** "Requires Atoka feature: useLeadEventsSync": a 403 agrees with the reference. */
function notGranted(sync: CheckedResponse): CheckedResponse {
  const findings = sync.findings.map((one) =>
    one.what === 'status' && one.says.startsWith('403') ? { ...one, result: 'not granted' as const } : one,
  )
  return { ...sync, findings }
}

function itemsOf({ body }: CheckedResponse): unknown[] {
  const items = body?.['items']
  return Array.isArray(items) ? items : []
}

function firstText(items: readonly unknown[], field: string): string | undefined {
  return objectsOf(items)
    .map((item) => item[field])
    .find((value) => typeof value === 'string')
}

function compareEvents(items: readonly unknown[]): Finding[] {
  const owners = objectsOf(items).flatMap(({ owner }) => (owner === undefined ? [] : [owner]))
  return [
    ...compareShape('events', items, eventShape),
    ...(owners.length === 0 ? [] : compareShape('owners', owners, ownerShape)),
    compareDates(items, eventDates),
  ]
}

function comparePage({ body = {} }: CheckedResponse): Finding[] {
  return [
    finding('items', Array.isArray(body['items']) ? [] : ['no such list'], 'a list'),
    ...compareShape('meta', [body['meta']], metaShape),
    ...compareExplanation(body),
  ]
}

function compareExplanation({ queryExplanation }: Record<string, unknown>): Finding[] {
  return Array.isArray(queryExplanation)
    ? compareShape('queryExplanation', queryExplanation, explanationShape)
    : [finding('queryExplanation', ['no such list'], '')]
}

/**
 * Compares a response of the directory with what this service expects: the reference does not describe the directory.
 */
function compareDirectory(type: LeadType, body: Record<string, unknown>): Finding[] {
  const { items } = body
  if (!Array.isArray(items)) return [finding('items', ['no such list'], '')]
  const [meta] = objectsOf([body['meta']])
  const entries = readEntries(type, items)
  const nameless = entries.filter(({ name }) => name === null).length
  return [
    items.length === 0
      ? { what: 'found by name', result: 'not seen', says: 'nobody' }
      : finding(
          'found by name',
          [
            ...(entries.length < items.length ? [`${items.length - entries.length} without an ID`] : []),
            ...(nameless > 0 ? [`${nameless} without a name`] : []),
          ],
          `${items.length}, with ID and name`,
        ),
    finding('limit', items.length > 5 ? [`returned ${items.length}, expected 5`] : [], 'kept'),
    finding('meta.count', Number.isInteger(meta?.['count']) ? [] : ['not a whole number'], 'a whole number'),
  ]
}
