import { errorExample, example, type Example } from './example.ts'
import { at } from './story.ts'

/** Listing the statuses, and a request with an unknown token. */
export const statuses: readonly Example[] = [
  example('listStatuses', { name: 'funnel', summary: 'A funnel', at: at('09:00'), request: {} }, 200, {
    items: [
      { label: 'New', previous: null, sink: false, hidden: false },
      { label: 'Contacted', previous: 'New', sink: false, hidden: false },
      { label: 'Qualified', previous: 'Contacted', sink: false, hidden: false },
      { label: 'Proposal', previous: 'Qualified', sink: false, hidden: false },
      { label: 'Won', previous: 'Proposal', sink: true, hidden: false },
      { label: 'Lost', previous: 'Proposal', sink: true, hidden: false },
      { label: 'Parked', previous: null, sink: false, hidden: true },
    ],
  }),
  errorExample(
    'listStatuses',
    {
      name: 'unknown-token',
      summary: 'Error: unknown token',
      at: at('09:00'),
      request: { token: 'not-a-token' },
    },
    {
      type: 'urn:leadline:problem:unauthenticated',
      title: 'Not authenticated',
      status: 401,
      detail: 'This token is unknown or has been revoked.',
      code: 'unauthenticated',
    },
    { 'www-authenticate': 'Bearer realm="leadline"' },
  ),
]
