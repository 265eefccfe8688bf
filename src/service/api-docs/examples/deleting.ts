import { errorExample, example, type Example } from './example.ts'
import { at, call, company, contact, corrected, explained, pageOf } from './story.ts'

// the previous event is deleted, so that there are no previous values
const nothingBefore = { previousStatus: null, previousLeadAssignee: null } as const

/** Deleting an event, and how other clients learn of it. */
export const deleting: readonly Example[] = [
  errorExample(
    'deleteEvent',
    {
      name: 'would-move-the-lead',
      summary: 'Error: the lead’s state would change',
      at: at('12:15'),
      request: { id: 1, parameters: { appUserId: 'giulia' } },
    },
    {
      type: 'urn:leadline:problem:conflict',
      title: 'Conflicts with the lead’s current state',
      status: 409,
      detail: `Deleting this event would revert the lead to status none, assignee ${contact}. To delete it anyway, send forceDelete=true.`,
      code: 'conflict',
      ifDeleted: { status: null, leadAssignee: contact },
    },
  ),
  example(
    'deleteEvent',
    {
      name: 'all-the-same',
      summary: 'Forced deletion',
      at: at('12:16'),
      request: { id: 1, parameters: { appUserId: 'giulia', forceDelete: 'true' } },
    },
    204,
    undefined,
  ),
  errorExample(
    'getEvent',
    {
      name: 'deleted',
      summary: 'Error: deleted event',
      at: at('12:17'),
      request: { id: 1 },
    },
    {
      type: 'urn:leadline:problem:gone',
      title: 'Deleted',
      status: 410,
      detail: `Giulia Rossi deleted this lead event on ${at('12:16')}.`,
      code: 'gone',
      deleted: { by: 'Giulia Rossi', at: at('12:16') },
    },
  ),
  example(
    'syncEvents',
    {
      name: 'since-noon',
      summary: 'An edit and a deletion since noon',
      at: at('12:20'),
      request: { parameters: { fromUpdateTime: '2026-11-23T12:00:00Z' } },
    },
    200,
    {
      items: [
        { ...corrected, ...nothingBefore },
        { ...call, note: null, updateTime: at('12:16'), deleted: true },
      ],
      meta: pageOf('updateTime', 2, 100),
      queryExplanation: explained('Events ordered by last change, oldest first.', {
        fromUpdateTime: at('12:00'),
        offset: 0,
        limit: 100,
      }),
    },
  ),
  example(
    'listActivity',
    {
      name: 'as-a-manager',
      summary: 'Latest changes, as a manager',
      at: at('12:25'),
      request: { parameters: { appUserId: 'marco', limit: '1' } },
    },
    200,
    {
      items: [
        {
          event: 1,
          lead: company,
          leadName: 'Officine Ferrari',
          kind: 'delete',
          updateTime: at('12:16'),
          changedBy: { id: 'giulia', name: 'Giulia Rossi' },
          before: { note: call.note, date: call.date },
          after: null,
        },
      ],
      meta: pageOf('newest', 2, 1),
      queryExplanation: explained('Edits and deletions, newest first.', { offset: 0, limit: 1 }),
    },
  ),
  errorExample(
    'listActivity',
    {
      name: 'as-a-rep',
      summary: 'Error: not a manager',
      at: at('12:25'),
      request: { parameters: { appUserId: 'giulia' } },
    },
    {
      type: 'urn:leadline:problem:forbidden',
      title: 'Not allowed',
      status: 403,
      detail: 'Requires the role manager.',
      code: 'forbidden',
    },
  ),
]
