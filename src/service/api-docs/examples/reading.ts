import { example, type Example } from './example.ts'
import { at, call, company, contact, explained, pageOf, priceList } from './story.ts'

const understood = { offset: 0, limit: 50, ordering: 'newest' } as const

/** Reading events. */
export const reading: readonly Example[] = [
  example(
    'listEvents',
    {
      name: 'one-lead',
      summary: 'One lead, newest first',
      at: at('11:50'),
      request: { parameters: { leads: company } },
    },
    200,
    {
      items: [priceList, call],
      meta: pageOf('newest', 2, 50),
      queryExplanation: explained('Events of one lead, newest first by date.', {
        leads: [company],
        ...understood,
      }),
    },
  ),
  example(
    'listEvents',
    {
      name: 'count-of-two-leads',
      summary: 'Two leads since 10:00, count only',
      at: at('11:50'),
      request: {
        parameters: { leads: `${company},mrossi-77`, dateFrom: '2026-11-23T10:00:00Z', limit: '0' },
      },
    },
    200,
    {
      items: [],
      meta: pageOf('newest', 1, 0),
      queryExplanation: explained('Events of 2 leads that match the filters, newest first by date.', {
        leads: [company, 'mrossi-77'],
        dateFrom: at('10:00'),
        ...understood,
        limit: 0,
      }),
    },
  ),
  example(
    'searchEvents',
    {
      name: 'words',
      summary: 'Words and their inflected forms',
      at: at('11:50'),
      request: { parameters: { q: 'price lists' } },
    },
    200,
    {
      items: [
        {
          ...priceList,
          highlights: [
            { start: 9, length: 5 },
            { start: 15, length: 4 },
          ],
          leadName: null,
        },
      ],
      meta: pageOf('newest', 1, 50),
      queryExplanation: explained('Events on all leads whose notes match every word, newest first by date.', {
        q: 'price lists',
        ...understood,
      }),
    },
  ),
  example(
    'listRecentEvents',
    {
      name: 'of-one-user',
      summary: 'One user’s latest event today',
      at: at('11:50'),
      request: { parameters: { owner: 'giulia', dateFrom: '2026-11-23', limit: '1' } },
    },
    200,
    {
      items: [{ ...priceList, leadName: null }],
      meta: pageOf('newest', 2, 1),
      queryExplanation: explained('Events of all leads, newest first by date.', {
        owner: 'giulia',
        dateFrom: at('00:00'),
        offset: 0,
        limit: 1,
      }),
    },
  ),
  example(
    'getEvent',
    { name: 'one-event', summary: 'One event', at: at('11:55'), request: { id: 1 } },
    200,
    {
      item: { ...call, ifDeleted: { status: null, leadAssignee: contact } },
      queryExplanation: explained('The lead event 1.', { id: 1 }),
    },
    { etag: `"${call.updateTime}"` },
  ),
]
