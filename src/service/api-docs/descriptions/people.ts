import type { PeopleEndpoint, SessionEndpoint } from '../../core/backend.ts'
import type { OperationDescription } from './operation-description.ts'
import { paging } from './parameters.ts'

const role =
  'A rep can update and delete their own events; a manager can do so for any event in the application, and can manage people.'

const newPassword = 'The new password. Any characters are allowed; only its length is limited.'

const linkToken = 'The token of the link.'

type Descriptions<Name extends PeopleEndpoint | SessionEndpoint> = {
  readonly [One in Name]: OperationDescription<One>
}

/** The endpoints for managing people, with a session only. */
export const peopleDescriptions: Descriptions<PeopleEndpoint> = {
  listPeople: {
    tag: 'User management',
    summary: 'List people',
    description:
      'The application’s people by name, including invited ones, with their email address and state.',
    parameters: paging,
  },
  invitePerson: {
    tag: 'User management',
    summary: 'Invite a person',
    description:
      'Creates a link with which the person sets a password and signs in; it is valid once, for seven days. The `token` is only returned in this response: the link is `/join#` followed by it.',
    parameters: {
      name: 'The person’s name, on one line.',
      email: 'The email address they will sign in with, unique within the application.',
      role,
    },
  },
  changePerson: {
    tag: 'User management',
    summary: 'Change a person’s role or block them',
    description:
      'An omitted field keeps its value. Blocking a person ends their sessions and stops clients from acting for them. You cannot change yourself, so that an application always has a manager.',
    parameters: {
      role,
      blocked:
        'Whether the person is blocked. An invited person cannot be blocked; revoke the invitation instead.',
    },
  },
  withdrawInvitation: {
    tag: 'User management',
    summary: 'Revoke an invitation',
    description: 'Invalidates the invitation link and removes the invited person.',
    parameters: {},
  },
  createLink: {
    tag: 'User management',
    summary: 'Create a new link',
    description:
      'For an invited person, a new invitation; for an active person, a link to set a new password, valid for one day. The previous link becomes invalid. The `token` is only returned in this response.',
    parameters: {},
  },
}

/** The endpoints for one's own links, password and sessions. */
export const accountDescriptions: Descriptions<
  'deleteSessions' | 'readLink' | 'acceptLink' | 'changePassword'
> = {
  deleteSessions: {
    tag: 'Session',
    summary: 'Sign out everywhere',
    description: 'Ends all sessions of the signed-in person, on every device.',
    parameters: {},
  },
  readLink: {
    tag: 'Session',
    summary: 'Get a link',
    description: 'The person a link is for. A link that is unknown, used or expired returns 404.',
    parameters: { token: linkToken },
  },
  acceptLink: {
    tag: 'Session',
    summary: 'Use a link',
    description:
      'Sets the person’s password, uses up the link and signs them in. A password reset ends all their other sessions.',
    parameters: { token: linkToken, password: newPassword },
  },
  changePassword: {
    tag: 'Session',
    summary: 'Change your password',
    description: 'Ends all sessions of the person, and continues this one with a new cookie.',
    parameters: { password: 'The current password.', newPassword },
  },
}
