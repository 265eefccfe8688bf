import type { PeopleEndpoint, SessionEndpoint } from '../../backend.ts'
import type { OperationWords } from './operation-words.ts'
import { paging } from './parameters.ts'

const role =
  'A rep corrects and deletes own events, a manager any of the application’s, and looks after people.'

const newPassword = 'The new password: any characters, and no rule but its length.'

const linkToken = 'The token of the link.'

type Words<Name extends PeopleEndpoint | SessionEndpoint> = { readonly [One in Name]: OperationWords<One> }

/** How managers look after people: with a session only. */
export const peopleWords: Words<PeopleEndpoint> = {
  listPeople: {
    tag: 'People',
    summary: 'List everybody',
    description:
      'The application’s people by name, with what they sign in with and whether they may: those who are invited too.',
    parameters: paging,
  },
  invitePerson: {
    tag: 'People',
    summary: 'Invite somebody',
    description:
      'Makes a link by which somebody chooses a password and comes in; it is good once, for seven days. The answer is the only place where its `token` stands: the link is `/join#` and the token.',
    parameters: {
      name: 'Their name, on one line.',
      email: 'What they will sign in with. Nobody else of the application has it.',
      role,
    },
  },
  changePerson: {
    tag: 'People',
    summary: 'Change a role, block, let in again',
    description:
      'What is left out stays. A blocked person’s sessions end with it, and no client can act for them. Nobody changes themself, so that an application keeps a manager.',
    parameters: {
      role,
      blocked:
        'Whether they may not come in. Who is only invited is not blocked: the invitation is withdrawn.',
    },
  },
  withdrawInvitation: {
    tag: 'People',
    summary: 'Withdraw an invitation',
    description: 'The link of somebody who has not come yet is good no more, and nothing stays of them.',
    parameters: {},
  },
  createLink: {
    tag: 'People',
    summary: 'Make another link',
    description:
      'For who has not come yet, another invitation; for who has, a link to choose a new password, good for a day. The one before is good no more. The answer is the only place where its `token` stands.',
    parameters: {},
  },
}

/** What people do about their own signing in, beside signing in itself. */
export const ownWords: Words<'deleteSessions' | 'readLink' | 'acceptLink' | 'changePassword'> = {
  deleteSessions: {
    tag: 'Session',
    summary: 'Sign out everywhere',
    description: 'Ends all sessions of the person who is signed in, on every device.',
    parameters: {},
  },
  readLink: {
    tag: 'Session',
    summary: 'Read a link',
    description: 'Whom a link is for. One that is unknown, used up or too old is a 404.',
    parameters: { token: linkToken },
  },
  acceptLink: {
    tag: 'Session',
    summary: 'Use a link',
    description:
      'Sets the password of whom the link is for, uses the link up, and signs them in. After a new password they are signed out wherever they were.',
    parameters: { token: linkToken, password: newPassword },
  },
  changePassword: {
    tag: 'Session',
    summary: 'Change one’s password',
    description: 'Whoever else was signed in with the old one is signed out.',
    parameters: { password: 'The present password.', newPassword },
  },
}
