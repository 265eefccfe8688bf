import { example, refusal, type Example } from './example.ts'
import { at, explained, meeting } from './story.ts'

const lead = meeting.lead
const asManager = { appUserId: 'marco' } as const
const erasedMeeting = { ...meeting, note: null, updateTime: at('12:52') }

/** What is held about somebody, and how it is erased. */
export const personalData: readonly Example[] = [
  example(
    'exportLead',
    {
      name: 'one-event',
      summary: 'A lead with one event',
      at: at('12:50'),
      request: { id: lead, parameters: asManager },
    },
    200,
    {
      lead: {
        id: lead,
        type: 'person',
        name: null,
        status: null,
        statusDate: null,
        leadAssignee: null,
        lastEventDate: meeting.date,
        eventCount: 1,
        erasure: null,
      },
      events: [{ ...meeting, deletion: null, changes: [] }],
      next: null,
      queryExplanation: explained(`All that is held about the lead ${lead}.`, {
        id: lead,
        after: 0,
        limit: 1000,
      }),
    },
  ),
  example(
    'eraseEvent',
    {
      name: 'one-event',
      summary: 'What one event says',
      at: at('12:51'),
      request: { id: 2, parameters: asManager },
    },
    204,
    undefined,
  ),
  example(
    'eraseLead',
    {
      name: 'a-person',
      summary: 'A lead who is a person',
      at: at('12:52'),
      request: { id: lead, parameters: asManager },
    },
    204,
    undefined,
  ),
  example(
    'erasePerson',
    {
      name: 'a-former-colleague',
      summary: 'Somebody who has left',
      at: at('12:53'),
      request: { id: 'luca', parameters: asManager },
    },
    204,
    undefined,
  ),
  refusal(
    'erasePerson',
    {
      name: 'oneself',
      summary: 'Refused: oneself',
      at: at('12:53'),
      request: { id: 'marco', parameters: asManager },
    },
    {
      type: 'urn:leadline:problem:forbidden',
      title: 'Not allowed',
      status: 403,
      detail: 'Nobody erases themselves: ask another manager, or an administrator.',
      code: 'forbidden',
    },
  ),
  example(
    'exportPerson',
    {
      name: 'after-erasure',
      summary: 'What is left after an erasure',
      at: at('12:54'),
      request: { id: 'luca', parameters: asManager },
    },
    200,
    {
      person: {
        id: 'luca',
        name: 'Erased person',
        role: 'rep',
        erasure: { by: 'marco', at: at('12:53') },
        signIn: null,
        sessions: [],
        leads: [],
      },
      events: [
        {
          ...erasedMeeting,
          owner: { ...meeting.owner, name: 'Erased person' },
          deletion: null,
          changes: [
            {
              event: meeting.id,
              lead,
              leadName: null,
              kind: 'erase',
              updateTime: at('12:52'),
              changedBy: { id: 'marco', name: 'Marco Bianchi' },
              before: { note: null, date: meeting.date },
              after: { note: null, date: meeting.date },
              erased: true,
            },
          ],
        },
      ],
      next: null,
      queryExplanation: explained('All that is held about the person luca.', {
        id: 'luca',
        after: 0,
        limit: 1000,
      }),
    },
  ),
]
