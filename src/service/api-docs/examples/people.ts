import type { Person } from '../../../contract/person.ts'
import { capabilities } from '../../../contract/user.ts'
import { errorExample, example, type Example, type ExampleRequest } from './example.ts'
import { imports } from './imports.ts'
import { demoPeople, email } from './signing-in.ts'
import { at } from './story.ts'

/** A placeholder for the tokens of links, which cannot be guessed. */
export const exampleLinkToken = 'Zm9yLXRoZS1wYWdlLW9ubHktdGhpcy1pcy1ubyB0b2tlbg'

const session = (parameters?: Readonly<Record<string, string>>): ExampleRequest => ({
  token: undefined,
  ...(parameters && { parameters }),
})

const [giulia, luca, marco] = demoPeople
const come = { state: 'active', lastSeen: null, invitedUntil: null } as const
const address = (of: string) => `${of}@demo.leadline.example`

/** The invited person of the examples, who is not in the demo. */
export const anna: Person = {
  id: 'anna-verdi',
  name: 'Anna Verdi',
  role: 'rep',
  email: 'anna.verdi@demo.leadline.example',
  state: 'invited',
  lastSeen: null,
  invitedUntil: '2026-11-30T12:52:00.000Z',
}

const explanation = (offset: number, limit: number) => [
  {
    engine: 'leadline',
    text: 'People in the application, including invited ones, ordered by name.',
    json: { offset, limit },
  },
]

const signedIn = (user: (typeof demoPeople)[number]) => ({
  user: { ...user, application: { id: 'demo', name: 'Leadline demo' } },
  capabilities: [...capabilities],
  singleSignOn: false,
  offlineDays: 7,
  demoPeople: [...demoPeople],
})

const annaUser = { id: anna.id, name: anna.name, role: anna.role }

/** A manager invites a person, who then sets a password and signs in. */
export const people: readonly Example[] = [
  example(
    'createSession',
    {
      name: 'as-a-manager',
      summary: 'As a manager',
      at: at('12:50'),
      request: session({ email: address('marco.bianchi'), password: 'demo-password' }),
    },
    200,
    signedIn(marco),
  ),
  example('listPeople', { name: 'all', summary: 'All people', at: at('12:51'), request: session() }, 200, {
    items: [
      { ...giulia, email, ...come, lastSeen: at('12:41') },
      { ...luca, email: address('luca.conti'), ...come },
      { ...marco, email: address('marco.bianchi'), ...come, lastSeen: at('12:50') },
    ],
    meta: { ordering: 'name', count: 3, limit: 50, offset: 0, info: [], obfuscated: {} },
    queryExplanation: explanation(0, 50),
  }),
  example(
    'invitePerson',
    {
      name: 'a-rep',
      summary: 'A sales rep',
      at: at('12:52'),
      request: session({ name: anna.name, email: address('anna.verdi'), role: 'rep' }),
    },
    201,
    {
      item: anna,
      link: { kind: 'invitation', token: exampleLinkToken, expires: '2026-11-30T12:52:00.000Z' },
    },
  ),
  errorExample(
    'withdrawInvitation',
    {
      name: 'has-come',
      summary: 'Error: not an invitation',
      at: at('12:53'),
      request: { id: 'luca', ...session() },
    },
    {
      type: 'urn:leadline:problem:not_found',
      title: 'Not found',
      status: 404,
      detail: 'No invitation exists for this ID. To stop an active person from signing in, block them.',
      code: 'not_found',
    },
  ),
  example(
    'changePerson',
    {
      name: 'block',
      summary: 'Block',
      at: at('12:54'),
      request: { id: 'luca', ...session({ blocked: 'true' }) },
    },
    200,
    { item: { ...luca, email: address('luca.conti'), ...come, state: 'blocked' } },
  ),
  example(
    'createLink',
    {
      name: 'again',
      summary: 'A new invitation',
      at: at('12:55'),
      request: { id: anna.id, ...session() },
    },
    201,
    {
      item: { ...anna, invitedUntil: '2026-11-30T12:55:00.000Z' },
      link: { kind: 'invitation', token: exampleLinkToken, expires: '2026-11-30T12:55:00.000Z' },
    },
  ),
  ...imports,
  example(
    'changePassword',
    {
      name: 'own',
      summary: 'Your own password',
      at: at('12:56'),
      request: session({ password: 'demo-password', newPassword: 'a line of leads, from end to end' }),
    },
    204,
    undefined,
  ),
  example(
    'readLink',
    {
      name: 'invitation',
      summary: 'An invitation',
      at: at('12:57'),
      request: session({ token: exampleLinkToken }),
    },
    200,
    {
      item: {
        kind: 'invitation',
        name: anna.name,
        email: address('anna.verdi'),
        application: 'Leadline demo',
        expires: '2026-11-30T12:55:00.000Z',
      },
    },
  ),
  example(
    'deleteSessions',
    { name: 'everywhere', summary: 'All sessions', at: at('12:58'), request: session() },
    204,
    undefined,
  ),
  example(
    'acceptLink',
    {
      name: 'invitation',
      summary: 'An invitation; curl stores the cookie in a file',
      at: at('12:59'),
      request: session({ token: exampleLinkToken, password: 'all that was said, in one place' }),
    },
    200,
    {
      ...signedIn(giulia),
      user: { ...annaUser, application: { id: 'demo', name: 'Leadline demo' } },
      // the blocked user is not offered any more
      demoPeople: [giulia, marco],
    },
  ),
]
