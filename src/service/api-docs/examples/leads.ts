import type { Lead } from '../../../contract/lead.ts'
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

/** Leads, how they came to stand where they do, and people. */
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
      item: { ...lead, name: 'Officine Ferrari' },
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
