import type { LeadCount, LeadCounts } from '../../../contract/lead-counts.ts'
import type { Lead } from '../../../contract/lead.ts'
import type { Overview } from '../../../contract/overview.ts'
import { errorExample, example, type Example } from './example.ts'
import { at, call, company, contact, explained, meeting, pageOf, priceList } from './story.ts'

const lead: Lead = {
  id: company,
  type: 'company',
  name: null,
  status: 'Contacted',
  statusDate: call.date,
  leadAssignee: contact,
  lastEventDate: priceList.date,
  eventCount: 2,
}

const person: Lead = {
  id: meeting.lead,
  type: 'person',
  name: null,
  status: null,
  statusDate: null,
  leadAssignee: null,
  lastEventDate: meeting.date,
  eventCount: 1,
}

/** The leads by status of the demo's collection. */
const statusFigures = [
  ['New', 0, true],
  ['Contacted', 1, true],
  ['Qualified', 0, true],
  ['Proposal', 0, true],
  ['Won', 0, false],
  ['Lost', 0, false],
  ['Parked', 0, false],
  [null, 1, true],
] as const

const nothingLogged = { loggedToday: 0, loggedThisWeek: 0 } as const
const nothingQuiet = { quiet: 0, quietest: null } as const

const named: Lead = { ...lead, name: 'Officine Ferrari' }

const none: LeadCount = { leads: 0, more: false }
const one: LeadCount = { leads: 1, more: false }
const both: LeadCount = { leads: 2, more: false }

const leadCounts: LeadCounts = {
  anyAssignee: both,
  unassigned: one,
  assignees: [{ leadAssignee: contact, ...one }],
  statuses: statusFigures.flatMap(([status]) =>
    status === null ? [] : [{ status, ...(status === 'Contacted' ? one : none) }],
  ),
  anyActivity: both,
  open: both,
  quiet: [{ quietSince: '2026-10-24T22:00:00.000Z', ...none }],
  anyType: both,
  types: [
    { type: 'company', ...one },
    { type: 'person', ...one },
  ],
}

const overview: Overview = {
  user: null,
  timeZone: 'Europe/Rome',
  today: '2026-11-22T23:00:00.000Z',
  week: '2026-11-22T23:00:00.000Z',
  quietSince: '2026-10-24T21:59:59.999Z',
  leads: 2,
  open: 2,
  quiet: 0,
  statuses: statusFigures.map(([status, leadCount, open]) => {
    const days = status === 'Contacted' ? 0 : null
    return { status, open, leads: leadCount, medianDays: days, longestDays: days }
  }),
  longest: [named],
  people: [
    { id: contact, name: null, open: 1, ...nothingQuiet, ...nothingLogged },
    { id: null, name: null, open: 1, ...nothingQuiet, ...nothingLogged },
    { id: 'giulia', name: 'Giulia Rossi', open: 0, ...nothingQuiet, loggedToday: 2, loggedThisWeek: 2 },
    { id: 'luca', name: 'Luca Conti', open: 0, ...nothingQuiet, loggedToday: 1, loggedThisWeek: 1 },
  ],
  peopleCount: 4,
  loggedToday: 3,
  loggedThisWeek: 3,
  changes: {
    since: '2026-11-22T23:00:00.000Z',
    statusChanges: 1,
    assigneeChanges: 1,
    firstEvents: 2,
    statuses: [{ status: 'Contacted', statusChanges: 1 }],
    leads: 2,
    items: [
      {
        lead: meeting.lead,
        type: 'person',
        name: null,
        event: meeting.id,
        date: meeting.date,
        owner: { id: 'luca', name: 'Luca Conti' },
        from: { status: null, leadAssignee: null },
        to: { status: null, leadAssignee: null },
        isNew: true,
      },
      {
        lead: company,
        type: 'company',
        name: named.name,
        event: call.id,
        date: call.date,
        owner: { id: 'giulia', name: 'Giulia Rossi' },
        from: { status: null, leadAssignee: null },
        to: { status: 'Contacted', leadAssignee: contact },
        isNew: true,
      },
    ],
  },
}

