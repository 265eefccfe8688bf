import { errorExample, example, type Example } from './example.ts'
import { anna } from './people.ts'
import { at, explained, meeting } from './story.ts'

const lead = meeting.lead

/** A placeholder for a token with the scope `personal-data`, which the demo's token lacks. */
export const personalDataToken = 'token-for-personal-data'

const asManager = (id: string | number) => ({
  id,
  token: personalDataToken,
  parameters: { appUserId: 'marco' },
})

/** Exporting and erasing personal data. */
export const personalData: readonly Example[] = [
  example(
    'exportLead',
    {
      name: 'one-event',
      summary: 'A lead with one event',
      at: at('13:00'),
      request: asManager(lead),
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
      queryExplanation: explained(`Personal data of the lead ${lead}.`, {
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
      summary: 'One event’s note',
      at: at('13:01'),
      request: asManager(2),
    },
    204,
    undefined,
  ),
  example(
    'eraseLead',
    {
      name: 'a-person',
      summary: 'A lead of type person',
      at: at('13:02'),
      request: asManager(lead),
    },
    204,
    undefined,
  ),
  example(
    'erasePerson',
    {
      name: 'a-former-colleague',
      summary: 'A user who has left',
      at: at('13:03'),
      request: asManager(anna.id),
    },
    204,
    undefined,
  ),
  errorExample(
    'erasePerson',
    {
      name: 'unknown',
      summary: 'Error: unknown user',
      at: at('13:03'),
      request: asManager('nobody'),
    },
    {
      type: 'urn:leadline:problem:not_found',
      title: 'Not found',
      status: 404,
      detail: 'No user with this ID exists in your application.',
      code: 'not_found',
    },
  ),
  example(
    'exportPerson',
    {
      name: 'after-erasure',
      summary: 'After an erasure',
      at: at('13:04'),
      request: asManager(anna.id),
    },
    200,
    {
      person: {
        id: anna.id,
        name: 'Erased person',
        role: anna.role,
        erasure: { by: 'marco', at: at('13:03') },
        signIn: null,
        sessions: [],
        leads: [],
      },
      events: [],
      next: null,
      queryExplanation: explained(`Personal data of the person ${anna.id}.`, {
        id: anna.id,
        after: 0,
        limit: 1000,
      }),
    },
  ),
]
