import { capabilities, type Session } from '../../../contract/user.ts'
import { errorExample, example, type Example } from './example.ts'
import { at } from './story.ts'

/** The demo's users, who are also those of the examples. */
export const demoPeople = [
  { id: 'giulia', name: 'Giulia Rossi', role: 'rep' },
  { id: 'luca', name: 'Luca Conti', role: 'rep' },
  { id: 'marco', name: 'Marco Bianchi', role: 'manager' },
] as const

const [giulia] = demoPeople

const session: Session = {
  user: { ...giulia, application: { id: 'demo', name: 'Leadline demo' } },
  capabilities: [...capabilities],
  singleSignOn: false,
  offlineDays: 7,
  demoPeople: [...demoPeople],
}

/** Giulia's email address. */
export const email = 'giulia.rossi@demo.leadline.example'

/** Signing in and out. */
export const signingIn: readonly Example[] = [
  errorExample(
    'createSession',
    {
      name: 'wrong-password',
      summary: 'Error: wrong password',
      at: at('12:40'),
      request: { token: undefined, parameters: { email, password: 'a guess' } },
    },
    {
      type: 'urn:leadline:problem:invalid_request',
      title: 'Invalid request',
      status: 400,
      detail: 'Fix the fields listed under errors (password) and try again.',
      code: 'invalid_request',
      errors: [
        {
          field: 'password',
          code: 'wrong_credentials',
          message: 'Incorrect email or password.',
        },
      ],
    },
  ),
  example(
    'createSession',
    {
      name: 'with-a-password',
      summary: 'With a password; curl stores the cookie in a file',
      at: at('12:41'),
      request: { token: undefined, parameters: { email, password: 'demo-password' } },
    },
    200,
    session,
  ),
  example(
    'getSession',
    { name: 'signed-in', summary: 'Signed in', at: at('12:42'), request: { token: undefined } },
    200,
    session,
  ),
  example(
    'deleteSession',
    { name: 'signed-in', summary: 'Signed in', at: at('12:43'), request: { token: undefined } },
    204,
    undefined,
  ),
]
