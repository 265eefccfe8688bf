import { errorExample, example, type Example } from './example.ts'
import { at, company, corrected, explained, priceList } from './story.ts'

const seen = { 'If-Match': `"${priceList.updateTime}"` }

/** Updating an event with `If-Match`, and its history afterwards. */
export const correcting: readonly Example[] = [
  example(
    'updateEvent',
    {
      name: 'a-note',
      summary: 'A conditional update of the note',
      at: at('12:05'),
      request: {
        id: 2,
        headers: seen,
        parameters: { appUserId: 'giulia', note: 'Sent the price list for 2027.' },
      },
    },
    200,
    {
      item: corrected,
      queryExplanation: explained('Updated the lead event 2.', { id: 2, note: corrected.note }),
    },
    { etag: `"${corrected.updateTime}"` },
  ),
  errorExample(
    'updateEvent',
    {
      name: 'changed-meanwhile',
      summary: 'Error: changed since it was read',
      at: at('12:06'),
      request: { id: 2, headers: seen, parameters: { appUserId: 'giulia', note: 'Sent two price lists.' } },
    },
    {
      type: 'urn:leadline:problem:precondition_failed',
      title: 'Precondition failed',
      status: 412,
      detail: `The lead event was changed on ${corrected.updateTime}. Read it again before you update it.`,
      code: 'precondition_failed',
      item: corrected,
    },
    { etag: `"${corrected.updateTime}"` },
  ),
  example(
    'getEventHistory',
    { name: 'one-correction', summary: 'An event with one edit', at: at('12:10'), request: { id: 2 } },
    200,
    {
      items: [
        {
          event: 2,
          lead: company,
          leadName: null,
          kind: 'update',
          updateTime: corrected.updateTime,
          changedBy: { id: 'giulia', name: 'Giulia Rossi' },
          before: { note: priceList.note, date: priceList.date },
          after: { note: corrected.note, date: corrected.date },
        },
      ],
      queryExplanation: explained('Change history of the lead event 2.', { id: 2 }),
    },
  ),
]
