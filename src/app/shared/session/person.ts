import type { Session } from '../../../contract/user.ts'

/** Whose something is: an id says who a person is only within an application. */
export interface Person {
  readonly application: string
  readonly id: string
}

/** The person of a session's user. */
export function personOf({ id, application }: NonNullable<Session['user']>): Person {
  return { application: application.id, id }
}

/** A key that no two persons share: neither id holds white space. */
export function personKey({ application, id }: Person): string {
  return `${application} ${id}`
}