/** Examples for leads, their paths and users. */
export const leads: readonly Example[] = [
  example(
    'listLeads',
    { name: 'latest', summary: 'Ordered by latest event', at: at('12:10'), request: {} },
    200,
    {
      items: [lead, person],
      meta: pageOf('recent', 2, 50),
      queryExplanation: explained('Leads ordered by latest event, newest first.', {
        unassigned: false,
        withoutStatus: false,
        open: false,
        sort: 'recent',
        offset: 0,
        limit: 50,
      }),
    },
  ),
  example(
    'getLead',
    { name: 'one-lead', summary: 'One lead', at: at('12:10'), request: { id: company } },
    200,
    { item: lead, queryExplanation: explained(`The lead ${company}.`, { id: company }) },
  ),
  errorExample(
    'getLead',
    {
      name: 'no-such-lead',
      summary: 'Error: unknown lead',
      at: at('12:10'),
      request: { id: 'nobody' },
    },
    {
      type: 'urn:leadline:problem:not_found',
      title: 'Not found',
      status: 404,
      detail: 'No lead with this ID exists in your application.',
      code: 'not_found',
    },
  ),
  example(
    'nameLead',
    {
      name: 'missing-name',
      summary: 'Name a lead that has no name',
      at: at('12:10'),
      request: { id: company, parameters: { appUserId: 'giulia', name: 'Officine Ferrari' } },
    },
    200,
    {
      item: named,
      queryExplanation: explained(`Named the lead ${company}.`, { id: company, name: 'Officine Ferrari' }),
    },
  ),
  example(
    'getLeadPath',
    { name: 'one-move', summary: 'A lead with one change', at: at('12:10'), request: { id: company } },
    200,
    {
      items: [
        {
          event: 1,
          date: call.date,
          from: { status: null, leadAssignee: null },
          to: { status: 'Contacted', leadAssignee: contact },
        },
      ],
      queryExplanation: explained(`Status and assignee changes of the lead ${company}.`, {
        id: company,
      }),
    },
  ),
  example(
    'countLeads',
    {
      name: 'each-filter',
      summary: 'Leads of each filter',
      at: at('12:10'),
      request: { parameters: { assignees: contact, quiet: '2026-10-24T22:00:00Z' } },
    },
    200,
    {
      item: leadCounts,
      queryExplanation: explained(
        'Leads by assignee, status, activity and type, each with the other filters.',
        {
          unassigned: false,
          withoutStatus: false,
          open: false,
          assignees: [contact],
          quiet: ['2026-10-24T22:00:00.000Z'],
        },
      ),
    },
  ),
  example(
    'getOverview',
    {
      name: 'as-a-manager',
      summary: 'Figures of the application, as a manager',
      at: at('12:10'),
      request: { parameters: { appUserId: 'marco', timeZone: 'Europe/Rome' } },
    },
    200,
    {
      item: overview,
      queryExplanation: explained('Figures of the application.', {
        timeZone: 'Europe/Rome',
        changedSince: overview.today,
      }),
    },
  ),
  errorExample(
    'getOverview',
    {
      name: 'of-another-user',
      summary: 'Error: another user’s figures, as a rep',
      at: at('12:10'),
      request: { parameters: { appUserId: 'giulia', user: 'luca' } },
    },
    {
      type: 'urn:leadline:problem:forbidden',
      title: 'Not allowed',
      status: 403,
      detail: 'A rep can read only their own figures. Omit user, or send your own ID.',
      code: 'forbidden',
    },
  ),
  example(
    'listUsers',
    {
      name: 'by-name',
      summary: 'Search by name',
      at: at('12:10'),
      request: { parameters: { q: 'ross' } },
    },
    200,
    {
      items: [{ id: 'giulia', name: 'Giulia Rossi', role: 'rep', blocked: false }],
      meta: pageOf('name', 1, 50),
      queryExplanation: explained('Users of the application, ordered by name.', {
        q: 'ross',
        offset: 0,
        limit: 50,
      }),
    },
  ),
]
